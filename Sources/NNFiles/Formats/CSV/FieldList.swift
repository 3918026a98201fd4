#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Where the fields of a row start and end. A plain array would check itself at each field.
struct FieldList: ~Copyable {
  /// The most fields that a row can have, many times as many as any network has inputs: a file of
  /// nothing but delimiters would take sixteen times its size.
  static let most = 1_000_000

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
  /// - Throws: `TooManyFields`
  @inline(__always)
  mutating func append(_ start: Int, _ end: Int) throws(TooManyFields) {
    if count == capacity { try grow() }
    places[count] = (start, end)
    count &+= 1
  }

  mutating func removeAll() { count = 0 }

  private mutating func grow() throws(TooManyFields) {
    guard capacity < Self.most else { throw TooManyFields() }
    let larger = Self.allocate(min(2 * capacity, Self.most))
    larger.update(from: places, count: count)
    free(places)
    places = larger
    capacity = min(2 * capacity, Self.most)
  }

  private static func allocate(_ count: Int) -> UnsafeMutablePointer<(start: Int, end: Int)> {
    OutOfMemory.allocate(count * MemoryLayout<(start: Int, end: Int)>.stride)
      .bindMemory(to: (start: Int, end: Int).self, capacity: count)
  }
}

/// A row that has more fields than are read.
struct TooManyFields: Error {}
