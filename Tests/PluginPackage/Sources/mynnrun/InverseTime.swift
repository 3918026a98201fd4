import NNConfig
import NNCore

/// The rates add up to infinity, so that any weight can be reached, but their squares do not, so
/// that the noise of random batches dies down.
struct InverseTime: Schedule {
  let start: Double
  let decay: Double

  func learningRate(at iteration: Int, of iterations: Int) -> Double {
    start / (1 + decay * Double(iteration - 1))
  }
}

extension InverseTime {
  static let plugin = Plugin<any Schedule>(
    "inverse_time", summary: "from / (1 + decay * (t - 1)) in iteration t",
    formula: "from / (1 + decay * (t - 1))",
    source: "Robbins, Monro: \"A stochastic approximation method\", Annals of Mathematical "
      + "Statistics 22(3), 1951",
    example: "{schedule: inverse_time, from: 0.01}",
    parameters: [
      Parameter(
        "from", .number(.positive), isRequired: true, summary: "the learning rate at first"),
      .number("decay", default: 0.01, in: .positive, summary: "how fast it falls"),
    ]
  ) { options in
    InverseTime(start: options.number("from"), decay: options.number("decay"))
  }
}
