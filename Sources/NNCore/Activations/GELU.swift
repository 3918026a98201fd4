import NNConfig

/// z P(Z < z) = z / 2 (1 + erf(z / sqrt 2)) for a standard normal Z, without approximation. Its
/// derivative is P(Z < z) + z p(z), where p is the density of Z (Hendrycks and Gimpel 2016,
/// arXiv:1606.08415).
struct GELU: Activation {
  func apply<T: Scalar>(
    _ preActivations: Matrix<T>, into activations: Matrix<T>, kernels: Kernels<T>
  ) {
    kernels.apply(.gelu, preActivations, into: activations)
  }

  func backpropagate<T: Scalar>(
    _ delta: Matrix<T>, preActivations: Matrix<T>, activations: Matrix<T>, kernels: Kernels<T>
  ) {
    kernels.multiply(
      delta, byDerivativeOf: .gelu, preActivations: preActivations, activations: activations)
  }
}

extension GELU {
  static let plugin = Plugin<any Activation>(
    "gelu", summary: "z / 2 * (1 + erf(z / sqrt(2))), without approximation"
  ) {
    _ in
    GELU()
  }
}
