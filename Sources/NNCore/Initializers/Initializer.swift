public import NNConfig

/// Where training starts: sets the weights of a new network.
public protocol Initializer: PluginComponent {
  /// Whether the neurons of a layer start with different weights. Otherwise they stay equal to each
  /// other, whatever is learned.
  var makesNeuronsDiffer: Bool { get }

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
  /// Almost all initializers do.
  public var makesNeuronsDiffer: Bool { true }
}
