public import NNConfig

/// Sets the initial weights of a network.
public protocol Initializer: PluginComponent {
  /// Whether the neurons of a layer start with different weights. If not, they stay equal to each
  /// other, whatever the network learns.
  var breaksSymmetry: Bool { get }

  /// Sets all weights, bias weights included.
  ///
  /// - Parameters:
  ///   - network: a network whose weights are zero
  ///   - seed: the experiment's seed
  ///   - kernels: computes on whole arrays
  /// - Throws: a `UserFacingError` if the weights cannot be set, for example because a file does
  ///   not fit the network
  func initialize<T: Scalar>(_ network: Network<T>, seed: UInt64, kernels: Kernels<T>) throws
}

extension Initializer {
  /// Almost all initializers break the symmetry between neurons.
  public var breaksSymmetry: Bool { true }
}
