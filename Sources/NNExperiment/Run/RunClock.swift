/// Measures time from when this process started a run.
struct RunClock {
  /// The time of the start in UTC, in the format of ISO 8601.
  let start = Machine.now
  private let instant = ContinuousClock.now

  /// The seconds since the start.
  var elapsed: Double { (ContinuousClock.now - instant) / .seconds(1) }
}
