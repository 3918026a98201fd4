import NNConfig

/// The same learning rate in every iteration.
struct ConstantSchedule: Schedule {
  let value: Double
  let warmup: Warmup

  var dependsOnLength: Bool { false }

  func learningRate(at iteration: Int, of iterations: Int) -> Double {
    warmup.learningRate(at: iteration, of: iterations) { _, _ in value }
  }

  func problem(inIterations iterations: Int) -> (setting: String, message: String)? {
    warmup.problem(inIterations: iterations)
  }
}

extension ConstantSchedule {
  static let plugin = Plugin<any Schedule>(
    "constant", summary: "the same learning rate in every iteration; a number alone means it",
    formula: "value",
    example: "{schedule: constant, value: 0.1, warmup: 100}",
    parameters: [
      Parameter(
        "value", .number(.positive), isRequired: true, summary: "the learning rate"),
      Warmup.parameter,
    ], shorthand: "value"
  ) { options in
    ConstantSchedule(value: options.number("value"), warmup: Warmup(options))
  }
}
