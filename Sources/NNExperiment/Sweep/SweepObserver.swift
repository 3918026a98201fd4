import NNFiles

/// Receives what a sweep reports, from several threads at the same time.
package protocol SweepObserver: Sendable {
  /// Asks all trainings to stop at the next point at which they can resume.
  var stop: StopRequest { get }

  /// Receives a message for the user.
  func note(_ text: String)

  /// Is called before a trial is trained.
  ///
  /// - Parameters:
  ///   - trial: the trial
  ///   - work: what its training takes, in the unit of all others
  /// - Returns: what receives the progress of its training; its `stop` is not asked
  func willTrain(_ trial: SweepTrial, work: Double) -> any RunObserver

  /// Is called when a trial has a result or an error, also if it is not to be trained again.
  func didEnd(_ trial: SweepTrial, _ outcome: TrialOutcome)
}
