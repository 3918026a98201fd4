import NNConfig

/// The sum of cross entropies over the output neurons, for targets y from 0 to 1.
///
/// It is computed from the logits as max(z, 0) - z y + ln(1 + exp(-|z|)), so nothing has to be
/// clamped. The derivative is that of sigmoid and loss together.
struct BinaryCrossEntropy: Loss {
  var probabilityModel: ProbabilityModel? { .bernoulli }

  func costs<T: Scalar>(
    logits: Matrix<T>, activations: Matrix<T>, targets: Matrix<T>,
    into costs: UnsafeMutablePointer<Double>, kernels: Kernels<T>
  ) {
    kernels.binaryCrossEntropy(logits: logits, targets: targets, into: costs)
  }

  func gradient<T: Scalar>(
    activations: Matrix<T>, targets: Matrix<T>, into delta: Matrix<T>, kernels: Kernels<T>
  ) {
    kernels.difference(activations, targets, into: delta)
  }
}

extension BinaryCrossEntropy {
  static let plugin = Plugin<any Loss>(
    "binary_cross_entropy", aliases: ["bce"],
    summary: "-sum of y ln(a) + (1 - y) ln(1 - a) over the output neurons; for a sigmoid output",
    formula: "-y * log(a) - (1 - y) * log(1 - a)", derivative: "dC/dz = a - y",
    source: "Bishop: \"Pattern recognition and machine learning\", Springer, 2006, section 5.2"
  ) { _ in
    BinaryCrossEntropy()
  }
}
