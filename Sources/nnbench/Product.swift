/// The matrix products of training.
enum Product: String, CaseIterable {
  case forward
  case backward
  case gradient
  case expansion
  case sparseForward = "sparse forward"
  case sparseGradient = "sparse gradient"
}
