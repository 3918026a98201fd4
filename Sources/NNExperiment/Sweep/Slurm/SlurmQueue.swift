import NNFiles

/// What Slurm's queue has of a job at a moment.
struct SlurmQueue {
  /// The number of the job; `nil` if none of its tasks is in the queue.
  private(set) var number: String?
  /// How many tasks run.
  private(set) var running = 0
  /// How many tasks wait.
  private(set) var waiting = 0
  /// Why tasks wait, in Slurm's words.
  private var reasons: Set<String> = []

  /// Whether no task is in the queue: the job has ended, or a task is about to be queued again.
  var isEmpty: Bool { running + waiting == 0 }

  /// Why the job does not start, as `squeue` says it; `nil` if it runs, or waits for its turn.
  var obstacle: String? {
    guard running == 0, waiting > 0, reasons.isDisjoint(with: Self.usualReasons) else {
      return nil
    }
    return reasons.sorted().joined(separator: "; ")
  }

  private static let usualReasons: Set = [
    "BeginTime", "JobArrayTaskLimit", "None", "Priority", "Resources",
  ]

  /// Looks into the queue.
  ///
  /// - Parameter job: the job, which is known by its name: after a reset, Slurm gives its number to
  ///   another one
  /// - Throws: `SlurmError` if Slurm does not answer
  init(of job: SlurmJob) throws(SlurmError) {
    // With the number, Slurm need not look at all jobs of the user.
    let command = ShellCommand([
      "squeue", "--noheader", "--array", job.number.map { "--jobs=\($0)" } ?? "--me",
      "--name=\(job.name)", "--format=%F|%t|%r",
    ])
    let (output, exitCode) = command.run()
    // A job that ended a while ago is forgotten.
    if exitCode != 0, job.number != nil, output.contains("Invalid job id") { return }
    guard exitCode == 0 else {
      throw SlurmError(command: command, output: output, exitCode: exitCode)
    }
    for line in output.split(separator: "\n") {
      let fields = line.split(separator: "|", maxSplits: 2, omittingEmptySubsequences: false)
      // Other lines are warnings.
      guard fields.count == 3, !fields[0].isEmpty, fields[0].allSatisfy(\.isNumber) else {
        continue
      }
      number = String(fields[0])
      if fields[1] == "PD" {
        waiting += 1
        reasons.insert(String(fields[2]))
      } else {
        running += 1
      }
    }
  }
}
