/// How a feature of words becomes inputs.
enum CategoryEncoding: String, CaseIterable, Sendable {
  /// It does not.
  case none
  /// An input of 0 and 1 for each category.
  case onehot
}
