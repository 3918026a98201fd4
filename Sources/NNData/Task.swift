/// What a network learns to tell.
public enum Task: String, Sendable, CaseIterable {
  /// Which class a sample is of: outputs are the classes' probabilities.
  case classification
  /// Which labels a sample has, none or several: each output is the probability of a label.
  case multilabel
  /// Numbers.
  case regression
}
