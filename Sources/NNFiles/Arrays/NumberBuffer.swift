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
  public private(set) var count = 0
  private var capacity = 0
  private var start: UnsafeMutablePointer<Double>?

  /// No numbers yet.
  public init() {}

  deinit { free(start) }

  /// The numbers; valid until one is appended.
  public var numbers: UnsafeMutableBufferPointer<Double> {
    UnsafeMutableBufferPointer(start: start, count: count)
  }

  /// Adds a number at the end; amortised O(1).
  @inline(__always)
  public mutating func append(_ number: Double) {
    if count == capacity { resize(to: max(512, capacity + capacity / 2)) }
    start?[count] = number
    count &+= 1
  }

  /// Makes the numbers a storage, and itself empty.
  public mutating func takeStorage() -> ByteStorage {
    resize(to: max(1, count))
    let bytes = UnsafeMutableRawBufferPointer(numbers)
    (start, count, capacity) = (nil, 0, 0)
    return ByteStorage(owning: bytes)
  }

  private mutating func resize(to capacity: Int) {
    guard let moved = realloc(start, capacity * MemoryLayout<Double>.stride) else {
      preconditionFailure("out of memory")
    }
    start = moved.assumingMemoryBound(to: Double.self)
    self.capacity = capacity
  }
}
