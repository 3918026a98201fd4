/// How a feature of words becomes inputs.
enum CategoryEncoding: String, CaseIterable, Sendable {
  /// It cannot be used.
  case none
  /// One-hot encoding: an input of 0 or 1 for each category.
  case onehot
}
