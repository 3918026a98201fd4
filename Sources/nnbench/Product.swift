/// The matrix products of training, and what prepares sparse inputs for them.
enum Product: String, CaseIterable {
  case forward
  case backward
  case gradient
  case expansion
  case sparseForward = "sparse forward"
  case sparseGradient = "sparse gradient"

  /// All but the expansion, which only moves bytes.
  static let multiplying = allCases.filter { $0 != .expansion }
}
