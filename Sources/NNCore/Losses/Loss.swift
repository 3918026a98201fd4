public import NNConfig

/// What training makes small: the mean over samples of a cost per sample.
///
/// Costs are computed in double precision, neuron after neuron, so that a sample's cost does not
/// depend on the batch it is in.
public protocol Loss: PluginComponent {
  /// The model through which it is computed from the logits, if there is one; the output activation
  /// has to be of the same model.
  ///
  /// Such a pair is differentiated as one function: `gradient` is then dC/dz.
  var probabilityModel: ProbabilityModel? { get }

  /// Whether targets are probabilities, of classes or of labels.
  var isForClassification: Bool { get }

  /// Computes the cost of each sample.
  ///
  /// - Parameters:
  ///   - logits: z of the output layer, samples x neurons
  ///   - activations: a of the output layer, same shape
  ///   - targets: y, same shape
  ///   - costs: receives one number per sample
  ///   - kernels: computes on whole arrays
  func costs<T: Scalar>(
    logits: Matrix<T>, activations: Matrix<T>, targets: Matrix<T>,
    into costs: UnsafeMutablePointer<Double>, kernels: Kernels<T>)

  /// Computes the derivative of each sample's cost: dC/da, or dC/dz if there is a model.
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
  /// Most losses compare numbers with numbers.
  public var probabilityModel: ProbabilityModel? { nil }
  /// With a model targets are probabilities.
  public var isForClassification: Bool { probabilityModel != nil }
}
