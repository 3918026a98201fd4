/// Trains the trials of a sweep: on this machine, or on others.
package protocol SweepLauncher: Sendable {
  /// Trains trials.
  ///
  /// An error of a trial is its outcome, and the others are trained, unless they would fail as
  /// well.
  ///
  /// - Parameters:
  ///   - stage: the trials
  ///   - check: what is known of them
  ///   - observer: receives what happens, and can ask to stop
  /// - Returns: the outcomes, by number; those of trials that have none yet are missing. `nil` if
  ///   the trials are trained without being waited for.
  /// - Throws: a `UserFacingError` if trials cannot be trained at all; an error that the user
  ///   cannot put right
  func run(
    _ stage: SweepStage, _ check: SweepCheck, observer: any SweepObserver
  ) throws -> [Int: TrialOutcome]?
}
