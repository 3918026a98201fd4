import NNConfig

/// The same learning rate in every iteration.
struct ConstantSchedule: Schedule {
  let value: Double

  func learningRate(at iteration: Int, of iterations: Int) -> Double { value }
}

extension ConstantSchedule {
  static let plugin = Plugin<any Schedule>(
    "constant", summary: "the same learning rate in every iteration",
    parameters: [
      Parameter(
        "value", .number(.positive), isRequired: true, summary: "the learning rate")
    ], shorthand: "value"
  ) { options in
    ConstantSchedule(value: options.number("value"))
  }
}
