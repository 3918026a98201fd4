import Synchronization

/// Asks a training to stop at the next point from which it can go on.
public final class StopRequest: Sendable {
  private let isMade = Atomic<Bool>(false)
  private let isHandled = Atomic<Bool>(false)

  /// A request that is not made yet.
  public init() {}

  /// Asks to stop.
  ///
  /// - Returns: `false` if no training is going on that handles it
  public func request() -> Bool {
    isMade.store(true, ordering: .sequentiallyConsistent)
    return isHandled.load(ordering: .sequentiallyConsistent)
  }

  /// Whether the request is made.
  var isRequested: Bool { isMade.load(ordering: .relaxed) }

  /// Does work that handles the request.
  func whileHandled<Result>(_ work: () throws -> Result) rethrows -> Result {
    isHandled.store(true, ordering: .sequentiallyConsistent)
    defer { isHandled.store(false, ordering: .sequentiallyConsistent) }
    return try work()
  }
}
