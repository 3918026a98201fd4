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
        error: runs/flowers-HASH: does not exist, because this experiment has not been trained; \
        train it with 'nnrun'

        """)
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
}
