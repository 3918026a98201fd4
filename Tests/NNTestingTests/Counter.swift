import Synchronization

/// What a component must not have: memory of its own.
final class Counter: Sendable {
  private let value = Mutex(0.0)

  /// 0, 1, 2 and so on, over 64.
  func next() -> Double {
    value.withLock { value in
      value += 1
      return (value - 1) / 64
    }
  }
}
