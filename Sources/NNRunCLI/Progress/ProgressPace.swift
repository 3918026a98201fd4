/// Decides which iterations are shown, and measures how fast they are.
///
/// An iteration can take less time than looking at the clock. So the clock is looked at only every
/// so many iterations, as many as keeps the looks about a hundredth of a second apart.
struct ProgressPace {
  /// The iterations per second, lately; `nil` until it is known.
  private(set) var rate: Double?

  /// The least time between two that are shown, in seconds.
  static let interval = 0.1
  /// The time between two looks at the clock that is aimed at, in seconds.
  private static let lookInterval = 0.01
  /// How far back the rate looks, in seconds: long enough not to flicker.
  private static let memory = 2.0

  private let iterations: Int
  private var stride = 1
  private var nextLook = 1
  private var lastLook = 0.0
  private var shown: (iteration: Int, seconds: Double)?

  init(iterations: Int) { self.iterations = iterations }

  /// Whether to show an iteration: the first, the last, and those between at intervals.
  ///
  /// - Parameters:
  ///   - iteration: the iteration that has ended; one after the other
  ///   - seconds: looks at the clock: the seconds since whenever
  /// - Returns: whether it is due
  mutating func isDue(_ iteration: Int, seconds: () -> Double) -> Bool {
    guard iteration >= nextLook else { return false }
    let now = seconds()
    defer { lookAgain(after: iteration, now: now) }
    guard let shown else {
      self.shown = (iteration, now)
      return true
    }
    let elapsed = now - shown.seconds
    if elapsed >= Self.interval {
      update(rate: Double(iteration - shown.iteration) / elapsed, elapsed: elapsed)
      self.shown = (iteration, now)
      return true
    }
    return iteration == iterations
  }

  private mutating func lookAgain(after iteration: Int, now: Double) {
    if iteration > 1 {
      let wait = now - lastLook
      // Growing slowly and shrinking at once: a stride that is too long is not noticed before its end.
      if wait < Self.lookInterval / 2 { stride *= 2 }
      if wait > Self.lookInterval * 2 {
        stride = max(1, Int(Double(stride) * Self.lookInterval / wait))
      }
    }
    lastLook = now
    nextLook = min(iteration + stride, iterations)
  }

  private mutating func update(rate newest: Double, elapsed: Double) {
    let old = rate ?? newest
    rate = old + (newest - old) * elapsed / (elapsed + Self.memory)
  }
}
