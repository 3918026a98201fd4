public import NNConfig

/// The function that makes a layer's activations of its weighted sums.
///
/// Implementations work on whole batches, are pure, and add along neurons in their order, so that
/// a sample's result does not depend on the batch it is in.
public protocol Activation: PluginComponent {
  /// Whether it works on each neuron alone; only then may a hidden layer use it.
  var isElementwise: Bool { get }

  /// The values between which its own lie, which it comes to far from z = 0. Where it is near a finite
  /// one its derivative is next to nothing, so that nothing is learned.
  var limits: ClosedRange<Double> { get }

  /// The model whose probabilities its activations are by definition, if it computes exactly these.
  var probabilityModel: ProbabilityModel? { get }

  /// Computes a = sigma(z).
  ///
  /// - Parameters:
  ///   - preActivations: z, samples x neurons
  ///   - activations: receives a; same shape, other memory
  ///   - kernels: computes on whole arrays
  func apply<T: Scalar>(
    _ preActivations: Matrix<T>, into activations: Matrix<T>, kernels: Kernels<T>)

  /// Turns dC/da into dC/dz in place: multiplies by the derivative of sigma.
  ///
  /// - Parameters:
  ///   - delta: dC/da, samples x neurons; receives dC/dz
  ///   - preActivations: z
  ///   - activations: a
  ///   - kernels: computes on whole arrays
  func backpropagate<T: Scalar>(
    _ delta: Matrix<T>, preActivations: Matrix<T>, activations: Matrix<T>, kernels: Kernels<T>)
}

extension Activation {
  /// Most functions work on each neuron alone.
  public var isElementwise: Bool { true }
  /// Many functions grow without bounds.
  public var limits: ClosedRange<Double> { -.infinity ... .infinity }
  /// Most functions compute no probabilities.
  public var probabilityModel: ProbabilityModel? { nil }
}
