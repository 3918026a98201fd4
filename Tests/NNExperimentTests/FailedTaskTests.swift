import Testing

@testable import NNExperiment

@Suite("Errors of tasks")
struct FailedTaskTests {
  private func failures(_ lines: String...) -> [Int: String] {
    FailedTask.failures(in: lines.map { "\($0)\n" }.joined(), of: "0.out")
      .mapValues(\.description)
  }

  @Test("Each error is that of its trial, with what explains it")
  func trials() {
    let failures = failures(
      "nnrun: trial 3:500", "note", "error: first", "nnrun: exit code 65",
      "nnrun: trial 4:500", "runs/a: 500 iterations", "nnrun: exit code 0",
      "nnrun: trial 5:500", "error: a", "a.yaml:3: error: b", "  3 | eta", "    | ^", "end",
      "nnrun: exit code 78")
    #expect(
      failures == [
        3: "first (0.out)", 5: "a.yaml:3: error: b\n  3 | eta\n    | ^ (0.out)",
      ])
  }

  @Test("What was stopped or not reached has not failed, whatever was written")
  func stopped() {
    #expect(
      failures(
        "nnrun: trial 1", "error: another process is training", "nnrun: exit code 75",
        "nnrun: trial 2", "slurmstepd: error: *** JOB 7 ON a CANCELLED ***") == [:])
    #expect(failures("error: no trial", "nnrun: exit code 1") == [:])
    #expect(failures() == [:])
  }

  @Test("What Slurm writes is not an error of the trial")
  func slurm() {
    #expect(
      failures(
        "nnrun: trial 1", "slurmstepd: error: Detected 1 oom_kill event", "nnrun: exit code 137")
        == [1: "ended by signal 9 (0.out)"])
    #expect(
      failures("nnrun: trial 1", "job.sh: 30: /opt/nnrun: not found", "nnrun: exit code 127")
        == [1: "exit code 127: job.sh: 30: /opt/nnrun: not found (0.out)"])
  }

  @Test("Of a task that was queued again, the last training of each trial counts")
  func requeued() {
    #expect(
      failures(
        "nnrun: trial 1", "error: a", "nnrun: exit code 65", "nnrun: trial 2",
        "nnrun: exit code 75", "nnrun: trial 1", "nnrun: exit code 0", "nnrun: trial 2",
        "error: b", "nnrun: exit code 65") == [2: "b (0.out)"])
    #expect(
      failures("nnrun: trial 1", "error: a", "nnrun: exit code 65", "nnrun: trial 1") == [:])
  }
}
