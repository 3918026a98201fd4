/// A line on the terminal that is redrawn in place and erased at the end.
struct ProgressBar: Progress {
  private let iterations: Int
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private var pace: ProgressPace
  private var eraser: LineEraser?
  private var shown: ProgressLine?

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
    Terminal.redraw([line.text(columns: Terminal.columns)])
    shown = line
  }

  func write(_ line: String) {
    guard let shown, Terminal.isInForeground else { return Console.writeNote("\(line)\n") }
    Terminal.insert(line, above: [shown.text(columns: Terminal.columns)])
  }

  mutating func end() {
    eraser?.erase()
    eraser = nil
    shown = nil
  }
}
