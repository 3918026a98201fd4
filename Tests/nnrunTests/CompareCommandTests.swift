import NNFiles
import TestSupport
import Testing

@Suite("nnrun compare")
struct CompareCommandTests {
  private let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox([
      "flowers.yaml": Experiments.flowers, "flowers.csv": Experiments.flowersData,
    ])
  }

  private func train(_ overrides: String...) throws {
    let result = try sandbox.nnrun(["flowers.yaml", "--quiet"] + overrides)
    #expect(result.status == 0, "\(result.errors)")
  }

  /// Four complete runs, with two learning rates and two seeds.
  private func trainGrid() throws {
    for eta in ["0.01", "0.1"] {
      for seed in ["1", "2"] { try train("eta=\(eta)", "seed=\(seed)", "iterations=50") }
    }
  }

  private func lines(_ text: String) -> [String] {
    text.split(separator: "\n").map(String.init)
  }

  /// The rows of the table of `--csv`, with its header.
  private func rows(_ words: String...) throws -> [[String]] {
    let result = try sandbox.nnrun(["compare", "--csv"] + words)
    #expect(result.status == 0, "\(result.errors)")
    return lines(result.output).map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  @Test("Columns are the settings that differ and the results, the best run first")
  func table() throws {
    try trainGrid()
    let rows = try rows()
    #expect(rows[0].prefix(3) == ["eta", "seed", "iterations"])
    #expect(rows[0].suffix(2) == ["seconds", "run"])
    #expect(rows.count == 5)
    let column = try #require(rows[0].firstIndex(of: "test.accuracy"))
    let accuracies = rows.dropFirst().compactMap { Double($0[column]) }
    #expect(accuracies.count == 4)
    #expect(accuracies == accuracies.sorted(by: >))
    let output = try sandbox.nnrun("compare").output
    #expect(lines(output).filter { $0.hasPrefix("* ") }.count == 2, "\(output)")
    #expect(output.hasSuffix("* best test.accuracy\n"))
  }

  @Test("Rows are sorted by a setting or a result, either way, and the first ones kept")
  func sorting() throws {
    try trainGrid()
    let columns = ["--columns", "eta,train.cost"]
    func column(_ place: Int, _ words: String...) throws -> [Double] {
      let result = try sandbox.nnrun(["compare", "--csv"] + columns + words)
      return lines(result.output).dropFirst().compactMap {
        Double($0.split(separator: ",")[place])
      }
    }
    #expect(try column(0, "--sort", "eta") == [0.01, 0.01, 0.1, 0.1])
    #expect(try column(0, "--sort", "-eta") == [0.1, 0.1, 0.01, 0.01])
    let costs = try column(1, "--sort", "train.cost")
    #expect(costs == costs.sorted())
    #expect(try column(1, "--sort=-train.cost") == costs.reversed())
    #expect(try column(1, "--sort", "-train.cost", "--top", "1") == [costs[3]])
    #expect(try column(1, "--sort", "train.cost", "--top", "1") == [costs[0]])
  }

  @Test("Only runs that meet all conditions are shown, and columns in which these differ")
  func conditions() throws {
    try trainGrid()
    let rows = try rows("--where", "eta > 0.05", "--where", "seed=2")
    #expect(rows.count == 2)
    #expect(rows[0].first == "iterations")
    #expect(
      try sandbox.nnrun("compare", "--where", "eta>5").output == "there is no such run\n")
  }

  @Test("Runs that differ in a seed alone become their mean and standard deviation")
  func means() throws {
    try trainGrid()
    let single = try rows("--columns", "eta,train.cost", "--sort", "eta").dropFirst().map { row in
      row.compactMap { Double($0) }
    }
    let grouped = try self.rows(
      "--over", "seed", "--columns", "eta,runs,train.cost", "--sort", "eta")
    try #require(grouped[0] == ["eta", "runs", "train.cost", "train.cost.sd"])
    for (index, row) in grouped.dropFirst().enumerated() {
      let (a, b) = (single[2 * index][1], single[2 * index + 1][1])
      #expect(Double(row[0]) == single[2 * index][0])
      #expect(row[1] == "2")
      #expect(abs((Double(row[2]) ?? 0) - (a + b) / 2) < 1e-12)
      #expect(abs((Double(row[3]) ?? 0) - abs(a - b) / 2.squareRoot()) < 1e-12)
    }
    let header = try #require(rows("--over", "seed").first)
    #expect(!header.contains("run") && !header.contains("seed"))
  }

  @Test("Runs that are not complete come last, with their state")
  func unfinished() throws {
    try train("eta=0.01", "iterations=50")
    _ = try sandbox.nnrun(
      "flowers.yaml", "eta=1e30", "activations.hidden=identity", "iterations=50", "--quiet")
    try train("eta=0.02", "iterations=50")
    let run = try #require(try sandbox.runs().last { $0 != "runs/latest" })
    for name in ["SHA256SUMS", "run.json"] {
      try FileSystem.removeIfExists(sandbox.folder.file("\(run)/\(name)"))
    }
    let rows = try rows("--columns", "status,run")
    let states = rows.dropFirst().map { $0[0] }
    #expect(Set(states) == ["completed", "interrupted", "diverged"])
    #expect(states == states.sorted { Self.order[$0, default: 9] < Self.order[$1, default: 9] })
    #expect(
      try self.rows("--where", "status=interrupted", "--columns", "run,iterations")[1][1] == "50")
  }

  private static let order = ["completed": 0, "running": 1, "interrupted": 2, "diverged": 3]

  @Test("A run that cannot be read gets a warning and does not spoil the table")
  func damaged() throws {
    try trainGrid()
    let run = try #require(try sandbox.runs().first)
    try FileSystem.removeIfExists(sandbox.folder.file("\(run)/run.json"))
    let result = try sandbox.nnrun("compare", "--csv")
    #expect(result.status == 0)
    #expect(lines(result.output).count == 4)
    #expect(result.errors.hasPrefix("warning: a run is left out: \(run)/run.json: is missing or"))
  }

  @Test("Two runs are compared in environment and costs, folders with archives, too")
  func two() throws {
    try train("eta=0.01", "iterations=50")
    try train("eta=0.01", "iterations=60", "--threads", "1")
    let runs = try sandbox.runs()
    _ = try sandbox.nnrun("archive", runs[0], "-o", "a.zip")
    let output = try sandbox.nnrun("compare", "a.zip", runs[1]).output
    #expect(
      output.contains(
        "the costs are the same in the first 50 iterations, where one of the runs ends"))
    #expect(output.contains("a.zip"))
    try train("eta=0.02", "iterations=50")
    let other = try #require(try sandbox.runs().first { !runs.contains($0) })
    let json = try sandbox.nnrun("compare", runs[0], other, "--json").json()
    #expect(
      json["costs"]?.string?.hasPrefix(
        "the costs are the same in the first 1 iteration; in iteration 2") == true)
  }

  @Test(
    "Mistakes are usage errors with a hint",
    arguments: [
      (
        ["--sort", "tets.cost"],
        "no run has the setting or result 'tets.cost'; did you mean 'test.cost'?"
      ),
      (["--over", "sed"], "no run has the setting or result 'sed'; did you mean 'seed'?"),
      (["--where", "eta"], "'eta' is not a condition;"),
      (["--where", "eta => 1"], "'eta => 1' is not a condition;"),
      (["--where", "eta > 0,1"], "'0,1' is not a number;"),
      (["--over", "seed", "--columns", "seed"], "no run has the setting or result 'seed'"),
      (["--columns", "eta,"], "--columns must be settings or results separated by commas"),
      (["--top", "0"], "--top must be at least 1, not 0"),
      (["--csv", "--json"], "--csv and --json cannot be combined"),
    ])
  func mistakes(words: [String], message: String) throws {
    try train("iterations=20")
    let result = try sandbox.nnrun(["compare"] + words)
    #expect(result.status == 64)
    #expect(result.errors.contains(message), "\(result.errors)")
  }

  @Test("Settings that only say which plugin was chosen are no columns, others are")
  func columns() throws {
    try train("iterations=20")
    try train("iterations=20", "optimizer=momentum")
    try train("iterations=20", "dataset.limit=5")
    try train("iterations=20", "eta={schedule: constant, value: 0.5, warmup: 3}")
    let header = try rows()[0]
    #expect(header.prefix(4) == ["dataset.limit", "eta", "optimizer", "iterations"])
    #expect(try rows("--where", "eta > 0.4").count == 2)
    try train("iterations=20", "eta={schedule: cosine, from: 0.5}")
    let result = try sandbox.nnrun("compare", "--where", "eta > 0.4")
    #expect(result.errors == "warning: 1 run left out: 'eta' is not a number\n")
  }

  @Test("Runs on other data and classes with names of keys are told apart")
  func data() throws {
    try train("iterations=20")
    try sandbox.folder.write(Experiments.flowersData + "5,3,rose\n", to: "flowers.csv")
    try train("iterations=20")
    #expect(try rows()[0].first == "dataset.sha256")
    #expect(try rows("--over", "seed").count == 3)
    let output = try sandbox.nnrun("compare").output
    #expect(output.hasSuffix("\nno best run: the runs have different data\n"), "\(output)")
    #expect(!output.contains("*"))
    try sandbox.folder.write(
      Experiments.flowersData.replacing("lily", with: "path").replacing("rose", with: "name"),
      to: "flowers.csv")
    try train("iterations=20", "class_weights={path: 2, name: 4}")
    try train("iterations=20", "class_weights={path: 3, name: 4}")
    let weighted = try rows("--where", "class_weights.name=4", "--over", "seed")
    #expect(weighted.count == 3)
    #expect(weighted[0].first == "class_weights.path")
  }

  @Test("What is not a file of costs, or not a whole row of one, neither blocks nor counts")
  func hostileCosts() throws {
    try train("iterations=20")
    try train("iterations=30")
    let runs = try sandbox.runs()
    let costs = try runs.map { try sandbox.folder.text("\($0)/cost.csv") }
    try sandbox.folder.write(String(costs[0].dropLast(4)), to: "\(runs[0])/cost.csv")
    let torn = try sandbox.nnrun("compare", runs[0], runs[1]).output
    #expect(
      torn.contains("the costs are the same in the first 19 iterations, where one"), "\(torn)")
    for name in ["SHA256SUMS", "run.json", "cost.csv"] {
      try FileSystem.removeIfExists(sandbox.folder.file("\(runs[0])/\(name)"))
    }
    #expect(try sandbox.shell("mkfifo \(runs[0])/cost.csv").status == 0)
    let result = try sandbox.nnrun("compare", runs[0], runs[1], "--columns", "status,iterations")
    #expect(result.status == 0)
    #expect(result.output.contains("interrupted           0"), "\(result.output)")
    #expect(result.errors.hasPrefix("warning: their costs are not compared: "))
    try sandbox.folder.write("", to: "\(runs[0])/resolved.yaml")
    #expect(
      try sandbox.nnrun("compare").errors.hasPrefix(
        "warning: a run is left out: \(runs[0])/resolved"))
  }

  @Test("Without runs there is an error")
  func none() throws {
    let result = try sandbox.nnrun("compare")
    #expect(result.status == 66)
    try FileSystem.createDirectories(sandbox.folder.file("runs"))
    #expect(
      try sandbox.nnrun("compare").errors
        == "error: runs: has no runs; train one with 'nnrun CONFIG', or name another folder with "
        + "--runs-dir\n")
  }

  @Test("The folder of a sweep is not taken for a run", arguments: ["", "/"])
  func sweepFolder(end: String) throws {
    #expect(try sandbox.nnrun("sweep", "flowers.yaml", "eta=0.1,0.3", "--quiet").status == 0)
    let sweep = try #require(try sandbox.sweeps().first)
    let message =
      "runs/sweeps/flowers-HASH\(end): is the folder of a sweep, not of a run; to train what is missing and show "
      + "its runs: nnrun sweep runs/sweeps/flowers-HASH/sweep.yaml\n"
    for command in ["predict", "evaluate", "replay", "archive"] {
      let output = command == "archive" ? ["-o", "a.zip"] : []
      expect(
        try sandbox.nnrun([command, sweep + end] + output), status: 65, errors: "error: \(message)",
        "\(command)")
    }
    expect(
      try sandbox.nnrun("compare", sweep + end), status: 66,
      errors: "warning: a run is left out: \(message)error: none of these runs can be read\n")
  }

  @Test("Of large numbers, the table has some digits, and programs get all")
  func largeNumbers() throws {
    try train("iterations=20")
    let run = try #require(try sandbox.runs().first)
    let record = try sandbox.folder.text("\(run)/run.json")
    for (written, shown) in [
      ("123456789012345.5", "1.235e+14"), ("1e+16", "1e+16"), ("-98765432109876.0", "-9.877e+13"),
      ("1234567.5", "1234568"),
    ] {
      try sandbox.folder.write(
        record.replacing(#/"cost": [^,\n]+/#, with: "\"cost\": \(written)"), to: "\(run)/run.json")
      let words = ["--columns", "train.cost,test.cost"]
      let table = try sandbox.nnrun(["compare"] + words).output
      let cells = lines(table)[1].split(separator: " ").map(String.init)
      #expect(cells == ["*", shown, shown], "\(table)")
      #expect(
        try sandbox.nnrun(["compare", "--csv"] + words).output
          == "train.cost,test.cost\n\(written),\(written)\n")
    }
  }

  @Test("A cost that is not finite is shown as such", arguments: ["inf", "nan", "-nan"])
  func notFinite(cost: String) throws {
    try train("iterations=20")
    let run = try #require(try sandbox.runs().first)
    for name in ["SHA256SUMS", "run.json"] { try sandbox.folder.remove("\(run)/\(name)") }
    try sandbox.folder.write("iteration,cost\n1,\(cost)\n", to: "\(run)/cost.csv")
    let shown = cost == "inf" ? "inf" : "nan"
    let words = ["compare", "--columns", "status,iterations,cost"]
    #expect(
      try lines(sandbox.nnrun(words).output).last == "  interrupted           1   \(shown)")
    #expect(
      try sandbox.nnrun(words + ["--json"]).json()["runs"]?.items?.first?["cost"]?.string == shown)
  }

  @Test("A group with runs that are not complete says so, and has no star")
  func incompleteMeans() throws {
    try trainGrid()
    for run in try sandbox.runs()
    where try sandbox.folder.text("\(run)/resolved.yaml")
      .contains("seed: 2\n")
    {
      for name in ["SHA256SUMS", "run.json"] { try sandbox.folder.remove("\(run)/\(name)") }
    }
    let words = ["compare", "--over", "seed"]
    let table = try sandbox.nnrun(words + ["--columns", "eta,runs,status", "--sort", "eta"])
    expect(
      table,
      output: """
           eta  runs  status
          0.01     1  1 interrupted
           0.1     1  1 interrupted
        no best run: each row has runs that are not complete

        """)
    let json = try sandbox.nnrun(words + ["--json", "--sort", "status"]).json()
    #expect(json["runs"]?.items?.map { $0["runs"]?.int } == [1, 1])
    #expect(
      json["runs"]?.items?.map { $0["status"]?.string } == ["1 interrupted", "1 interrupted"])
    #expect(json["best"] == .null)
    #expect(json["no_best"]?.string == "each row has runs that are not complete")
    #expect(try sandbox.nnrun("compare", "--json").json()["no_best"] == .null)
    #expect(
      try rows("--over", "seed", "--sort", "-eta", "--columns", "eta,runs,status")
        == [
          ["eta", "runs", "status"], ["0.1", "1", "1 interrupted"], ["0.01", "1", "1 interrupted"],
        ])
  }
}
