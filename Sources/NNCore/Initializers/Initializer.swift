/// Where training starts: sets the weights of a new network.
public protocol Initializer: Sendable {
  /// The files whose bytes determine the weights; they are part of a run's identity.
  var files: [String] { get }

  /// Sets all weights, bias weights included.
  ///
  /// - Parameters:
  ///   - network: a network whose weights are zero
  ///   - seed: the experiment's seed
  ///   - kernels: computes on whole arrays
  /// - Throws: a `UserFacingError` if a file does not fit the network
  func initialize<T: Scalar>(_ network: Network<T>, seed: UInt64, kernels: Kernels<T>) throws
}

extension Initializer {
  /// Most initializers read no file.
  public var files: [String] { [] }
}
