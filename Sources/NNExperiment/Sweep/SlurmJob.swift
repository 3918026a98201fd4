import NNFiles

/// An array job of Slurm, each task of which trains some trials, and its files in the folder of a
/// sweep.
struct SlurmJob {
  /// What a task does.
  struct Command: Sendable {
    /// The path of nnrun.
    let program: String
    /// The words after those that name the sweep and the trials.
    let options: [String]
  }

  /// The folder of the job's files.
  let folder: String

  private static let tasks = "tasks.txt"
  private static let script = "job.sh"
  private static let number = "job.txt"

  /// The files in the folder of a sweep.
  init(in sweep: SweepFolder) { folder = "\(sweep.path)/slurm" }

  private func file(_ name: String) -> String { "\(folder)/\(name)" }

  private func write(_ text: String, to name: String) throws {
    try AtomicFile.write(Array(text.utf8), to: file(name))
  }

  /// The job that was submitted last, and the trials of its tasks; `nil` if there is none.
  var last: (number: String, tasks: [[Int]])? {
    guard let number = text(of: Self.number)?.trimmed, !number.isEmpty,
      number.allSatisfy(\.isNumber), let tasks = text(of: Self.tasks)
    else { return nil }
    return (
      number,
      tasks.split(separator: "\n").map { line in
        line.split(separator: ",").compactMap { Int($0.prefix { $0 != ":" }) }
      }
    )
  }

  private func text(of name: String) -> String? {
    (try? File.read(regular: file(name), limit: 1 << 26)).map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  /// What a task has written.
  func output(of task: Int, job: String) -> String? { text(of: "\(job)_\(task).out") }

  /// Writes the files of a job.
  ///
  /// - Parameters:
  ///   - stage: the trials
  ///   - perTask: how many trials a task trains
  ///   - command: what a task does
  ///   - sweep: the path of the sweep file
  /// - Returns: the trials of each task
  /// - Throws: `FileError` if a file cannot be written
  func write(
    _ stage: SweepStage, perTask: Int, command: Command, sweep: String
  ) throws -> [[Int]] {
    try FileSystem.createDirectories(folder)
    // Another job may be meant by these numbers until the new one has its own.
    try FileSystem.removeIfExists(file(Self.number))
    let numbers = stage.trials.map(\.number)
    let tasks = stride(from: 0, to: numbers.count, by: perTask).map { start in
      Array(numbers[start..<min(numbers.count, start + perTask)])
    }
    let lines = tasks.map { task in
      task.map { trial in
        let pause = stage.isPaused ? stage.spans[trial].map { ":\($0.upperBound)" } : nil
        return "\(trial)\(pause ?? "")"
      }.joined(separator: ",")
    }
    try write(lines.joined(separator: "\n") + "\n", to: Self.tasks)
    let words = [command.program, "sweep", sweep].map(\.shellWord).joined(separator: " ")
    let options = command.options.map(\.shellWord).joined(separator: " ")
    try write(
      """
      #!/bin/sh
      # Written by 'nnrun sweep'. Each task trains the trials in its line of tasks.txt, and resumes
      # those that were interrupted.
      trials=$(sed -n "$((SLURM_ARRAY_TASK_ID + 1))p" \(FileSystem.absolutePath(file(Self.tasks)).shellWord))
      # SIGUSR1 and SIGUSR2 say that the time is nearly up (sbatch --signal=B:USR1@60): a checkpoint
      # is taken, and the task is queued again.
      requeue=
      child=
      trap 'requeue=1; kill -TERM $child' USR1 USR2
      trap 'kill -TERM $child' TERM
      \(words) --trial "$trials" \(options) --threads "${SLURM_CPUS_PER_TASK:-1}" --quiet &
      child=$!
      while :; do
        wait $child
        status=$?
        kill -0 $child 2>/dev/null || break
      done
      echo "exit code $status"
      if [ $status = 75 ] && [ -n "$requeue" ]; then
        scontrol requeue "${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID"
      fi
      exit $status

      """, to: Self.script)
    return tasks
  }

  /// Submits the job whose files have been written.
  ///
  /// - Parameters:
  ///   - tasks: the number of its tasks
  ///   - simultaneous: how many of them run at the same time; `nil` for no limit
  ///   - name: the name of the job
  ///   - options: further options of sbatch, as the user typed them
  /// - Returns: the number of the job
  /// - Throws: `SlurmError` if Slurm does not accept it; `FileError` if its number cannot be
  ///   written
  func submit(tasks: Int, simultaneous: Int?, name: String, options: String) throws -> String {
    let array = "--array=0-\(tasks - 1)\(simultaneous.map { "%\($0)" } ?? "")"
    let path = FileSystem.absolutePath(folder)
    let command = ShellCommand(
      [
        "sbatch", "--parsable", array, "--job-name=\(name)",
        "--output=\(path.replacing("%", with: "%%"))/%A_%a.out",
        "--open-mode=append",
      ], options: options, last: ["\(path)/\(Self.script)"])
    let (output, exitCode) = command.run()
    // What precedes the number are warnings.
    let number = output.split(separator: "\n").last?.prefix { $0 != ";" }
    guard exitCode == 0, let number, !number.isEmpty, number.allSatisfy(\.isNumber) else {
      throw SlurmError(command: command.text, output: output, isMissing: exitCode == 127)
    }
    try write("\(number)\n", to: Self.number)
    return String(number)
  }

  /// The numbers of tasks of a job that run and that wait; `nil` if Slurm does not answer.
  static func tasks(of job: String) -> (running: Int, waiting: Int)? {
    let (output, exitCode) = ShellCommand([
      "squeue", "--noheader", "--array", "--jobs=\(job)", "--format=%t",
    ]).run()
    guard exitCode == 0 else {
      // A job that ended a while ago is forgotten.
      return output.contains("Invalid job id") ? (0, 0) : nil
    }
    // Other lines are warnings.
    let states = output.split(separator: "\n").map { String($0).trimmed }
      .filter { (1...2).contains($0.count) && $0.allSatisfy(\.isUppercase) }
    let waiting = states.count { $0 == "PD" }
    return (states.count - waiting, waiting)
  }

  /// The largest number of tasks that Slurm accepts in an array.
  static var maximumTasks: Int {
    let (output, _) = ShellCommand(["scontrol", "show", "config"]).run()
    let line = output.split(separator: "\n").first { $0.hasPrefix("MaxArraySize") }
    let size = line?.split(separator: "=").last.flatMap { Int(String($0).trimmed) }
    // The largest index is one less.
    return max(1, (size ?? 1001) - 1)
  }
}

/// A job that Slurm does not accept.
struct SlurmError: UserFacingError {
  let command: String
  let output: String
  /// Whether there is no such program.
  let isMissing: Bool

  var exitStatus: ExitStatus { .unavailable }

  var description: String {
    isMissing
      ? "sbatch: there is no Slurm on this machine; without --launcher slurm, trials are trained here"
      : "\(output)\n  from: \(command)"
  }
}
