/// A line on the terminal that is redrawn in place and erased at the end.
struct ProgressBar: Progress {
  private var meter: ProgressMeter
  private var eraser: LineEraser?
  private var shown: ProgressLine?

  init(iterations: Int) { meter = ProgressMeter(iterations: iterations) }

  mutating func show(iteration: Int, cost: Double) {
    guard let line = meter.line(iteration: iteration, cost: cost) else { return }
    // In the background, the terminal belongs to another process.
    guard Terminal.isInForeground else { return }
    if eraser == nil { eraser = LineEraser() }
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
