import NNCore
import NNFiles
import Platform
import Synchronization

/// Trains the trials of a sweep in this process, several at a time.
package struct LocalLauncher: SweepLauncher {
  /// How each trial is trained.
  private let options: Runner.Options
  private let jobs: Int
  private let failsFast: Bool

  /// How trials are trained.
  ///
  /// - Parameters:
  ///   - options: as for a single run; the threads are those of all trials together
  ///   - jobs: how many trials are trained at the same time
  ///   - failsFast: whether the first trial that fails stops the others
  package init(options: Runner.Options, jobs: Int, failsFast: Bool) {
    self.options = options
    self.jobs = jobs
    self.failsFast = failsFast
  }

  package func run(
    _ stage: SweepStage, _ check: SweepCheck, observer: any SweepObserver
  ) throws -> [Int: TrialOutcome]? {
    let jobs = min(jobs, max(1, stage.trials.count))
    let training = SweepTraining(
      stage, data: check.data, goal: check.goal,
      queue: TrialQueue(stage.trials, jobs: jobs, threads: max(jobs, options.threads)),
      options: options, failsFast: failsFast, observer: observer)
    observer.willBegin(stage)
    observer.stop.whileHandled { onThreads(jobs) { _ in training.trainAll() } }
    return try training.result()
  }
}

/// The training of a sweep's trials, which several threads share.
private final class SweepTraining: Sendable {
  private struct State {
    var outcomes: [Int: TrialOutcome] = [:]
    var bug: (any Error)?
  }

  private let stage: SweepStage
  private let data: TrialData
  private let goal: Goal?
  private let queue: TrialQueue
  private let options: Runner.Options
  private let failsFast: Bool
  private let observer: any SweepObserver
  private let state = Mutex(State())
  /// The microseconds between two looks at a trial that another process is training.
  private static let pause: UInt32 = 200_000

  init(
    _ stage: SweepStage, data: TrialData, goal: Goal?, queue: TrialQueue,
    options: Runner.Options, failsFast: Bool, observer: any SweepObserver
  ) {
    self.stage = stage
    self.data = data
    self.goal = goal
    self.queue = queue
    self.options = options
    self.failsFast = failsFast
    self.observer = observer
  }

  /// The outcomes, by number.
  ///
  /// - Throws: an error that is none of the user's
  func result() throws -> [Int: TrialOutcome] {
    let state = state.withLock { $0 }
    if let bug = state.bug { throw bug }
    return state.outcomes
  }

  /// Trains trials until there are no more.
  func trainAll() {
    while !observer.stop.isRequested, let (trial, threads) = queue.next() {
      train(trial, threads: threads, isPostponed: false)
    }
    // Another process, such as a sweep that shares trials with this one, trains the rest.
    while !observer.stop.isRequested, queue.hasPostponed {
      usleep(Self.pause)
      if let (trial, threads) = queue.next(isPatient: true) {
        train(trial, threads: threads, isPostponed: true)
      }
    }
  }

  private func train(_ trial: SweepTrial, threads: Int, isPostponed: Bool) {
    defer { queue.end(threads: threads) }
    // Otherwise its data might be loaded each time it is looked at.
    if isPostponed, trial.isInUse { return queue.postpone(trial) }
    do {
      if try train(trial, threads: threads) { data.release(trial) }
    } catch let error as RunInUse {
      if !isPostponed { observer.note("trial \(trial.number) waits: \(error.reason)") }
      queue.postpone(trial)
    } catch let error as any UserFacingError {
      data.release(trial)
      end(trial, .failed(error))
      // On a full disk, for example, all others would fail as well.
      if error.exitStatus == .ioError { _ = observer.stop.request() }
    } catch {
      state.withLock { $0.bug = error }
      _ = observer.stop.request()
    }
  }

  /// Trains a trial.
  ///
  /// - Returns: whether it does not need its data set any more
  /// - Throws: what `Runner.train` throws
  private func train(_ trial: SweepTrial, threads: Int) throws -> Bool {
    var options = options
    options.threads = threads
    if stage.isPaused, let span = stage.spans[trial.number] {
      options.pause = TrainingPause(after: span.upperBound, goal: goal)
    }
    let runObserver = TrialObserver(
      observer.willTrain(trial), trial: trial, sweep: observer, isStaged: stage.name != nil)
    let report = try Runner(options: options).train(trial.run, observer: runObserver)
    end(trial, .ended(report))
    return ![.interrupted, .paused].contains(report.status)
  }

  private func end(_ trial: SweepTrial, _ outcome: TrialOutcome) {
    state.withLock { $0.outcomes[trial.number] = outcome }
    observer.didEnd(trial, outcome)
    if outcome.isFailure, failsFast { _ = observer.stop.request() }
  }
}

/// Observes the training of a trial: it stops when the sweep does, and its notes say which trial
/// they are about.
private struct TrialObserver: RunObserver {
  private let observer: any RunObserver
  private let trial: SweepTrial
  private let sweep: any SweepObserver
  /// Whether the trial is trained in several stages.
  private let isStaged: Bool

  init(
    _ observer: any RunObserver, trial: SweepTrial, sweep: any SweepObserver, isStaged: Bool
  ) {
    self.isStaged = isStaged
    self.observer = observer
    self.trial = trial
    self.sweep = sweep
  }

  var stop: StopRequest? { sweep.stop }

  func note(_ text: String) { sweep.note("trial \(trial.number): \(text)") }

  /// Trials that pause at each rung resume there; only other ones say that they do.
  func willResume(_ folder: String, after iteration: Int, of iterations: Int) {
    if !isStaged { note("resumes after iteration \(iteration) of \(iterations)") }
  }

  func didFinish(_ step: TrainingStep, cost: Double) { observer.didFinish(step, cost: cost) }

  func didEvaluate(_ metrics: TrainingMetrics) { observer.didEvaluate(metrics) }
}
