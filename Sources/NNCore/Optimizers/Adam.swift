import NNConfig

/// Steps along a running mean of the gradient, relative to one of its square, as PyTorch computes
/// them.
///
/// With `weightDecay`, all weights shrink first, whatever their gradient: AdamW.
struct Adam: Optimizer {
  let beta1: Double
  let beta2: Double
  let epsilon: Double
  let weightDecay: Double

  var slots: [String] { ["average", "square_average"] }
  var dependsOnLength: Bool { false }

  func update<T: Scalar>(_ block: ParameterBlock<T>, step: TrainingStep, kernels: Kernels<T>) {
    let (w, g, m, s) = (block.weights, block.gradient, block.slot(0), block.slot(1))
    if weightDecay > 0 {
      kernels.apply(.multiply, w, 1 - step.learningRate * weightDecay, into: w)
    }
    kernels.apply(.weightedSum, m, beta1, g, 1 - beta1, into: m)
    kernels.apply(.weightedSquareSum, s, beta2, g, 1 - beta2, into: s)
    let correction1 = 1 - Self.power(beta1, step.iteration)
    let correction2 = 1 - Self.power(beta2, step.iteration)
    kernels.apply(.quotientByRoot, m, s, 1 / correction2.squareRoot(), epsilon, into: g)
    kernels.apply(.multiplyAdd, g, -step.learningRate / correction1, w, into: w)
  }

  /// base^exponent by repeated squaring, which has the same bits everywhere.
  static func power(_ base: Double, _ exponent: Int) -> Double {
    var (result, square, rest) = (1.0, base, exponent)
    while rest > 0 {
      if !rest.isMultiple(of: 2) { result *= square }
      square *= square
      rest /= 2
    }
    return result
  }
}

extension Adam {
  private static let parameters: [Parameter] = [
    .number("beta1", default: 0.9, in: 0..<1, summary: "how much of m is kept"),
    .number("beta2", default: 0.999, in: 0..<1, summary: "how much of s is kept"),
    .number(
      "eps", default: 1e-8, in: .positive, summary: "added to the divisor, which keeps it above 0"),
  ]

  private static let means = """
    m = beta1 * m + (1 - beta1) * g
    s = beta2 * s + (1 - beta2) * g^2
    """
  private static let step = "eta * m / (1 - beta1^t) / (sqrt(s / (1 - beta2^t)) + eps)"

  static let adam = Plugin<any Optimizer>(
    "adam",
    summary: "steps along a running mean of the gradient, divided by the root of one of its square",
    formula: """
      \(means)
      w = w - \(step)
      """,
    source: "Kingma, Ba: \"Adam: a method for stochastic optimization\", 2014, arXiv:1412.6980",
    parameters: parameters
  ) { options in
    Adam(options, weightDecay: 0)
  }

  static let adamW = Plugin<any Optimizer>(
    "adamw", summary: "adam with decoupled weight decay: before it, w -= eta * weight_decay * w",
    formula: """
      \(means)
      w = (1 - eta * weight_decay) * w - \(step)
      """,
    source: "Loshchilov, Hutter: \"Decoupled weight decay regularization\", 2017, arXiv:1711.05101",
    parameters: parameters + [
      .number(
        "weight_decay", default: 0.01, in: 0..<Double.infinity,
        summary: "how fast all weights shrink, those of bias neurons included")
    ]
  ) { options in
    Adam(options, weightDecay: options.number("weight_decay"))
  }

  private init(_ options: OptionReader, weightDecay: Double) {
    self.init(
      beta1: options.number("beta1"), beta2: options.number("beta2"),
      epsilon: options.number("eps"), weightDecay: weightDecay)
  }
}
