import NNFiles
import Platform
import Synchronization

/// Has a Slurm cluster train the trials of a sweep: one array job, each task of which is
/// `nnrun sweep SWEEP.yaml --trial N`.
package final class SlurmLauncher: SweepLauncher {
  private let sweep: Sweep
  private let script: SlurmScript
  private let options: String
  private let jobs: Int?
  private let waits: Bool
  /// The job that this command has waited for last.
  private let latest = Mutex<SlurmJob?>(nil)

  /// The seconds between two looks at the cluster.
  private static let interval: UInt32 = 1
  /// How many looks have to find nothing of a job. A task that is queued again is not in the queue
  /// for a moment, and sbatch may survive the command that was killed while it called it.
  private static let emptyLooks = 3

  /// A cluster.
  ///
  /// - Parameters:
  ///   - sweep: the sweep
  ///   - program: the path of nnrun
  ///   - arguments: the options with which tasks call it
  ///   - options: options of sbatch, as the user typed them
  ///   - jobs: how many tasks run at the same time; `nil` for no limit
  ///   - waits: whether to wait for the trials
  package init(
    _ sweep: Sweep, program: String, arguments: [String], options: String, jobs: Int?, waits: Bool
  ) {
    self.sweep = sweep
    script = SlurmScript(
      program: program,
      sweep: FileSystem.absolutePath("\(sweep.path)/\(SweepFolder.sweep)"), options: arguments)
    self.options = options
    self.jobs = jobs
    self.waits = waits
  }

  /// Submits an array job, unless that of an earlier command has not ended, and waits for it.
  ///
  /// - Returns: the outcomes of the trials that have ended, by number; `nil` if they are not waited
  ///   for
  /// - Throws: `WrongShellWords` if the options of sbatch have open quotes, for example;
  ///   `ReservedOption` if one of them is among those that nnrun sets;
  ///   `SlurmError` if Slurm does not accept the job, or cannot be asked about an earlier one;
  ///   `FileError`
  package func run(
    _ stage: SweepStage, _ check: SweepCheck, observer: any SweepObserver
  ) throws -> [Int: TrialOutcome]? {
    let options = try ShellWords(options, of: "--slurm").words
    if let option = options.first(where: SlurmJob.sets) { throw ReservedOption(option: option) }
    var outcomes: [Int: TrialOutcome] = [:]
    observer.willBegin(stage)
    if let job = latest.withLock({ $0 }) {
      waitForEnd(of: job, observer: observer)
    } else if let job = try earlierJob() {
      observer.note("job \(job.label) of an earlier command has not ended yet")
      guard waits else { return nil }
      outcomes = wait(for: job, stage, check.goal, observer: observer)
    }
    let missing = stage.trials.filter { outcomes[$0.number] == nil }
    if missing.isEmpty || observer.stop.isRequested { return outcomes }
    let rest = stage.keeping(missing)
    var job = try SlurmJob(training: rest, in: sweep.folder, script: script)
    try job.submit(simultaneous: jobs, options: options)
    observer.note(
      "job \(job.label) submitted: \(counted(missing.count, "trial")) in "
        + counted(job.tasks.count, "task"))
    guard waits else { return nil }
    outcomes.merge(wait(for: job, rest, check.goal, observer: observer)) { $1 }
    return outcomes
  }

  /// The job of an earlier command, unless it has ended.
  ///
  /// - Throws: `SlurmError` if there is no Slurm, or it does not answer and it is not known whether
  ///   the job was submitted; `FileError` if its number cannot be written
  private func earlierJob() throws -> SlurmJob? {
    guard var job = SlurmJob(lastIn: sweep.folder) else { return nil }
    for look in 1...Self.emptyLooks {
      if look > 1 { sleep(Self.interval) }
      do {
        guard let number = try SlurmQueue(of: job).number else { continue }
        if job.number == nil { try job.setNumber(number) }
        return job
      } catch let error as SlurmError where job.number != nil && !error.isMissing {
        return job
      }
    }
    return nil
  }

  /// Waits until a job whose trials have their outcomes has left the queue: until then, its tasks
  /// may keep others from training in the folders of their runs.
  private func waitForEnd(of job: SlurmJob, observer: any SweepObserver) {
    watch(job, observer: observer) { queue in
      if let queue {
        observer.show(status: "\(queue.running) ending, \(queue.waiting) waiting")
      }
      return false
    }
  }

  /// Looks into the queue again and again, until a job has left it or the user wants to stop.
  ///
  /// - Parameters:
  ///   - job: the job
  ///   - observer: receives a note if Slurm does not answer
  ///   - isEnough: receives what is in the queue, `nil` if Slurm does not answer, and says whether
  ///     the job need not be waited for any longer
  private func watch(
    _ job: SlurmJob, observer: any SweepObserver, isEnough: (SlurmQueue?) -> Bool
  ) {
    var isSilent = false
    var emptyLooks = 0
    observer.stop.whileHandled {
      while !observer.stop.isRequested {
        let queue = try? SlurmQueue(of: job)
        if isEnough(queue) { return }
        if let queue {
          emptyLooks = queue.isEmpty ? emptyLooks + 1 : 0
          if emptyLooks == Self.emptyLooks { return }
        } else if !isSilent {
          observer.note("Slurm does not answer; still waiting for job \(job.label)")
        }
        isSilent = queue == nil
        sleep(Self.interval)
      }
    }
  }

  /// Waits until a job has ended, or the user wants to stop.
  ///
  /// - Returns: the outcomes of trials that have a result or failed
  private func wait(
    for job: SlurmJob, _ stage: SweepStage, _ goal: Goal?, observer: any SweepObserver
  ) -> [Int: TrialOutcome] {
    latest.withLock { $0 = job }
    var outcomes: [Int: TrialOutcome] = [:]
    var obstacle: String?
    watch(job, observer: observer) { queue in
      // What has left the queue by now has written its result.
      for trial in stage.trials where outcomes[trial.number] == nil {
        guard let report = report(of: trial, stage, goal) else { continue }
        outcomes[trial.number] = .ended(report)
        observer.didEnd(trial, .ended(report))
      }
      if let queue {
        observer.show(status: "\(queue.running) running, \(queue.waiting) waiting")
        if let reason = queue.obstacle, reason != obstacle {
          observer.note("job \(job.label) does not start; Slurm gives the reason \(reason)")
          obstacle = reason
        }
      }
      return outcomes.count == stage.trials.count
    }
    if observer.stop.isRequested {
      observer.note(
        "job \(job.label) keeps running; the same command waits for it, and 'scancel \(job.label)' "
          + "stops it")
      return outcomes
    }
    let missing = stage.trials.filter { outcomes[$0.number] == nil }
    let failures = failures(of: Set(missing.map(\.number)), in: job)
    for trial in missing {
      guard let error = failures[trial.number] else { continue }
      outcomes[trial.number] = .failed(error)
      observer.didEnd(trial, .failed(error))
    }
    return outcomes
  }

  /// The errors of trials, by number.
  private func failures(of trials: Set<Int>, in job: SlurmJob) -> [Int: FailedTask] {
    var failures: [Int: FailedTask] = [:]
    for (task, numbers) in job.tasks.enumerated() where !trials.isDisjoint(with: numbers) {
      failures.merge(job.failures(of: task)) { $1 }
    }
    return failures
  }

  /// The result of a trial, or its measures at its pause; `nil` if it has not got that far.
  private func report(
    of trial: SweepTrial, _ stage: SweepStage, _ goal: Goal?
  ) -> RunReport? {
    if let report = try? trial.run.folder.finishedReport(of: trial.run.identity) {
      return report.completedNow
    }
    guard stage.isPaused, let pause = stage.spans[trial.number]?.upperBound else { return nil }
    return trial.reportOfPause(from: pause, for: goal)
  }
}
