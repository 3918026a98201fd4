/// A round of a measurement: how long its work took, and how fast the processor was beside it.
struct Round: Equatable {
  /// The seconds that the work took.
  let seconds: Double
  /// The operations per second of the slower one of the probes before and after the work.
  let reached: Double

  /// The part of its peak that the processor may be short of in an undisturbed round. Probes of an
  /// idle machine differ by one or two percent.
  static let tolerance = 0.05

  /// Whether something slowed the processor beside the work.
  ///
  /// - Parameter peak: the most operations per second of any probe
  /// - Returns: whether the round was disturbed
  func isDisturbed(peak: Double) -> Bool { reached < (1 - Self.tolerance) * peak }
}
