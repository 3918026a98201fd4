#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Numbers that are appended one after the other and become a storage without being copied.
///
/// A growing array would be copied now and then, and take twice its memory meanwhile; `realloc`
/// moves the pages of large blocks instead where the system can.
public struct NumberBuffer: ~Copyable {
  /// The number of numbers.
  public internal(set) var count = 0
  private var capacity = 0
  private var start: UnsafeMutablePointer<Double>?
  private let owner: String

  /// No numbers yet.
  ///
  /// - Parameter owner: the file that they will come from
  public init(owner: String) { self.owner = owner }

  deinit { free(start) }

  /// The numbers; valid until one is appended.
  public var numbers: UnsafeMutableBufferPointer<Double> {
    UnsafeMutableBufferPointer(start: start, count: count)
  }

  /// Adds a number at the end; amortised O(1).
  ///
  /// - Throws: `OutOfMemory`
  @inline(__always)
  public mutating func append(_ number: Double) throws(OutOfMemory) {
    try reserve(1).pointee = number
    count &+= 1
  }

  /// Makes room behind the numbers; amortised O(1).
  ///
  /// - Returns: where the next number belongs; it is there when `count` says so
  /// - Throws: `OutOfMemory`
  @inline(__always)
  mutating func reserve(_ additional: Int) throws(OutOfMemory) -> UnsafeMutablePointer<Double> {
    if capacity - count < additional { try grow(by: additional) }
    guard let start else { preconditionFailure("there is room") }
    return start + count
  }

  /// Takes numbers away from the end.
  public mutating func removeLast(_ number: Int) {
    precondition(number <= count, "there are as many")
    count -= number
  }

  /// Keeps only some rows, in place.
  ///
  /// - Parameters:
  ///   - rows: the numbers of those that stay, in ascending order
  ///   - width: the numbers of a row
  public mutating func keepRows(_ rows: [Int], width: Int) {
    guard let start else { return }
    for (target, source) in rows.enumerated() where target != source {
      precondition(target < source && (source + 1) * width <= count, "rows ascend")
      (start + target * width).update(from: start + source * width, count: width)
    }
    count = rows.count * width
  }

  /// Takes columns away, in place.
  ///
  /// - Parameters:
  ///   - columns: their numbers
  ///   - width: the numbers of a row so far
  public mutating func removeColumns(_ columns: [Int], width: Int) {
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
  ///   - width: the numbers of a row so far
  ///   - newWidth: those of a row from now on, not fewer
  ///   - fill: writes a row, all of it, given what it was
  /// - Throws: `OutOfMemory`
  public mutating func widenRows(
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
      // A wide row reaches over itself and those behind it, which are done.
      for column in 0..<width { narrow[column] = numbers[row * width + column] }
      let wide = numbers[row * newWidth..<(row + 1) * newWidth]
      fill(narrow, UnsafeMutableBufferPointer(rebasing: wide))
    }
  }

  /// Makes the numbers a storage, and itself empty.
  public mutating func takeStorage() -> ByteStorage {
    // A block that cannot be made smaller stays as it is.
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
