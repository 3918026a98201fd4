import NNConfig

/// How logits become probabilities: the distribution whose parameters a network computes.
///
/// A loss that is computed from the logits through a model goes only with the output activation of
/// the same model, because only then is it a loss of the network's outputs.
public enum ProbabilityModel: Sendable {
  /// One of several classes: p_i = exp(z_i) / sum_j exp(z_j).
  case categorical
  /// Labels that are independent of each other: p_i = 1 / (1 + exp(-z_i)).
  case bernoulli

  /// The name of the built-in activation that computes the probabilities.
  package var activationName: String {
    switch self {
    case .categorical: Softmax.plugin.name
    case .bernoulli: Sigmoid.plugin.name
    }
  }

  /// The name of the built-in loss that is the negative logarithm of the probabilities.
  package var lossName: String {
    switch self {
    case .categorical: CrossEntropy.plugin.name
    case .bernoulli: BinaryCrossEntropy.plugin.name
    }
  }
}
