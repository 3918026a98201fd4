import TestSupport
import Testing

@Suite("Runs that are named by their experiments, links and moved folders")
struct RunReferenceTests {
  private let sandbox: Sandbox

  init() throws { sandbox = try Sandbox.flowers() }

  @Test("An experiment with overrides is its run")
  func experiment() throws {
    #expect(try sandbox.nnrun("flowers.yaml", "--quiet").status == 0)
    #expect(try sandbox.nnrun("flowers.yaml", "eta=0.3", "--quiet").status == 0)
    let run = try sandbox.folder.linkTarget("runs/latest")
    let named = try sandbox.nnrun("evaluate", "flowers.yaml", "eta=0.3")
    #expect(named.output == (try sandbox.nnrun("evaluate", "runs/\(run)").output))
    #expect(named.output.hasPrefix("runs/\(run)\n"))
    #expect(
      try sandbox.nnrun("replay", "flowers.yaml", "eta=0.3").output
        .hasPrefix("runs/\(run): bit-for-bit equal"))
    try sandbox.folder.write("length,width\n1,2\n", to: "new.csv")
    let predicted = try sandbox.nnrun("predict", "flowers.yaml", "eta=0.3", "new.csv")
    #expect(predicted.status == 0 && !predicted.output.isEmpty, "\(predicted)")
    #expect(predicted.output == (try sandbox.nnrun("predict", "runs/\(run)", "new.csv").output))
    #expect(try sandbox.nnrun("archive", "flowers.yaml", "eta=0.3", "-o", "f.zip").status == 0)
    expect(
      try sandbox.nnrun("evaluate", "flowers.yaml", "eta=0.7"), status: 66,
      errors: """
        error: runs/flowers-HASH: does not exist, because this experiment has not been trained, or only \
        on other data; train it: nnrun flowers.yaml eta=0.7

        """)
    #expect(
      try sandbox.nnrun("evaluate", "flowers.yaml", "--runs-dir", "my runs").errors.hasSuffix(
        "train it: nnrun flowers.yaml --runs-dir 'my runs'\n"))
    expect(
      try sandbox.nnrun("new.csv", "eta=0.7"), status: 64,
      errors:
        "error: new.csv: is data, not an experiment file; an experiment names it in 'dataset: "
        + "{loader: csv, path: new.csv, ...}'\n")
    expect(
      try sandbox.nnrun("evaluate", "runs/latest", "new.csv"), status: 64,
      errors: "error: 'new.csv': is not a setting; other data follow --data\n")
    expect(
      try sandbox.nnrun("evaluate", "runs/latest", "eta=0.7"), status: 64,
      errors: """
        error: 'eta=0.7': settings select the run of an experiment file, and 'runs/latest' is not one

        """)
  }

  @Test(
    "A link to the latest run that cannot be made is a note",
    arguments: ["mkdir -p runs/latest", "mkdir runs; echo 1 > runs/latest"])
  func latest(obstacle: String) throws {
    let result = try sandbox.shell("\(obstacle); nnrun flowers.yaml; nnrun flowers.yaml")
    #expect(result.status == 0)
    let notes = result.errors.split(separator: "\n").filter { $0.contains("runs/latest") }
    #expect(notes.count == 2, "\(result.errors)")
    let run = try #require(try sandbox.completeRuns().first)
    #expect(notes.allSatisfy { $0.hasPrefix("runs/latest: cannot be created: ") })
    #expect(notes.allSatisfy { $0.hasSuffix("; the run is \(run)") }, "\(result.errors)")
    #expect(result.output.contains("already complete"))
    if obstacle.contains("echo") { #expect(try sandbox.folder.text("runs/latest") == "1\n") }
  }

  @Test("A link to a run that is gone says where it leads")
  func dangling() throws {
    _ = try sandbox.shell("mkdir runs; ln -s flowers-1 runs/latest")
    expect(
      try sandbox.nnrun("evaluate", "runs/latest"), status: 66,
      errors: """
        error: runs/latest: is a link to 'flowers-1', which does not exist; 'nnrun compare' shows which \
        runs there are

        """)
    expect(
      try sandbox.nnrun("runs/latest/resolved.yaml"), status: 66,
      errors: """
        error: runs/latest/resolved.yaml: does not exist: 'runs/latest' is a link to 'flowers-1', which \
        does not exist

        """)
  }

  @Test(
    "What is not a run in the place of the latest one says so",
    arguments: [
      ("mkdir -p all/latest", "is not a run, but in the place of the link to the latest one"),
      (
        "mkdir all; ln -s ../flowers.csv all/latest",
        "is a link to '../flowers.csv', which is not a run"
      ),
    ])
  func notARun(setup: String, reason: String) throws {
    _ = try sandbox.shell(setup)
    expect(
      try sandbox.nnrun("evaluate", "all/latest"), status: 65,
      errors: """
        error: all/latest: \(reason); 'nnrun compare --runs-dir all' shows which runs there are

        """)
  }

  @Test("A folder of runs that is a link to nothing is named")
  func danglingFolder() throws {
    _ = try sandbox.shell("ln -s nowhere runs")
    expect(
      try sandbox.nnrun("flowers.yaml"), status: 73,
      errors: """
        error: runs: cannot be created: it is a link to 'nowhere', which does not exist; name another \
        folder for runs with --runs-dir

        """)
  }

  @Test("Data that were moved with a run, or unpacked from its archive, are found")
  func moved() throws {
    #expect(
      try sandbox.shell(
        """
        nnrun flowers.yaml --quiet && nnrun archive runs/latest -o f.zip
        mkdir elsewhere && cd elsewhere && python3 -m zipfile -e ../f.zip unpacked && rm ../flowers.csv
        """
      ).status == 0)
    let result = try sandbox.nnrun("evaluate", "elsewhere/unpacked")
    #expect(result.output.contains("test set"), "\(result)")
    let again = try sandbox.nnrun("elsewhere/unpacked/resolved.yaml", "--runs-dir", "more")
    #expect(again.output.contains("completed 20 iterations"), "\(again)")
    #expect(try sandbox.nnrun("evaluate", "f.zip").status == 0)
    #expect(try sandbox.nnrun("evaluate", "runs/latest").status == 66)
  }

  @Test("Data are told from a different file at the place where they would be")
  func differentFile() throws {
    try sandbox.folder.write("other", to: "copy/flowers.csv")
    _ = try sandbox.shell("nnrun flowers.yaml --quiet; cp -R runs copy/")
    for command in [
      ["evaluate", "copy/runs/latest"], ["copy/runs/latest/resolved.yaml", "--runs-dir", "more"],
    ] {
      #expect(try sandbox.nnrun(command).status == 0, "\(command)")
    }
  }

  @Test("If data of a copied run are not found, it is said where they were and where they would be")
  func nowhere() throws {
    _ = try sandbox.shell(
      """
      nnrun flowers.yaml --quiet; mkdir copy; cp -R runs copy/; rm flowers.csv
      nnrun archive copy/runs/latest -o small.zip --without-data
      """)
    let missing =
      "error: the data file 'flowers.csv' is missing "
      + "(SHA-256 0831ba6d608345bec1f4269a2da3cb5a97955778db99c28b86e874ce9741af6c): "
    let original = "\(sandbox.folder.file("flowers.csv")), where it was, does not exist"
    func expect(_ command: [String], _ status: Int32, _ rest: String) throws {
      nnrunTests.expect(
        try sandbox.nnrun(command), status: status, errors: "\(missing)\(rest)\n", "\(command)")
    }
    let none = "copy/flowers.csv does not exist; \(original); put it back, or name"
    try expect(["evaluate", "copy/runs/latest"], 66, "\(none) it, or other data, with --data")
    try expect(
      ["copy/runs/latest/resolved.yaml"], 66,
      "\(none) a file of the same name with dataset.path=PATH")
    try expect(
      ["evaluate", "small.zip"], 66,
      "small.zip does not have it; \(original); name the run's folder instead, or other data with --data"
    )
    try expect(
      ["replay", "small.zip", "--data", "runs"], 66,
      "small.zip does not have it; no file in runs has its bytes; \(original); name a folder that has it "
        + "with --data")
    try sandbox.folder.write("other", to: "copy/flowers.csv")
    try expect(
      ["replay", "copy/runs/latest"], 65,
      "copy/flowers.csv is a different file; \(original); name a folder that has it with --data")
  }
}
