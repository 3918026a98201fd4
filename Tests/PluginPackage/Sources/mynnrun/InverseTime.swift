import NNConfig
import NNCore

/// from / (1 + decay (t - 1)) in iteration t.
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
    parameters: [
      Parameter("from", .number(.positive), isRequired: true, summary: "learning rate at first"),
      .number("decay", default: 0.01, in: .positive, summary: "how fast it falls"),
    ]
  ) { options in
    InverseTime(start: options.number("from"), decay: options.number("decay"))
  }
}
