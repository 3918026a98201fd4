public import NNConfig

/// The function that turns a layer's pre-activations into its activations.
///
/// Implementations work on whole batches. They are pure, and add along neurons in order, so that a
/// sample's result does not depend on the batch it is in.
public protocol Activation: PluginComponent {
  /// Whether each activation depends only on the pre-activation of the same neuron. Hidden layers
  /// need that.
  var isElementwise: Bool { get }

  /// The bounds of its values, which it approaches far from z = 0. Near a finite bound a neuron is
  /// saturated: the derivative is almost zero, so it hardly learns.
  var limits: ClosedRange<Double> { get }

  /// The model whose probabilities its activations are; `nil` if they are not probabilities.
  var probabilityModel: ProbabilityModel? { get }

  /// Computes a = sigma(z).
  ///
  /// - Parameters:
  ///   - preActivations: z, samples x neurons
  ///   - activations: receives a; same shape, separate memory
  ///   - kernels: computes on whole arrays
  func apply<T: Scalar>(
    _ preActivations: Matrix<T>, into activations: Matrix<T>, kernels: Kernels<T>)

  /// Turns dC/da into dC/dz in place, by multiplying it by the derivative of sigma.
  ///
  /// - Parameters:
  ///   - delta: dC/da, samples x neurons; receives dC/dz
  ///   - preActivations: z, same shape
  ///   - activations: a, same shape
  ///   - kernels: computes on whole arrays
  func backpropagate<T: Scalar>(
    _ delta: Matrix<T>, preActivations: Matrix<T>, activations: Matrix<T>, kernels: Kernels<T>)
}

extension Activation {
  /// Most functions are elementwise.
  public var isElementwise: Bool { true }
  /// No finite bounds.
  public var limits: ClosedRange<Double> { -.infinity ... .infinity }
  /// None: most functions do not compute probabilities.
  public var probabilityModel: ProbabilityModel? { nil }
}
