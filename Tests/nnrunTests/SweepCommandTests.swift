import NNFiles
import TestSupport
import Testing

@Suite("nnrun sweep")
struct SweepCommandTests {
  private let sandbox: Sandbox

  init() throws { sandbox = try Sandbox.flowers(["sums.yaml": Experiments.sums]) }

  /// Two learning rates and two batch sizes.
  private static let grid = ["sweep", "flowers.yaml", "eta=0.1,0.3", "batch_size=2,4"]

  /// An identity as activation, and a learning rate with which the cost becomes infinite.
  private static let diverging = ["activations.hidden=identity", "iterations=50", "eta=1e30"]

  /// The rows of a sweep's table of trials, without its header.
  private func trials() throws -> [[String]] {
    let sweep = try #require(try sandbox.sweeps().first)
    return try sandbox.folder.text("\(sweep)/trials.csv").split(separator: "\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  /// What runs are when: a run that is trained again gets another one.
  private func records() throws -> [String: String] {
    let runs = try sandbox.runs()
    return Dictionary(
      uniqueKeysWithValues: try runs.map { ($0, try sandbox.folder.text("\($0)/run.json")) })
  }

  @Test("The trials of a grid have the bytes of single runs")
  func grid() throws {
    let result = try sandbox.nnrun(Self.grid)
    #expect(result.status == 0)
    compare(
      withoutVaryingParts(result.output.replacing(#/ +\d+\.\d\d  runs/#, with: "  runs")),
      """
      runs/sweeps/flowers-HASH: 4 trials: 4 completed

         eta  batch_size  iterations     cost  train.cost  train.accuracy  test.cost  test.accuracy  \
      seconds  run
      *  0.3           4          20   0.1071     0.07561        100.00 %    0.05469       100.00 %  \
      runs/flowers-HASH
         0.3           2          20  0.08714      0.0981        100.00 %    0.07891       100.00 %  \
      runs/flowers-HASH
         0.1           4          20   0.3216      0.2553        100.00 %     0.2234       100.00 %  \
      runs/flowers-HASH
         0.1           2          20   0.2512      0.2717        100.00 %     0.2438       100.00 %  \
      runs/flowers-HASH
      * best test.accuracy

      best: eta=0.3 batch_size=4
        nnrun flowers.yaml eta=0.3 batch_size=4

      """, "standard output")
    // Trials end in any order.
    var lines = withoutVaryingParts(result.errors).split(separator: "\n").map(String.init)
    #expect(
      lines.popLast()
        == """
        the best trial is chosen by the test set, so its result there is better than it will be on \
        other data; to choose by other rows, hold them out with dataset.validation_fraction=0.2
        """)
    #expect(lines.map { $0.prefix(6) } == (1...4).map { "[\($0)/4] " }, "\(result.errors)")
    #expect(
      lines.map { $0.dropFirst(6) }.sorted()
        == [
          "eta=0.1 batch_size=2: cost 0.2438  accuracy 100.00 %, ",
          "eta=0.1 batch_size=4: cost 0.2234  accuracy 100.00 %, ",
          "eta=0.3 batch_size=2: cost 0.07891  accuracy 100.00 %, ",
          "eta=0.3 batch_size=4: cost 0.05469  accuracy 100.00 %, ",
        ].map { $0 + "runs/flowers-HASH: completed 20 iterations in TIME s" }, "\(result.errors)")
    let singles = try Sandbox.flowers()
    for eta in ["0.1", "0.3"] {
      for size in ["2", "4"] {
        #expect(try singles.nnrun("flowers.yaml", "eta=\(eta)", "batch_size=\(size)").status == 0)
      }
    }
    let checksums = try sandbox.checksums()
    #expect(checksums.count == 4)
    #expect(try checksums == singles.checksums())
    #expect(
      try trials().map { $0.prefix(3) + $0.suffix(2) } == [
        ["1", "0.1", "2", "completed", ""], ["2", "0.1", "4", "completed", ""],
        ["3", "0.3", "2", "completed", ""], ["4", "0.3", "4", "completed", ""],
      ])
  }

  @Test("A sweep that is repeated gives the same result, and trains nothing")
  func repeated() throws {
    let first = try sandbox.nnrun(Self.grid)
    let records = try records()
    #expect(records.count == 4)
    let second = try sandbox.nnrun(Self.grid)
    #expect(second.errors == "all trials have been trained before\n")
    #expect(second.output == first.output)
    #expect(try self.records() == records)
  }

  @Test("A trial that a single command has trained is used, and the best one becomes the latest")
  func shared() throws {
    #expect(
      try sandbox.nnrun("flowers.yaml", "eta=0.3", "batch_size=4", "--quiet").status == 0)
    let best = try #require(try sandbox.runs().first)
    let record = try records()[best]
    #expect(try sandbox.nnrun("flowers.yaml", "eta=0.5", "--quiet").status == 0)
    let result = try sandbox.nnrun(Self.grid)
    #expect(
      result.errors.split(separator: "\n").dropLast().map { $0.prefix(6) }
        == ["[2/4] ", "[3/4] ", "[4/4] "])
    #expect(try records()[best] == record)
    #expect("runs/\(try sandbox.folder.linkTarget("runs/latest"))" == best)
  }

  @Test("A dry run shows trials and what there is of them, and makes nothing")
  func dryRun() throws {
    let dry = ["sweep", "flowers.yaml", "eta=0.1,0.3,0.10", "--dry-run"]
    let note = "trial 3 is the same experiment as trial 1; each is trained once\n"
    expect(
      try sandbox.nnrun(dry),
      output: """
        1  eta=0.1   runs/flowers-HASH
        2  eta=0.3   runs/flowers-HASH
        3  eta=0.10  runs/flowers-HASH  same as 1
        runs/sweeps/flowers-HASH: 3 trials, 2 to train, 0 done

        """, errors: note)
    #expect(try sandbox.runs() == [])
    #expect(try sandbox.nnrun("flowers.yaml", "eta=0.3", "--quiet").status == 0)
    let json = try sandbox.nnrun(dry + ["--json", "--quiet"])
    #expect(json.errors == "")
    let trials = try #require(try json.json()["trials"]?.items)
    #expect(trials.map { $0["status"]?.string } == ["", "completed", ""])
    #expect(trials.map { $0["same_as"]?.int } == [nil, nil, 1])
    #expect(try trials[1]["run"]?.string == sandbox.runs().first)
  }

  @Test("A program gets one object, and no notes if it wants none")
  func json() throws {
    let result = try sandbox.nnrun(Self.grid + ["--json", "--quiet"])
    #expect(result.errors == "")
    let object = try result.json()
    #expect(try object["sweep"]?.string == sandbox.sweeps().first)
    #expect(object["trials"]?.int == 4)
    #expect(object["completed"]?.int == 4)
    #expect(object["failed"]?.int == 0)
    #expect(object["best"]?["trials"]?.items?.map(\.int) == [4])
    #expect(
      object["best"]?["overrides"]?.strings == ["eta=0.3", "batch_size=4"])
    #expect(object["command"]?.string == "nnrun flowers.yaml eta=0.3 batch_size=4")
    #expect(object["comparison"]?["runs"]?.items?.count == 4)
  }

  @Test("A trial that diverges does not keep the others from being trained, and is remembered")
  func diverged() throws {
    let command =
      ["sweep", "flowers.yaml", "eta=0.1,1e30,0.3"] + Self.diverging.dropLast() + ["--jobs", "1"]
    for turn in ["first", "second"] {
      let result = try sandbox.nnrun(command)
      #expect(result.status == 1, "\(turn)")
      #expect(result.output.contains(": 3 trials: 2 completed, 1 diverged\n"), "\(result.output)")
      #expect(result.errors.hasSuffix("error: 1 trial failed or diverged\n"), "\(result.errors)")
      #expect(result.errors.contains("[2/3] eta=1e30: ") == (turn == "first"), "\(result.errors)")
    }
    #expect(try trials().map { $0.dropLast().last } == ["completed", "diverged", "completed"])
  }

  @Test("With --fail-fast, a trial that fails is the last one")
  func failFast() throws {
    let command = ["sweep", "flowers.yaml", "eta=1e30,0.1,0.3"] + Self.diverging.dropLast()
    let result = try sandbox.nnrun(command + ["--jobs", "1", "--fail-fast"])
    #expect(result.status == 1)
    #expect(
      result.output.contains(": 3 trials: 1 diverged, 2 not finished (repeat the command)\n"),
      "\(result.output)")
    #expect(
      result.errors.hasSuffix(
        "error: 1 trial failed or diverged; 2 other trials stopped or not started: repeat the "
          + "command\n"), "\(result.errors)")
    #expect(try sandbox.completeRuns() == [])
    #expect(try trials().map { $0.dropLast().last } == ["diverged", "", ""])
  }

  @Test("A trial that cannot be trained is recorded, and the others are trained")
  func failed() throws {
    // Of more than a thousand iterations, checks look at every third here.
    let result = try sandbox.nnrun(
      "sweep", "flowers.yaml", "eta=0.1,{schedule: formula, f: 'where(t == 2, -1, 0.1)'}",
      "iterations=3000", "--jobs", "1")
    #expect(result.status == 1)
    #expect(result.output.contains(": 2 trials: 1 completed, 1 failed\n"), "\(result.output)")
    #expect(
      result.output.contains(
        "the learning rate is -1.0 in iteration 2 of 3000; it must be a finite number of at least 0"
      ),
      "\(result.output)")
    let rows = try trials()
    #expect(rows[0].dropLast().last == "completed")
    #expect(rows[1].contains("failed"))
  }

  @Test("A run folder that cannot be made does not keep the others from being trained")
  func blocked() throws {
    let command = ["sweep", "flowers.yaml", "eta=0.1,0.3,0.5", "--jobs", "1"]
    let dry = try sandbox.nnrun(command + ["--dry-run", "--json"]).json()
    let run = try #require(dry["trials"]?.items?.first?["run"]?.string)
    try sandbox.folder.write("", to: run)
    let result = try sandbox.nnrun(command)
    #expect(result.status == 1)
    #expect(result.errors.contains("[1/3] eta=0.1: failed: \(run): cannot be created: "))
    #expect(result.errors.hasSuffix("error: 1 trial failed or diverged\n"), "\(result.errors)")
    #expect(result.output.contains(": 3 trials: 2 completed, 1 failed\n"), "\(result.output)")
    #expect(try trials().map { $0.contains("failed") } == [true, false, false])
    try sandbox.folder.remove(run)
    #expect(try sandbox.nnrun(command).status == 0)
    #expect(try sandbox.completeRuns().count == 3)
  }

  @Test("A complete run that is damaged is a trial that failed, and the others are trained")
  func damaged() throws {
    #expect(try sandbox.nnrun("flowers.yaml", "eta=0.3", "--quiet").status == 0)
    let run = try #require(try sandbox.runs().first)
    try sandbox.folder.remove("\(run)/weights.npz")
    let result = try sandbox.nnrun("sweep", "flowers.yaml", "eta=0.1,0.3")
    #expect(result.status == 1)
    let command = "nnrun flowers.yaml eta=0.3 --force"
    #expect(
      result.output.contains(
        """
        : 2 trials: 1 completed, 1 failed
          trial 2 eta=0.3: \(run)/weights.npz: is missing or damaged; train the run again with --force
            \(command)

        """), "\(result.output)")
    #expect(try trials().map { $0.contains("failed") } == [false, true])
    #expect(
      try sandbox.nnrun(command.split(separator: " ").dropFirst().map(String.init)).status == 0)
    #expect(try sandbox.nnrun("sweep", "flowers.yaml", "eta=0.1,0.3").status == 0)
  }

  @Test("The command for a damaged trial of a sweep file trains it again")
  func damagedInFile() throws {
    try sandbox.folder.write(
      "experiment: ../flowers.yaml\nsettings: {eta: [0.1, 0.3]}\n", to: "files/s.yaml")
    #expect(try sandbox.nnrun("sweep", "files/s.yaml", "--quiet").status == 0)
    try sandbox.folder.remove("\(try sandbox.completeRuns()[0])/weights.npz")
    let dry = try sandbox.nnrun("sweep", "files/s.yaml", "--dry-run")
    #expect(dry.output.hasSuffix(": 2 trials, 0 to train, 1 done, 1 failed\n"), "\(dry.output)")
    let result = try sandbox.nnrun("sweep", "files/s.yaml")
    #expect(result.status == 1)
    #expect(result.errors == "error: 1 trial failed or diverged\n")
    let command = try #require(
      result.output.split(separator: "\n").first {
        $0.contains("--force") && $0.contains("nnrun sweep")
      })
    let words = command.split(separator: " ").dropFirst().map(String.init)
    #expect(try sandbox.nnrun(words).status == 0)
    #expect(try sandbox.nnrun("sweep", "files/s.yaml").status == 0)
  }

  @Test("Trials that are named are all read before the first is trained")
  func namedTrials() throws {
    let result = try sandbox.nnrun("sweep", "flowers.yaml", "eta=0.1,0.3", "--trial", "1,9")
    #expect(result.status == 64)
    #expect(try sandbox.runs() == [])
    #expect(
      try sandbox.nnrun("sweep", "flowers.yaml", "eta=1,2", "--trial", "1,2", "--json").status == 64
    )
  }

  @Test("Results that cannot be written are shown")
  func unwritable() throws {
    let first = try sandbox.nnrun(Self.grid)
    let sweep = try #require(try sandbox.sweeps().first)
    try sandbox.folder.remove("\(sweep)/trials.csv")
    try sandbox.folder.write("", to: "\(sweep)/trials.csv/file")
    let again = try sandbox.nnrun(Self.grid)
    #expect(again.output == first.output)
    #expect(again.status == 0)
    #expect(again.errors.contains("warning: \(sweep)/trials.csv: "), "\(again.errors)")
  }

  @Test("A dry run shows which trials are interrupted or paused")
  func unfinished() throws {
    let sweep = ["sweep", "flowers.yaml", "eta=0.1,0.2,0.3", "iterations=90"]
    #expect(try sandbox.nnrun(sweep + ["--halving", "3", "--quiet"]).status == 0)
    let statuses = try sandbox.nnrun(sweep + ["--dry-run", "--json"]).json()["trials"]?.items?.map {
      $0["status"]?.string ?? ""
    }
    #expect(statuses?.sorted() == ["completed", "paused", "paused"])
    let record = try #require(
      try sandbox.runs().first { try !sandbox.completeRuns().contains($0) })
    try sandbox.folder.remove("\(record)/run.json")
    #expect(try sandbox.nnrun(sweep + ["--dry-run"]).output.contains("  interrupted\n"))
  }

  @Test("The best of trials that a table gives is repeated by the sweep file")
  func tableOfMeans() throws {
    try sandbox.folder.write("eta,seed\n0.1,1\n0.1,2\n0.3,1\n0.3,2\n", to: "t.csv")
    let result = try sandbox.nnrun("sweep", "flowers.yaml", "@t.csv", "--over", "seed")
    let command = try #require(result.output.split(separator: "\n").last).dropFirst(2)
    let sweep = try #require(try sandbox.sweeps().first)
    #expect(command == "nnrun sweep \(sweep)/sweep.yaml --trial 3,4", "\(result.output)")
    let again = try sandbox.nnrun(command.split(separator: " ").dropFirst().map(String.init))
    let answers = again.output.split(separator: "\n").filter { $0.contains("already complete") }
    #expect(answers.count == 2, "\(again.output)")
  }

  @Test(
    "Mistakes are found before anything is trained",
    arguments: [
      ("eta=0.1,abc", 78, "error: 1 of 2 trials cannot be trained, so nothing has been trained\n"),
      ("dataset.path=flowers.csv,none.csv", 66, "\n  none.csv: does not exist\n"),
      ("eta=", 78, "override 1: eta=: error: there are no values; "),
      ("eta=log(0.1,1)", 78, " is to be drawn at random; "),
      ("eta=0.1,0.2 seed=1,2,3 --zip", 78, " --zip pairs values, but 'seed' has 3 values and "),
      ("eta=0.1 --goal test.acc", 64, "error: the goal must be a measure, "),
      ("eta=0.1 --goal validation.cost", 64, "there is no validation set, "),
      ("eta=0.1,0.2 --over sed", 64, "error: --over sed: the sweep has no values "),
      ("eta=0.1,0.2 --seed 3", 64, "error: --seed belongs to --random; "),
      (
        "eta=0.1,0.2 --min-iterations 3", 64,
        "error: --min-iterations has no effect without --halving\n"
      ),
      ("eta=range(1,99) --max-trials 98", 64, "error: the sweep has 99 trials, "),
      ("eta=0.1 --random 0", 64, "Error: --random must be at least 1, not 0\n"),
      ("eta=0.1 --random 2 --zip", 64, "Error: --zip and --random cannot be combined\n"),
      ("eta=0.1 --folds 1", 64, "Error: --folds must be a number from 2 to 10000, not 1\n"),
      ("eta=0.1 --jobs 0", 64, "Error: --jobs must be a number from 1 to 1024, not 0\n"),
      ("eta=0.1,0.2 --trial 3", 64, "error: --trial must be a number from 1 to 2, "),
      ("flowers.csv", 78, "; did you mean '@flowers.csv'?\n"),
      ("@none.csv", 66, "error: none.csv: does not exist\n"),
      ("--eta 0.1,0.2", 64, "Error: Unknown option '--eta'; settings are written without dashes: "),
    ])
  func mistakes(line: String, status: Int32, message: String) throws {
    let result = try sandbox.nnrun(
      ["sweep", "flowers.yaml"] + line.split(separator: " ").map(String.init))
    #expect(result.status == status)
    #expect(result.output == "")
    #expect(result.errors.contains(message), "\(result.errors)")
    #expect(try sandbox.runs() == [])
    #expect(throws: (any Error).self) { try sandbox.sweeps() }
  }

  @Test(
    "What is not an experiment file is explained",
    arguments: [
      ("flowers", "error: flowers: does not exist; did you mean 'flowers.yaml'?\n", 66),
      ("-", "Error: a sweep reads its experiment from a file, not from standard input\n", 64),
      (
        "eta=0.1", "error: eta=0.1: does not exist; name the experiment file before the settings\n",
        66
      ),
    ] as [(String, String, Int32)])
  func file(word: String, message: String, status: Int32) throws {
    let result = try sandbox.nnrun("sweep", word, "eta=0.1,0.2")
    #expect(result.status == status)
    #expect(result.errors.hasPrefix(message), "\(result.errors)")
  }

  @Test("The single command names sweep where a list is given to it")
  func single() throws {
    let result = try sandbox.nnrun("flowers.yaml", "eta=0.1,0.2")
    #expect(result.status == 78)
    #expect(
      result.errors.hasSuffix(
        "for a training with each value: nnrun sweep flowers.yaml eta=0.1,0.2\n"),
      "\(result.errors)")
  }

  @Test("The file of a sweep repeats it, from another folder and with other settings, too")
  func sweepFile() throws {
    let result = try sandbox.nnrun(
      "sweep", "flowers.yaml", "eta=0.1,0.3", "dataset.path=flowers.csv", "--quiet")
    let sweep = try #require(try sandbox.sweeps().first)
    let again = try sandbox.nnrun("sweep", "\(sweep)/sweep.yaml")
    #expect(again.errors == "all trials have been trained before\n")
    // The command of the best trial names its run, as relative paths start at another folder.
    #expect(
      again.output.split(separator: "\n").dropLast()
        == result.output.split(separator: "\n").dropLast())
    try FileSystem.createDirectories(sandbox.folder.file("a/b"))
    let elsewhere = try sandbox.nnrun(
      "sweep", "../../\(sweep)/sweep.yaml", "--runs-dir", "../../runs", in: "a/b")
    #expect(elsewhere.status == 0)
    #expect(elsewhere.errors == "all trials have been trained before\n")
    #expect(try sandbox.sweeps() == [sweep])
    let more = try sandbox.nnrun("sweep", "\(sweep)/sweep.yaml", "eta=0.3,0.5")
    #expect(more.errors.hasPrefix("[2/2] eta=0.5: "), "\(more.errors)")
    #expect(try sandbox.completeRuns().count == 3)
    #expect(
      try sandbox.nnrun("sweep", sweep).errors
        == "error: \(sweep): is a folder, not a file; did you mean '\(sweep)/sweep.yaml'?\n")
  }

  @Test("The command of the best trial gives that trial")
  func command() throws {
    let first = try sandbox.nnrun(Self.grid + ["structure=[2, 3, 2]", "--json", "--quiet"]).json()
    let command = try #require(first["command"]?.string)
    let run = try #require(first["best"]?["runs"]?.strings?.first)
    #expect(try sandbox.shell(command).output.hasPrefix("\(run): already complete: "))
    let sweep = try #require(first["sweep"]?.string)
    let second = try sandbox.nnrun("sweep", "\(sweep)/sweep.yaml", "--json", "--quiet").json()
    #expect(
      try sandbox.shell(#require(second["command"]?.string)).output
        .hasPrefix("\(run): already complete: "))
  }

  @Test("A single trial is trained as the single command would")
  func trial() throws {
    let result = try sandbox.nnrun(Self.grid + ["--trial", "3", "--quiet"])
    #expect(result.status == 0)
    let runs = try sandbox.completeRuns()
    #expect(runs.count == 1)
    let single = try sandbox.nnrun("flowers.yaml", "eta=0.3", "batch_size=2", "--quiet")
    #expect(single.output.hasPrefix("\(runs[0]): already complete: "))
    #expect(
      try sandbox.nnrun(
        ["sweep", "flowers.yaml", "--trial", "1", "--quiet"] + Self.diverging
      ).status == 1)
  }

  @Test("Folds give means, and the command for the best settings has all of them")
  func folds() throws {
    let result = try sandbox.nnrun("sweep", "flowers.yaml", "eta=0.1,0.3", "--folds", "4")
    #expect(result.status == 0)
    #expect(try sandbox.completeRuns().count == 8)
    let json = try sandbox.nnrun("sweep", "flowers.yaml", "eta=0.1,0.3", "--folds", "4", "--json")
      .json()
    let rows = try #require(json["comparison"]?["runs"]?.items)
    #expect(rows.map { $0["runs"]?.int } == [4, 4])
    let compared = try sandbox.nnrun(
      "compare", "--over", "dataset.fold", "--json", "--columns", "eta,test.cost"
    ).json()["runs"]?.items
    #expect(
      rows.map { $0["test.cost"]?.double } == compared?.map { $0["test.cost"]?.double })
    let command = try #require(json["command"]?.string)
    let eta = try #require(rows[0]["eta"]?.double)
    #expect(
      command
        == "nnrun sweep flowers.yaml eta=\(eta) dataset.folds=4 dataset.fold=1,2,3,4 --over dataset.fold"
    )
    let again = try sandbox.shell(command)
    #expect(again.errors == "all trials have been trained before\n")
    #expect(again.output.contains(": 4 trials: 4 completed\n"))
  }

  @Test("Means over seeds and random trials from a table")
  func table() throws {
    try sandbox.folder.write("eta,seed\n0.1,1\n0.1,2\n0.3,1\n0.3,2\n", to: "trials.csv")
    let means = try sandbox.nnrun(
      "sweep", "flowers.yaml", "@trials.csv", "--over", "seed", "--goal", "min:test.cost",
      "--quiet")
    #expect(means.status == 0)
    #expect(means.output.contains("\n* best test.cost\n"), "\(means.output)")
    let random = try sandbox.nnrun(
      "sweep", "flowers.yaml", "@trials.csv", "--random", "3", "--seed", "5", "--dry-run")
    #expect(random.output.split(separator: "\n").count == 4)
    #expect(random.output.contains(", 0 to train, "), "\(random.output)")
  }
}
