import NNFiles
import Platform

/// Has a Slurm cluster train the trials of a sweep: one array job, each task of which is
/// `nnrun sweep SWEEP.yaml --trial N`.
package struct SlurmLauncher: SweepLauncher {
  private let sweep: Sweep
  private let command: SlurmJob.Command
  private let options: String
  private let jobs: Int?
  private let waits: Bool

  /// The seconds between two looks at the cluster.
  private static let interval: UInt32 = 1

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
    command = SlurmJob.Command(program: program, options: arguments)
    self.options = options
    self.jobs = jobs
    self.waits = waits
  }

  /// Submits an array job, unless that of an earlier command still runs, and waits for it.
  ///
  /// - Returns: the outcomes of the trials that have ended, by number; `nil` if they are not waited
  ///   for
  /// - Throws: `SlurmError` if Slurm does not accept the job; `FileError`
  package func run(
    _ stage: SweepStage, _ check: SweepCheck, observer: any SweepObserver
  ) throws -> [Int: TrialOutcome]? {
    let job = SlurmJob(in: sweep.folder)
    var outcomes: [Int: TrialOutcome] = [:]
    observer.willBegin(stage)
    if let (number, tasks) = job.last,
      SlurmJob.tasks(of: number).map({ $0 != (0, 0) }) ?? true
    {
      observer.note("job \(number) of an earlier command has not ended yet")
      guard waits else { return nil }
      outcomes = wait(for: number, tasks, of: job, stage, observer: observer)
      if observer.stop.isRequested { return outcomes }
    }
    let missing = stage.trials.filter { outcomes[$0.number] == nil }
    if missing.isEmpty { return outcomes }
    let rest = stage.keeping(missing)
    let perTask = (missing.count - 1) / SlurmJob.maximumTasks + 1
    let tasks = try job.write(
      rest, perTask: perTask, command: command,
      sweep: FileSystem.absolutePath("\(sweep.path)/\(SweepFolder.sweep)"))
    let number = try job.submit(
      tasks: tasks.count, simultaneous: jobs, name: FileSystem.name(of: sweep.path),
      options: options)
    observer.note(
      "job \(number) submitted: \(counted(missing.count, "trial")) in "
        + counted(tasks.count, "task"))
    guard waits else { return nil }
    outcomes.merge(
      wait(for: number, tasks, of: job, rest, observer: observer)
    ) { $1 }
    return outcomes
  }

  /// Waits until a job has ended, or the user wants to stop.
  ///
  /// - Returns: the outcomes of trials that have a result or failed
  private func wait(
    for number: String, _ tasks: [[Int]], of job: SlurmJob, _ stage: SweepStage,
    observer: any SweepObserver
  ) -> [Int: TrialOutcome] {
    let trials = stage.trials
    var outcomes: [Int: TrialOutcome] = [:]
    var isSilent = false
    // A task that is requeued is not in the queue for a moment.
    var emptyLooks = 0
    observer.stop.whileHandled {
      while !observer.stop.isRequested {
        // First the queue: what has left it by then has written its result.
        let queue = SlurmJob.tasks(of: number)
        for trial in trials where outcomes[trial.number] == nil {
          guard let report = report(of: trial, stage) else { continue }
          outcomes[trial.number] = .ended(report)
          observer.didEnd(trial, .ended(report))
        }
        if let queue {
          emptyLooks = queue == (0, 0) ? emptyLooks + 1 : 0
          if emptyLooks == 3 { break }
          observer.show(status: "\(queue.running) running, \(queue.waiting) waiting")
        } else if !isSilent {
          observer.note("Slurm does not answer; still waiting for job \(number)")
        }
        isSilent = queue == nil
        if outcomes.count == trials.count { break }
        sleep(Self.interval)
      }
    }
    if observer.stop.isRequested {
      observer.note(
        "job \(number) keeps running; the same command waits for it, and 'scancel \(number)' stops it"
      )
      return outcomes
    }
    let taskOfTrial = Dictionary(
      tasks.enumerated().flatMap { task, trials in trials.map { ($0, task) } },
      uniquingKeysWith: { first, _ in first })
    for trial in trials where outcomes[trial.number] == nil {
      let output = taskOfTrial[trial.number].flatMap { job.output(of: $0, job: number) } ?? ""
      guard let error = FailedTask(output: output, folder: job.folder) else { continue }
      let outcome = TrialOutcome.failed(error)
      outcomes[trial.number] = outcome
      observer.didEnd(trial, outcome)
    }
    return outcomes
  }

  /// The result of a trial, or what it is worth at its pause; `nil` if it has not got that far.
  private func report(of trial: SweepTrial, _ stage: SweepStage) -> RunReport? {
    if let report = try? trial.run.folder.finishedReport(of: trial.run.identity) {
      return report.completedNow
    }
    guard stage.isPaused, let pause = stage.spans[trial.number]?.upperBound else { return nil }
    return trial.reportOfPause(from: pause)
  }
}

/// A task that ended with an error.
struct FailedTask: UserFacingError {
  /// The error that it has written last.
  private let message: String
  /// The folder of its output.
  private let folder: String

  /// The error of a task; `nil` if it was stopped, and resumes.
  init?(output: String, folder: String) {
    let lines = output.split(separator: "\n").filter { !$0.hasPrefix("slurmstepd") }
    let ends = lines.filter { $0.hasPrefix("exit code ") }.compactMap { Int32($0.dropFirst(10)) }
    guard let status = ends.last, status != 0, status != ExitStatus.tryAgain.rawValue,
      let first = lines.lastIndex(where: { $0.contains("error: ") })
    else { return nil }
    message = lines[first...].prefix(3).joined(separator: "\n")
    self.folder = folder
  }

  var exitStatus: ExitStatus { .experimentFailed }

  var description: String { "\(message) (\(folder))" }
}
