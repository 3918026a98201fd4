import Synchronization

@testable import NNExperiment

/// Keeps what a sweep reports.
final class TestSweepObserver: SweepObserver {
  let stop = StopRequest()
  private let state = Mutex<(notes: [String], ends: [Int])>(([], []))

  var notes: [String] { state.withLock { $0.notes } }
  var ends: [Int] { state.withLock { $0.ends } }

  func note(_ text: String) { state.withLock { $0.notes.append(text) } }

  func willBegin(_ stage: SweepStage) {}

  func show(status: String) {}

  func willTrain(_ trial: SweepTrial) -> any RunObserver { TestObserver() }

  func didEnd(_ trial: SweepTrial, _ outcome: TrialOutcome) {
    state.withLock { $0.ends.append(trial.number) }
  }
}
