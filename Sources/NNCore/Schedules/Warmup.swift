import NNConfig

/// A rise of the learning rate in the first iterations of a training, before a schedule begins
/// (Goyal et al. 2017, arXiv:1706.02677).
struct Warmup {
  /// The setting that has the number of these iterations.
  static let parameter = Parameter(
    "warmup", .integer(0...Int.max), default: .integer(0),
    summary:
      "the number of iterations before the schedule begins, in which the rate rises to its first value"
  )

  /// The number of iterations.
  let iterations: Int

  init(iterations: Int) {
    self.iterations = iterations
  }

  init(_ options: OptionReader) {
    iterations = options.integer(Self.parameter.name)
  }

  /// The learning rate of an iteration.
  ///
  /// Of w iterations, iteration t has t / (w + 1) of the first rate of the schedule, which begins
  /// after them and takes the rest of the training.
  ///
  /// - Parameters:
  ///   - iteration: the iteration, counted from 1
  ///   - iterations: the number of iterations of the whole training
  ///   - rate: the schedule's learning rate in an iteration of so many
  /// - Returns: the learning rate
  func learningRate(
    at iteration: Int, of iterations: Int, _ rate: (_ iteration: Int, _ iterations: Int) -> Double
  ) -> Double {
    let rest = iterations - self.iterations
    guard iteration <= self.iterations else { return rate(iteration - self.iterations, rest) }
    return Double(iteration) / Double(self.iterations + 1) * rate(1, rest)
  }

  /// What is wrong in a training of some length.
  func problem(inIterations iterations: Int) -> (setting: String, message: String)? {
    guard self.iterations >= iterations else { return nil }
    return (
      Self.parameter.name,
      "'warmup' is \(self.iterations), but the training has only \(iterations) "
        + "\(iterations == 1 ? "iteration" : "iterations"); make it smaller"
    )
  }
}
