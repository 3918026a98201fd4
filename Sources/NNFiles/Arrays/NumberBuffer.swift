import Platform

/// Numbers that are appended one by one and then become a storage without being copied.
///
/// A growing array is copied now and then, and needs twice its memory meanwhile; `realloc` moves
/// the pages of large blocks instead where the system can.
package struct NumberBuffer: ~Copyable {
  /// How many numbers there are.
  package internal(set) var count = 0
  private var capacity = 0
  private var start: UnsafeMutablePointer<Double>?
  private let owner: String

  /// An empty buffer.
  ///
  /// - Parameter owner: what errors name: the file that the numbers come from
  package init(owner: String) { self.owner = owner }

  deinit { free(start) }

  /// The numbers; valid until one is appended.
  package var numbers: UnsafeMutableBufferPointer<Double> {
    UnsafeMutableBufferPointer(start: start, count: count)
  }

  /// Adds a number at the end; amortised O(1).
  ///
  /// - Throws: `OutOfMemory` if there is not enough memory
  @inline(__always)
  package mutating func append(_ number: Double) throws(OutOfMemory) {
    try reserve(1).pointee = number
    count &+= 1
  }

  /// Makes room for more numbers; amortised O(1).
  ///
  /// - Returns: where to write them; `count` has to be raised afterwards
  /// - Throws: `OutOfMemory` if there is not enough memory
  @inline(__always)
  mutating func reserve(_ additional: Int) throws(OutOfMemory) -> UnsafeMutablePointer<Double> {
    if capacity - count < additional { try grow(by: additional) }
    guard let start else { preconditionFailure("there is room") }
    return start + count
  }

  /// Removes the last numbers.
  package mutating func removeLast(_ removed: Int) {
    precondition(removed <= count, "the buffer has only \(count) numbers")
    count -= removed
  }

  /// Keeps only some rows, in place.
  ///
  /// - Parameters:
  ///   - rows: the indices of the rows that stay, in ascending order
  ///   - width: how many numbers a row has
  package mutating func keepRows(_ rows: [Int], width: Int) {
    guard let start else { return }
    for (target, source) in rows.enumerated() where target != source {
      precondition(target < source && (source + 1) * width <= count, "rows ascend")
      (start + target * width).update(from: start + source * width, count: width)
    }
    count = rows.count * width
  }

  /// Removes columns, in place.
  ///
  /// - Parameters:
  ///   - columns: their indices
  ///   - width: how many numbers a row has before
  package mutating func removeColumns(_ columns: [Int], width: Int) {
    guard let start else { return }
    let kept = (0..<width).filter { !columns.contains($0) }
    var target = 0
    for row in 0..<count / width {
      for column in kept {
        start[target] = start[row * width + column]
        target += 1
      }
    }
    count = target
  }

  /// Makes all rows wider in place, from the last to the first.
  ///
  /// - Parameters:
  ///   - width: how many numbers a row has before
  ///   - newWidth: how many it has afterwards, not fewer
  ///   - fill: writes all numbers of a row, given those it had before
  /// - Throws: `OutOfMemory` if there is not enough memory
  package mutating func widenRows(
    from width: Int, to newWidth: Int,
    _ fill: (_ row: [Double], _ wide: UnsafeMutableBufferPointer<Double>) -> Void
  ) throws(OutOfMemory) {
    precondition(width > 0 && newWidth >= width && count % width == 0)
    let rows = count / width
    if rows == 0 { return }
    try resize(to: max(capacity, rows * newWidth))
    count = rows * newWidth
    var narrow = [Double](repeating: 0, count: width)
    for row in (0..<rows).reversed() {
      // A wide row overwrites only itself and rows after it, which have been moved.
      for column in 0..<width { narrow[column] = numbers[row * width + column] }
      let wide = numbers[row * newWidth..<(row + 1) * newWidth]
      fill(narrow, UnsafeMutableBufferPointer(rebasing: wide))
    }
  }

  /// Turns the numbers into a storage and empties the buffer.
  package mutating func takeStorage() -> ByteStorage {
    // A block that cannot be shrunk stays as it is.
    try? resize(to: max(1, count))
    let bytes = UnsafeMutableRawBufferPointer(numbers)
    (start, count, capacity) = (nil, 0, 0)
    return ByteStorage(owning: bytes)
  }

  private mutating func grow(by additional: Int) throws(OutOfMemory) {
    try resize(to: max(512, count + additional, capacity + capacity / 2))
  }

  private mutating func resize(to capacity: Int) throws(OutOfMemory) {
    let more = (capacity - self.capacity) * MemoryLayout<Double>.stride
    try MachineMemory.require(more, for: owner)
    guard let moved = realloc(start, capacity * MemoryLayout<Double>.stride) else {
      throw OutOfMemory(owner: owner, bytes: more, left: MachineMemory.left)
    }
    start = moved.assumingMemoryBound(to: Double.self)
    self.capacity = capacity
  }
}
