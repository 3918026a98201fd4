import Platform
import Synchronization

/// Hands out the trials of a sweep to threads, and threads to trials.
final class TrialQueue: Sendable {
  private struct State {
    /// The trials to train next.
    var waiting: ArraySlice<SweepTrial>
    /// Those that another process is training, to be looked at again when all others are done.
    var postponed: [SweepTrial] = []
    var freeThreads: Int
    var freeJobs: Int
  }

  private let state: Mutex<State>

  /// A queue of trials.
  ///
  /// - Parameters:
  ///   - trials: the trials, the first one first
  ///   - jobs: how many are trained at the same time
  ///   - threads: how many threads they have together
  init(_ trials: [SweepTrial], jobs: Int, threads: Int) {
    state = Mutex(State(waiting: trials[...], freeThreads: threads, freeJobs: jobs))
  }

  /// The next trial, and its share of the threads; `nil` if there is none.
  ///
  /// - Parameter isPatient: whether trials that were postponed are next
  /// - Returns: the trial, and the number of its threads
  func next(isPatient: Bool = false) -> (trial: SweepTrial, threads: Int)? {
    state.withLock { state in
      guard state.freeJobs > 0 else { return nil }
      let others = max(1, min(state.waiting.count, state.freeJobs))
      let trial =
        isPatient && state.waiting.isEmpty && !state.postponed.isEmpty
        ? state.postponed.removeFirst() : state.waiting.popFirst()
      guard let trial else { return nil }
      // The last trials have the threads of those that have ended.
      let threads = max(1, state.freeThreads / others)
      state.freeThreads -= threads
      state.freeJobs -= 1
      return (trial, threads)
    }
  }

  /// Gives back the threads of a trial.
  func end(threads: Int) {
    state.withLock { state in
      state.freeThreads += threads
      state.freeJobs += 1
    }
  }

  /// Puts a trial aside that another process is training.
  func postpone(_ trial: SweepTrial) { state.withLock { $0.postponed.append(trial) } }

  /// Whether there are trials that were put aside.
  var hasPostponed: Bool { state.withLock { !$0.postponed.isEmpty } }
}
