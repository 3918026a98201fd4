import Foundation
import TestSupport
import Testing

@Suite(
  "nnrun sweep --launcher slurm", .serialized,
  .enabled(
    if: SlurmCluster.isPossible,
    "needs root and Debian's munge, slurmctld, slurmd and slurm-client"))
struct SlurmTests {
  private static let slurm = ["--launcher", "slurm"]

  @Test("A sweep gives the bytes of single commands, and is not trained twice")
  func sameBytes() throws {
    let cluster = try SlurmCluster()
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    let words = ["sweep", "sums.yaml", "eta=0.1,0.2", "seed=1,2,3"] + Self.slurm
    let first = try sandbox.nnrun(words, environment: cluster.environment)
    #expect(first.status == 0, "\(first)")
    #expect(first.errors.contains("submitted: 6 trials in 6 tasks\n"))
    #expect(first.output.contains(": 6 trials: 6 completed\n"))
    for seed in 1...3 {
      for eta in ["0.1", "0.2"] {
        let single = try sandbox.nnrun(
          "sums.yaml", "eta=\(eta)", "seed=\(seed)", "--runs-dir", "own")
        #expect(single.status == 0)
      }
    }
    let own = try sandbox.runs(in: "own")
    #expect(own.count == 6)
    for run in own {
      let sums = try sandbox.folder.text("\(run)/SHA256SUMS")
      let other = run.replacing("own/", with: "runs/")
      #expect(try sandbox.folder.text("\(other)/SHA256SUMS") == sums, "\(run)")
    }
    let again = try sandbox.nnrun(words, environment: cluster.environment)
    #expect(again.output == first.output)
    #expect(!again.errors.contains("submitted"))
  }

  @Test("A task that is requeued resumes")
  func requeue() throws {
    let cluster = try SlurmCluster()
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    let settings = ["iterations=300000", "seed=1,2"]
    let words =
      ["sweep", "sums.yaml"] + settings + Self.slurm + ["--checkpoint-seconds", "0.1"]
    let sweep = try sandbox.start(words, environment: cluster.environment)
    try sweep.wait(for: "a checkpoint of both trials") {
      try sandbox.runFolders().count { run in
        try sandbox.folder.names(in: run).contains("checkpoint.npz")
      } == 2
    }
    let folder = try sandbox.sweepFolder()
    let job = try sandbox.folder.text("\(folder)/slurm/job.txt").trimmingCharacters(
      in: .whitespacesAndNewlines)
    let requeued = try cluster.run("scontrol", "requeue", "\(job)_0")
    #expect(requeued.status == 0, "\(requeued)")
    try sweep.wait(for: "the task to be in the queue again") {
      try cluster.run("squeue", "--noheader", "--array", "--format=%i %t").output
        .contains("\(job)_0 PD")
    }
    try sweep.wait(for: "the end of the task before") {
      try sandbox.folder.text("\(folder)/slurm/\(job)_0.out").contains("exit code 75\n")
    }
    // Slurm waits two minutes, because a node that has not cleaned up yet refuses the task. Here,
    // that takes less than these seconds.
    let update = try cluster.run("scontrol", "update", "JobId=\(job)_0", "StartTime=now+3")
    #expect(update.status == 0, "\(update)")
    let result = try sweep.wait()
    #expect(result.status == 0, "\(result)")
    #expect(result.output.contains(": 2 trials: 2 completed\n"))
    let output = try sandbox.folder.text("\(folder)/slurm/\(job)_0.out")
    #expect(output.contains(": interrupted after "), "\(output)")
    let single = try sandbox.nnrun(
      "sums.yaml", "iterations=300000", "seed=1", "--quiet", "--runs-dir", "own")
    #expect(single.status == 0)
    let run = try #require(try sandbox.runs(in: "own").first)
    let resumed = run.replacing("own/", with: "runs/")
    #expect(
      try sandbox.folder.text("\(resumed)/SHA256SUMS")
        == sandbox.folder.text("\(run)/SHA256SUMS"))
    #expect(try sandbox.folder.text("\(resumed)/run.json").contains("\"resumed\": 1"))
  }

  @Test("Halving submits a job for each rung")
  func halving() throws {
    let cluster = try SlurmCluster()
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    let words = ["sweep", "sums.yaml", "eta=0.01,0.02,0.05,0.1", "--halving", "2"]
    let result = try sandbox.nnrun(words + Self.slurm, environment: cluster.environment)
    #expect(result.status == 0, "\(result)")
    #expect(result.output.contains(": 4 trials: 1 completed, 3 paused\n"))
    let local = try sandbox.nnrun(words + ["--runs-dir", "local"])
    func rungs(_ directory: String) throws -> String {
      try sandbox.folder.text("\(sandbox.sweepFolder(in: directory))/rungs.csv")
    }
    #expect(local.status == 0)
    #expect(try rungs("runs") == rungs("local"))
  }

  @Test("What Slurm refuses is shown as it says it")
  func refused() throws {
    let cluster = try SlurmCluster()
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    let result = try sandbox.nnrun(
      ["sweep", "sums.yaml", "seed=1,2"] + Self.slurm + ["--slurm", "--partition=night"],
      environment: cluster.environment)
    #expect(result.status == 69)
    #expect(
      result.errors.hasPrefix("error: sbatch: error: invalid partition specified: night\n"),
      "\(result.errors)")
  }

  @Test("Nobody has to wait, and the same command waits later")
  func detach() throws {
    let cluster = try SlurmCluster()
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    let words = ["sweep", "sums.yaml", "seed=1,2"] + Self.slurm
    let detached = try sandbox.nnrun(words + ["--detach"], environment: cluster.environment)
    #expect(detached.status == 0, "\(detached)")
    #expect(detached.output.hasSuffix(": the same command shows what is done\n"))
    let result = try sandbox.nnrun(words, environment: cluster.environment)
    #expect(result.status == 0, "\(result)")
    #expect(result.output.contains(": 2 trials: 2 completed\n"))
  }
}

extension Sandbox {
  /// The folder of the only sweep.
  func sweepFolder(in directory: String = "runs") throws -> String {
    let names = try folder.names(in: "\(directory)/sweeps")
    precondition(names.count == 1, "there are \(names)")
    return "\(directory)/sweeps/\(names[0])"
  }

  /// The folders of all runs, without that of sweeps.
  func runFolders() throws -> [String] { try runs().filter { $0 != "runs/sweeps" } }
}
