/// When a run was started.
struct RunClock {
  /// When, in UTC as ISO 8601 writes it.
  let start = Machine.now
  private let instant = ContinuousClock.now

  /// The seconds since then.
  var elapsed: Double { (ContinuousClock.now - instant).seconds }
}
