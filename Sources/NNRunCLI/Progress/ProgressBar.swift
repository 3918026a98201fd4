/// A line on the terminal that is redrawn in place and erased at the end.
struct ProgressBar: Progress {
  private let iterations: Int
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private var pace: ProgressPace
  private var eraser: LineEraser?

  init(iterations: Int) {
    self.iterations = iterations
    start = clock.now
    pace = ProgressPace(iterations: iterations)
  }

  mutating func show(iteration: Int, cost: Double) {
    let isDue = pace.isDue(iteration) { [clock, start] in (clock.now - start) / .seconds(1) }
    guard isDue else { return }
    // In the background, the terminal belongs to another process.
    guard Terminal.isInForeground else { return }
    if eraser == nil { eraser = LineEraser() }
    let line = ProgressLine(
      iteration: iteration, iterations: iterations, cost: cost, rate: pace.rate)
    Terminal.redraw(line.text(columns: Terminal.columns))
  }

  mutating func end() {
    eraser?.erase()
    eraser = nil
  }
}
