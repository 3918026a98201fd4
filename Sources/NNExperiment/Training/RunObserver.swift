public import NNCore

/// Receives what a run reports while it is trained, and can ask it to stop.
///
/// It is called from the thread that trains, after every iteration: what takes long slows the
/// training down. Everything has a default, which does nothing.
public protocol RunObserver: Sendable {
  /// Asks the training to stop at the next point at which it can resume; `nil` if it cannot be
  /// stopped.
  var stop: StopRequest? { get }

  /// A message for the user: where a training resumes, or what is damaged and not used.
  func note(_ text: String)

  /// An iteration is done.
  ///
  /// - Parameters:
  ///   - step: the iteration
  ///   - cost: the cost of its batch before the update
  func didFinish(_ step: TrainingStep, cost: Double)
}

extension RunObserver {
  /// The training cannot be stopped.
  public var stop: StopRequest? { nil }
  /// Ignores the message.
  public func note(_ text: String) {}
  /// Ignores the iteration.
  public func didFinish(_ step: TrainingStep, cost: Double) {}
}

/// Watches nothing.
public struct NoObserver: RunObserver {
  /// An observer that ignores everything.
  public init() {}
}
