/// Decides which iterations are shown, and measures how fast they are.
///
/// An iteration can take less time than reading the clock. So the clock is read only after every
/// `stride` iterations, and the stride is adapted so that about `readInterval` passes between two
/// readings.
struct ProgressPace {
  /// The iterations per second, a moving average; `nil` until it is known.
  private(set) var rate: Double?

  /// The minimum time between two iterations that are shown, in seconds.
  static let interval = 0.1
  /// The intended time between two readings of the clock, in seconds.
  private static let readInterval = 0.01
  /// The time constant of the rate's average, in seconds: long enough for digits that do not
  /// flicker.
  private static let memory = 2.0

  private let iterations: Int
  private var stride = 1
  private var nextReading = 1
  private var lastReading = 0.0
  private var shown: (iteration: Int, seconds: Double)?

  init(iterations: Int) { self.iterations = iterations }

  /// Whether to show an iteration: the first, the last, and those between at intervals.
  ///
  /// - Parameters:
  ///   - iteration: the iteration that has ended; each is passed, in order
  ///   - seconds: reads the clock: the seconds since some fixed moment
  /// - Returns: whether to show it
  mutating func isDue(_ iteration: Int, seconds: () -> Double) -> Bool {
    guard iteration >= nextReading else { return false }
    let now = seconds()
    defer { scheduleReading(after: iteration, now: now) }
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

  private mutating func scheduleReading(after iteration: Int, now: Double) {
    if iteration > 1 {
      let wait = now - lastReading
      // It grows slowly and shrinks at once: that a stride is too long is noticed only at its end.
      if wait < Self.readInterval / 2 { stride *= 2 }
      if wait > Self.readInterval * 2 {
        stride = max(1, Int(Double(stride) * Self.readInterval / wait))
      }
    }
    lastReading = now
    nextReading = min(iteration + stride, iterations)
  }

  private mutating func update(rate newest: Double, elapsed: Double) {
    let old = rate ?? newest
    rate = old + (newest - old) * elapsed / (elapsed + Self.memory)
  }
}
