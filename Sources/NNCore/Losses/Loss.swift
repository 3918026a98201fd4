public import NNConfig

/// The cost of a sample. Training minimizes its mean over samples.
///
/// Implementations add up costs in double precision, neuron after neuron, so that a sample's cost
/// does not depend on the batch it is in.
public protocol Loss: PluginComponent {
  /// The probability model through which the cost is computed from the logits; `nil` if it is
  /// computed from the activations. The output activation has to be of the same model.
  ///
  /// Such a pair is differentiated as one function: `gradient` is then dC/dz.
  var probabilityModel: ProbabilityModel? { get }

  /// Whether targets are probabilities of classes or of labels.
  var isForClassification: Bool { get }

  /// Computes the cost of each sample.
  ///
  /// - Parameters:
  ///   - logits: z of the output layer, samples x neurons
  ///   - activations: a of the output layer, same shape
  ///   - targets: y, same shape
  ///   - costs: receives a number for each sample
  ///   - kernels: computes on whole arrays
  func costs<T: Scalar>(
    logits: Matrix<T>, activations: Matrix<T>, targets: Matrix<T>,
    into costs: UnsafeMutablePointer<Double>, kernels: Kernels<T>)

  /// Computes the derivative of each sample's cost: dC/da, or dC/dz if there is a probability
  /// model.
  ///
  /// - Parameters:
  ///   - activations: a of the output layer, samples x neurons
  ///   - targets: y, same shape
  ///   - delta: receives the derivative; same shape
  ///   - kernels: computes on whole arrays
  func gradient<T: Scalar>(
    activations: Matrix<T>, targets: Matrix<T>, into delta: Matrix<T>, kernels: Kernels<T>)
}

extension Loss {
  /// None: most losses compare activations with targets.
  public var probabilityModel: ProbabilityModel? { nil }
  /// Whether there is a probability model.
  public var isForClassification: Bool { probabilityModel != nil }
}
