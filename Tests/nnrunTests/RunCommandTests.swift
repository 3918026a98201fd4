import Foundation
import TestSupport
import Testing

@Suite("nnrun run")
struct RunCommandTests {
  @Test("A run shows progress and result, and answers at once when repeated")
  func run() throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    expect(
      try sandbox.nnrun("sums.yaml"),
      output: "runs/sums-HASH: completed 20 iterations in TIME s\n" + Experiments.sumsResult,
      errors: Experiments.sumsProgress)
    expect(
      try sandbox.nnrun("sums.yaml"),
      output: "runs/sums-HASH: already complete: 20 iterations, trained in TIME s\n"
        + Experiments.sumsResult)
    #expect(try sandbox.runs().count == 1)
  }

  /// Programs rely on names and order of the keys.
  @Test("With --json there is one object", arguments: ["completed", "already_complete"])
  func json(status: String) throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    if status == "already_complete" { _ = try sandbox.nnrun("sums.yaml") }
    expect(
      try sandbox.nnrun("sums.yaml", "--json"),
      output: """
        {"run":"runs/sums-HASH","status":"\(status)","overrides":[],"iterations":20,\
        "cost":0.059690562146948845,"parameters":13,"train_seconds":TIME,"total_seconds":TIME,\
        "train":{"cost":0.05366441579819381,"mae":0.18915963917970657,"r2":0.8926711684036124},\
        "test":{"cost":0.010212732892377119,"mae":0.09909588098526001,"r2":0.8365962737219661}}

        """, errors: status == "completed" ? Experiments.sumsProgress : "")
  }

  @Test("The JSON of a classification has an accuracy, and no test set where there is none")
  func classificationJSON() throws {
    let sandbox = try Sandbox([
      "flowers.yaml": Experiments.flowers.replacing("  test_fraction: 0.25\n", with: ""),
      "flowers.csv": Experiments.flowersData,
    ])
    expect(
      try sandbox.nnrun("run", "flowers.yaml", "--json", "--quiet", "iterations=1", "loss=mse"),
      output: """
        {"run":"runs/flowers-HASH","status":"completed","overrides":["iterations=1","loss=mse"],\
        "iterations":1,\
        "cost":1.0430562050113374,"parameters":17,"train_seconds":TIME,"total_seconds":TIME,\
        "train":{"cost":0.9036655768228339,"accuracy":0.0}}

        """)
  }

  @Test("An undefined R2 is null")
  func undefinedR2() throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    let result = try sandbox.nnrun(
      "sums.yaml", "--json", "--quiet", "dataset.test_inputs=[[1,1]]", "dataset.test_targets=[2]")
    #expect(result.output.hasSuffix(#","r2":null}}"# + "\n"), "\(result.output)")
  }

  @Test("With --force the run is trained again")
  func force() throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    _ = try sandbox.nnrun("sums.yaml")
    expect(
      try sandbox.nnrun("sums.yaml", "--force"),
      output: "runs/sums-HASH: completed 20 iterations in TIME s\n" + Experiments.sumsResult,
      errors: Experiments.sumsProgress)
  }

  @Test("With --quiet only the result is printed")
  func quiet() throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    expect(
      try sandbox.nnrun("--quiet", "sums.yaml"),
      output: "runs/sums-HASH: completed 20 iterations in TIME s\n" + Experiments.sumsResult)
  }

  @Test(
    "--runs-dir names the folder of all runs",
    arguments: [
      ("archive", "archive"), ("archive//", "archive"), ("deep/down", "deep/down"),
    ])
  func runsDir(option: String, folder: String) throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    expect(
      try sandbox.nnrun("sums.yaml", "--quiet", "--runs-dir", option),
      output: "\(folder)/sums-HASH: completed 20 iterations in TIME s\n" + Experiments.sumsResult)
    #expect(try sandbox.runs() == [])
    #expect(try sandbox.runs(in: folder).count == 1)
  }

  @Test("latest links to the last run, even one that was already complete")
  func latest() throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    func latest() throws -> String { try sandbox.folder.linkTarget("runs/latest") }
    _ = try sandbox.nnrun("sums.yaml")
    let first = try latest()
    #expect(try sandbox.runs() == ["runs/\(first)"])
    _ = try sandbox.nnrun("sums.yaml", "seed=4")
    #expect(try latest() != first)
    _ = try sandbox.nnrun("sums.yaml")
    #expect(try latest() == first)
  }

  /// The names are in the folder's name, not in what makes the hash.
  @Test("Only what changes the result makes a new run")
  func identity() throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    for overrides in [
      ["seed=3"], ["learning_rate=0.1", "--threads", "1"], ["activations=[tanh, linear]"],
      ["seed=4"], ["precision=float64"],
    ] {
      _ = try sandbox.nnrun(["sums.yaml", "--quiet"] + overrides)
    }
    #expect(try sandbox.completeRuns().count == 3)
  }

  @Test("The seconds of the training are shown, and those of everything")
  func seconds() throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    let output = try sandbox.nnrun("sums.yaml").output
    #expect(
      output.contains(#/: completed 20 iterations in \d+\.\d\d s \(\d+\.\d\d s in all\)\n/#),
      "\(output)")
  }

  @Test("A file that does not exist is an error with the nearest path")
  func nearest() throws {
    let sandbox = try Sandbox(["lessons/sums.yaml": Experiments.sums])
    for path in ["lessons/sums.yml", "lesson/sums.yaml", "lessons/sms.yaml", "lesons/sms.yaml"] {
      expect(
        try sandbox.nnrun(path), status: 66,
        errors: "error: \(path): does not exist; did you mean 'lessons/sums.yaml'?\n")
    }
  }

  @Test("An archive in place of an experiment is an error that names the commands for it")
  func archiveAsExperiment() throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    _ = try sandbox.shell("nnrun sums.yaml && nnrun archive runs/latest -o sums.zip")
    for command in [["sums.zip"], ["check", "sums.zip"], ["sweep", "sums.zip", "eta=1,2"]] {
      expect(
        try sandbox.nnrun(command), status: 64,
        errors: """
          error: sums.zip: is an archive of a run, not an experiment file; 'nnrun replay sums.zip' \
          trains it again, 'nnrun evaluate sums.zip' measures its network, and 'nnrun predict \
          sums.zip' uses it

          """)
    }
  }

  @Test("A shell loop makes a run for each value")
  func shellLoop() throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    expect(
      try sandbox.shell("for eta in 0.1 0.2; do nnrun sums.yaml eta=$eta --quiet; done"),
      output: """
        runs/sums-HASH: completed 20 iterations in TIME s
          overrides     eta=0.1
        \(Experiments.sumsResult)\
        runs/sums-HASH: completed 20 iterations in TIME s
          overrides     eta=0.2
          training set  cost 0.01094  MAE 0.08958  R2 0.9781
          test set      cost 0.003003  MAE 0.04885  R2 0.952

        """)
    #expect(try sandbox.completeRuns().count == 2)
  }

  /// The file's own folder is where its paths start; the current folder is where runs go.
  @Test("Paths are relative to the file that names them")
  func paths() throws {
    let sandbox = try Sandbox([
      "lessons/flowers.yaml": Experiments.flowers, "lessons/flowers.csv": Experiments.flowersData,
      "work/notes": "",
    ])
    let result = try sandbox.nnrun("../lessons/flowers.yaml", "--quiet", in: "work")
    expect(
      result,
      output: """
        runs/flowers-HASH: completed 20 iterations in TIME s
          training set  cost 0.8823  accuracy 50.00 %
          test set      cost 0.8868  accuracy 50.00 %

        """)
    expect(
      try sandbox.nnrun("lessons/flowers.yaml", "dataset.path=lessons/flowers.csv", "--quiet"),
      output: withoutVaryingParts(result.output).replacing(
        "  training", with: "  overrides     dataset.path=lessons/flowers.csv\n  training"))
  }
}
