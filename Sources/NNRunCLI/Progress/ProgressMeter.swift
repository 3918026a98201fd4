/// Makes the line of a training's progress whenever it is time to show one.
struct ProgressMeter {
  private let iterations: Int
  private let start = ContinuousClock.now
  private var pace: ProgressPace

  /// The progress of a training from now on.
  init(iterations: Int) {
    self.iterations = iterations
    pace = ProgressPace(iterations: iterations)
  }

  /// The line after an iteration.
  ///
  /// - Parameters:
  ///   - iteration: the iteration that has ended; each is passed, in order
  ///   - cost: the cost of its batch
  /// - Returns: the line; `nil` if it is not time to show one
  mutating func line(iteration: Int, cost: Double) -> ProgressLine? {
    let isDue = pace.isDue(iteration) { [start] in (ContinuousClock.now - start) / .seconds(1) }
    guard isDue else { return nil }
    return ProgressLine(
      iteration: iteration, iterations: iterations, cost: cost, rate: pace.rate)
  }
}
