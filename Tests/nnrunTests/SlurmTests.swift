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
    let (name, job) = try sandbox.slurmJob()
    let file = "\(try sandbox.sweepFolder())/slurm/\(name)/0.out"
    let requeued = try cluster.run("scontrol", "requeue", "\(job)_0")
    #expect(requeued.status == 0, "\(requeued)")
    try sweep.wait(for: "the task to be in the queue again") {
      try cluster.run("squeue", "--noheader", "--array", "--format=%i %t").output
        .contains("\(job)_0 PD")
    }
    try sweep.wait(for: "the end of the task before") {
      try sandbox.folder.text(file).contains("nnrun: exit code 75\n")
    }
    // Slurm waits two minutes, because a node that has not cleaned up yet refuses the task. Here,
    // that takes less than these seconds.
    let update = try cluster.run("scontrol", "update", "JobId=\(job)_0", "StartTime=now+3")
    #expect(update.status == 0, "\(update)")
    let result = try sweep.wait()
    #expect(result.status == 0, "\(result)")
    #expect(result.output.contains(": 2 trials: 2 completed\n"))
    let output = try sandbox.folder.text(file)
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
    #expect(!result.errors.contains("earlier command"), "\(result.errors)")
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

  @Test(
    "Options of sbatch have the quotes and comments of a shell, and cannot replace what is ours")
  func options() throws {
    let cluster = try SlurmCluster()
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    let options = """
      --hold --comment="a; touch  b"
      --cpus-per-task 1 # 'e'
      """
    let words = ["sweep", "sums.yaml", "seed=1,2"] + Self.slurm + ["--slurm", options]
    let detached = try sandbox.nnrun(words + ["--detach"], environment: cluster.environment)
    #expect(detached.status == 0, "\(detached)")
    let (name, job) = try sandbox.slurmJob()
    let queue = try cluster.run("squeue", "--noheader", "--array", "--format=%i|%j|%k").output
    #expect(
      queue.split(separator: "\n").sorted()
        == (0...1).map { "\(job)_\($0)|\(name)|a; touch  b" })
    _ = try cluster.run("scontrol", "release", job)
    let result = try sandbox.nnrun(words, environment: cluster.environment)
    #expect(result.status == 0, "\(result)")
    #expect(try sandbox.folder.names(in: ".").sorted() == ["runs", "sums.yaml"])
  }

  @Test(
    "Options that sbatch would take for something else are refused, and nothing is submitted",
    arguments: [
      ("--comment='a", 64, "--slurm: there is no second '\n"),
      ("--chdir=$HOME", 64, "--slurm: nothing is expanded here; "),
      ("-J night", 64, "--slurm '-J': nnrun sets this option itself; leave it out\n"),
      (
        "--hold --array=7", 64, "--slurm '--array=7': nnrun sets this option itself; leave it out\n"
      ),
      ("train.sh", 69, "sbatch: error: Script arguments not permitted with --wrap option\n"),
      ("--hold --", 69, "sbatch: error: Script arguments not permitted with --wrap option\n"),
      ("--partition", 69, "sbatch: error: invalid partition specified: --parsable\n"),
    ])
  func wrongOptions(options: String, status: Int32, message: String) throws {
    let cluster = try SlurmCluster()
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    let result = try sandbox.nnrun(
      ["sweep", "sums.yaml", "seed=1,2"] + Self.slurm + ["--slurm", options],
      environment: cluster.environment)
    #expect(result.status == status)
    #expect(result.errors.hasPrefix("error: \(message)"), "\(result.errors)")
    #expect(try cluster.run("squeue", "--noheader").output == "")
    #expect(try sandbox.runs() == [])
  }

  @Test("A job is found again if the command was killed before it knew the job's number")
  func killedWhileSubmitting() throws {
    let cluster = try SlurmCluster()
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    let words = ["sweep", "sums.yaml", "seed=1,2"] + Self.slurm + ["--slurm", "--hold"]
    // All that the test starts here is in one group of processes.
    try sandbox.folder.write(
      "#!/bin/sh\n/usr/bin/sbatch \"$@\"\nkill -KILL 0\n", to: "bin/sbatch")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: sandbox.folder.file("bin/sbatch"))
    let path = "\(sandbox.folder.file("bin")):/usr/bin:/bin"
    let killed = try sandbox.nnrun(
      words, environment: cluster.environment.merging(["PATH": path]) { $1 })
    #expect(killed.status == -SIGKILL)
    let job = try cluster.run("squeue", "--noheader", "--format=%F").output
      .trimmingCharacters(in: .newlines)
    #expect(Int(job) != nil, "\(job)")
    let sweep = try sandbox.start(words, environment: cluster.environment)
    try sweep.wait(for: "the job to be found") {
      sweep.errors.contains("job \(job) of an earlier command has not ended yet\n")
    }
    #expect(try sandbox.slurmJob().number == job)
    #expect(try cluster.run("squeue", "--noheader", "--format=%F").output == "\(job)\n")
    _ = try cluster.run("scontrol", "release", job)
    let result = try sweep.wait()
    #expect(result.status == 0, "\(result)")
    #expect(!result.errors.contains("submitted"), "\(result.errors)")
    #expect(result.output.contains(": 2 trials: 2 completed\n"))
  }

  @Test("A job of another name that has the number of an earlier one is not waited for")
  func reusedNumber() throws {
    let cluster = try SlurmCluster()
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    let words = ["sweep", "sums.yaml", "seed=1,2"] + Self.slurm
    let detached = try sandbox.nnrun(
      words + ["--slurm", "--hold", "--detach"], environment: cluster.environment)
    #expect(detached.status == 0, "\(detached)")
    let (name, job) = try sandbox.slurmJob()
    _ = try cluster.run("scancel", job)
    let other = try cluster.run("sbatch", "--parsable", "--hold", "--wrap=true").output
    try sandbox.folder.write(
      "\(name)\n\(other)", to: "\(sandbox.sweepFolder())/slurm/job.txt")
    let result = try sandbox.nnrun(words, environment: cluster.environment)
    #expect(result.status == 0, "\(result)")
    #expect(result.errors.contains(" submitted: 2 trials in 2 tasks\n"), "\(result.errors)")
    #expect(!result.errors.contains("earlier command"), "\(result.errors)")
    // Tasks of ours may be ending.
    #expect(
      try cluster.run("squeue", "--noheader", "--states=PD", "--format=%F").output == other)
  }

  @Test("Why a job does not start is said once")
  func held() throws {
    let cluster = try SlurmCluster()
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    let sweep = try sandbox.start(
      ["sweep", "sums.yaml", "seed=1,2"] + Self.slurm + ["--slurm", "--hold"],
      environment: cluster.environment)
    let note = " does not start; Slurm gives the reason JobHeldUser\n"
    try sweep.wait(for: "the reason") { sweep.errors.contains(note) }
    let job = try sandbox.slurmJob().number
    // Several looks at the queue.
    sleep(3)
    _ = try cluster.run("scontrol", "release", job)
    let result = try sweep.wait()
    #expect(result.status == 0, "\(result)")
    #expect(result.errors.components(separatedBy: note).count == 2, "\(result.errors)")
    #expect(result.errors.components(separatedBy: "does not start").count == 2)
  }

  @Test("Of several trials of a task, each has its own outcome")
  func severalTrialsPerTask() throws {
    let cluster = try SlurmCluster("MaxArraySize=3")
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    // Of more than a thousand iterations, checks look at every third here.
    let result = try sandbox.nnrun(
      ["sweep", "sums.yaml", "eta=0.1,{schedule: formula, f: 'where(t == 2, -1, 0.1)'},0.2,0.3"]
        + ["iterations=3000"] + Self.slurm, environment: cluster.environment)
    #expect(result.status == 1)
    #expect(result.errors.contains(" submitted: 4 trials in 2 tasks\n"), "\(result.errors)")
    #expect(result.output.contains(": 4 trials: 3 completed, 1 failed\n"), "\(result.output)")
    #expect(
      result.errors.contains(
        "error: the learning rate is -1.0 in iteration 2 of 3000; "), "\(result.errors)")
    let file = "\(try sandbox.sweepFolder())/slurm/\(try sandbox.slurmJob().name)/0.out"
    let lines = try sandbox.folder.text(file).split(separator: "\n")
    #expect(
      lines.filter { $0.hasPrefix("nnrun: ") } == [
        "nnrun: trial 1", "nnrun: exit code 0", "nnrun: trial 2", "nnrun: exit code 78",
      ])
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

  /// The name and the number of the job of the only sweep.
  func slurmJob() throws -> (name: String, number: String) {
    let lines = try folder.text("\(sweepFolder())/slurm/job.txt").split(separator: "\n")
    precondition(lines.count == 2, "there are \(lines)")
    return (String(lines[0]), String(lines[1]))
  }

  /// The folders of all runs, without that of sweeps.
  func runFolders() throws -> [String] { try runs().filter { $0 != "runs/sweeps" } }
}
