import NNConfig

/// z P(Z < z) for a standard normal Z. Its derivative is P(Z < z) + z p(z), where p is the density
/// of Z.
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
    "gelu", summary: "z / 2 * (1 + erf(z / sqrt(2))), without approximation",
    formula: "z / 2 * (1 + erf(z / sqrt(2)))",
    derivative: "(1 + erf(z / sqrt(2))) / 2 + z * exp(-z^2 / 2) / sqrt(2 * pi)",
    source: "Hendrycks, Gimpel: \"Gaussian error linear units (GELUs)\", 2016, arXiv:1606.08415"
  ) {
    _ in
    GELU()
  }
}
