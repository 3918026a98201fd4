/// Where the fields of a row start and end. A plain array would check itself at each field.
struct FieldList: ~Copyable {
  /// The number of fields.
  private(set) var count = 0
  private var places = UnsafeMutablePointer<(start: Int, end: Int)>.allocate(capacity: 64)
  private var capacity = 64

  deinit { places.deallocate() }

  subscript(index: Int) -> (start: Int, end: Int) {
    precondition(index >= 0 && index < count, "the row has only \(count) fields")
    return places[index]
  }

  @inline(__always)
  mutating func append(_ start: Int, _ end: Int) {
    if count == capacity { grow() }
    places[count] = (start, end)
    count &+= 1
  }

  mutating func removeAll() { count = 0 }

  private mutating func grow() {
    let larger = UnsafeMutablePointer<(start: Int, end: Int)>.allocate(capacity: 2 * capacity)
    larger.update(from: places, count: count)
    places.deallocate()
    places = larger
    capacity *= 2
  }
}
