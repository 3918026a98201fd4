import NNFiles

/// Receives what a sweep reports, from several threads at the same time.
package protocol SweepObserver: Sendable {
  /// Asks all trainings to stop at the next point at which they can resume.
  var stop: StopRequest { get }

  /// Receives a message for the user.
  func note(_ text: String)

  /// Is called before trials are trained.
  func willBegin(_ stage: SweepStage)

  /// Receives what trainings on other machines do: `3 running, 12 waiting`.
  func show(status: String)

  /// Is called before a trial is trained.
  ///
  /// - Parameter trial: the trial
  /// - Returns: what receives the progress of its training; its `stop` is not asked
  func willTrain(_ trial: SweepTrial) -> any RunObserver

  /// Is called when the training of a trial has ended, with a result, at its pause or with an
  /// error.
  func didEnd(_ trial: SweepTrial, _ outcome: TrialOutcome)
}
