import NNConfig

/// A distribution whose parameters a network computes: how logits become probabilities.
///
/// A loss that is computed from the logits through a model goes with the output activation of the
/// same model, and with no other: only then are the outputs what the loss is about.
public enum ProbabilityModel: Sendable {
  /// One of several classes: p_i = exp(z_i) / sum_j exp(z_j).
  case categorical
  /// Labels, each of its own: p_i = 1 / (1 + exp(-z_i)).
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
