import Synchronization

/// Asks trainings to stop at the next point at which they can resume.
public final class StopRequest: Sendable {
  private let isMade = Atomic<Bool>(false)
  private let handlers = Atomic<Int>(0)

  /// A request that has not been made yet.
  public init() {}

  /// Asks to stop.
  ///
  /// - Returns: whether a training is running that will handle the request
  public func request() -> Bool {
    isMade.store(true, ordering: .sequentiallyConsistent)
    return handlers.load(ordering: .sequentiallyConsistent) > 0
  }

  /// Whether the request has been made.
  var isRequested: Bool { isMade.load(ordering: .relaxed) }

  /// Does work that handles the request; several threads may do so at a time.
  ///
  /// - Parameter work: checks `isRequested` from time to time, and stops then
  /// - Returns: what `work` returns
  /// - Throws: what `work` throws
  func whileHandled<Result>(_ work: () throws -> Result) rethrows -> Result {
    handlers.add(1, ordering: .sequentiallyConsistent)
    defer { handlers.subtract(1, ordering: .sequentiallyConsistent) }
    return try work()
  }
}
