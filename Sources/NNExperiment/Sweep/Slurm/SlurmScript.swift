import NNFiles

/// The script of a job, which each of its tasks runs.
///
/// A task trains the trials in its line of a file by `nnrun sweep --trial`, one after another, so
/// that its output has a section for each: a line with `beginning` and the trial, what nnrun
/// writes, and a line with `end` and its exit code. A task that is stopped resumes when Slurm runs
/// it again.
struct SlurmScript: Sendable {
  /// The path of nnrun.
  let program: String
  /// The path of the sweep file.
  let sweep: String
  /// The words after those that name the sweep and the trial.
  let options: [String]

  /// What precedes a trial in a task's output.
  static let beginning = "nnrun: trial "
  /// What precedes the exit code of a trial in a task's output.
  static let end = "nnrun: exit code "

  /// A trial as `--trial` takes it: its number, and the iteration after which it pauses.
  static func word(trial: Int, of stage: SweepStage) -> String {
    let pause = stage.isPaused ? stage.spans[trial]?.upperBound : nil
    return "\(trial)\(pause.map { ":\($0)" } ?? "")"
  }

  /// The number of a trial in such a word.
  static func number(in word: Substring) -> Int? { Int(word.prefix { $0 != ":" }) }

  /// The script.
  ///
  /// - Parameter tasks: the path of the file that has a line for each task
  /// - Returns: its text
  func text(tasks: String) -> String {
    let command = [program, "sweep", sweep].map(\.shellWord).joined(separator: " ")
    let options = options.map(\.shellWord).joined(separator: " ")
    let tryAgain = ExitStatus.tryAgain.rawValue
    return """
      #!/bin/sh
      # Written by 'nnrun sweep'. Each task trains the trials in its line of tasks.txt, and resumes
      # those that were interrupted.
      exec 2>&1
      # SIGUSR1 and SIGUSR2 say that the time is nearly up (sbatch --signal=B:USR1@60): a checkpoint
      # is taken, and the task is queued again.
      requeue=
      stopped=
      child=
      stop() {
        stopped=1
        [ -z "$child" ] || kill -TERM $child 2>/dev/null
      }
      trap 'requeue=1; stop' USR1 USR2
      trap stop TERM
      status=0
      for trial in $(sed -n "$((SLURM_ARRAY_TASK_ID + 1))p" \(tasks.shellWord)); do
        if [ -n "$stopped" ]; then
          status=\(tryAgain)
          break
        fi
        echo "\(Self.beginning)$trial"
        \(command) --trial "$trial" \(options) --threads "${SLURM_CPUS_PER_TASK:-1}" --quiet &
        child=$!
        # The signal may have come just before.
        [ -z "$stopped" ] || stop
        while :; do
          wait $child
          code=$?
          kill -0 $child 2>/dev/null || break
        done
        child=
        # What is stopped before it can react to that resumes as well.
        if [ $code != 0 ] && [ -n "$stopped" ]; then code=\(tryAgain); fi
        echo "\(Self.end)$code"
        [ $code = 0 ] || status=$code
      done
      if [ $status = \(tryAgain) ] && [ -n "$requeue" ]; then
        scontrol requeue "${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID"
      fi
      exit $status

      """
  }
}
