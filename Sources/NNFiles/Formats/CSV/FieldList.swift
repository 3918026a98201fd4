import Platform

/// Where the fields of a row start and end; an array would check its uniqueness at each field.
struct FieldList: ~Copyable {
  /// The maximum number of fields of a row, far more than any network has inputs: without it, a
  /// file of nothing but delimiters would need sixteen times its size in memory.
  static let maximumCount = 1_000_000

  /// The number of fields.
  private(set) var count = 0
  private var places = allocate(64)
  private var capacity = 64

  deinit { free(places) }

  subscript(index: Int) -> (start: Int, end: Int) {
    precondition(index >= 0 && index < count, "the row has only \(count) fields")
    return places[index]
  }

  /// Adds a field.
  ///
  /// - Throws: `TooManyFields` if the row then had more than the maximum
  @inline(__always)
  mutating func append(_ start: Int, _ end: Int) throws(TooManyFields) {
    if count == capacity { try grow() }
    places[count] = (start, end)
    count &+= 1
  }

  mutating func removeAll() { count = 0 }

  private mutating func grow() throws(TooManyFields) {
    guard capacity < Self.maximumCount else { throw TooManyFields() }
    let larger = Self.allocate(min(2 * capacity, Self.maximumCount))
    larger.update(from: places, count: count)
    free(places)
    places = larger
    capacity = min(2 * capacity, Self.maximumCount)
  }

  private static func allocate(_ count: Int) -> UnsafeMutablePointer<(start: Int, end: Int)> {
    OutOfMemory.allocate(count * MemoryLayout<(start: Int, end: Int)>.stride)
      .bindMemory(to: (start: Int, end: Int).self, capacity: count)
  }
}

/// A row with more fields than are supported.
struct TooManyFields: Error {}
