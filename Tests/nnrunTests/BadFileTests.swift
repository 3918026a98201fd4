import TestSupport
import Testing

@Suite("Files that are missing or cannot be read")
struct BadFileTests {
  @Test(
    "An experiment that cannot be read is named",
    arguments: [
      ("nothing.yaml", "does not exist"), ("folder", "is a folder, not a file"),
      ("sums.yaml/x", "does not exist"), ("./-", "does not exist"),
    ], [[], ["run"], ["check"]])
  func experiment(path: (name: String, message: String), command: [String]) throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums, "folder/sums.yaml": ""])
    expect(
      try sandbox.nnrun(command + [path.name]), status: 66,
      errors: "error: \(path.name): \(path.message)\n")
  }

  @Test(
    "For a run folder, its experiment is suggested", arguments: ["runs/latest", "runs/latest/"])
  func runFolder(path: String) throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    _ = try sandbox.nnrun("sums.yaml")
    expect(
      try sandbox.nnrun(path), status: 66,
      errors: """
        error: \(path): is a folder, not a file; did you mean 'runs/latest/resolved.yaml'?

        """)
  }

  @Test("The file to repeat a run from is named if it was made with overrides")
  func copyOfConfig() throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    _ = try sandbox.nnrun("sums.yaml")
    #expect(try sandbox.nnrun("check", "runs/latest/config.yaml").errors == "")
    _ = try sandbox.nnrun("sums.yaml", "seed=7", "eta=0.2")
    let note = """
      runs/latest/config.yaml: lacks the overrides of its run, seed=7, eta=0.2; \
      'runs/latest/resolved.yaml' has them and repeats the run

      """
    for command in [["check"], ["run", "--runs-dir", "other"]] {
      let result = try sandbox.nnrun(command + ["runs/latest/config.yaml"])
      #expect(result.status == 0 && result.errors.hasPrefix(note), "\(command): \(result)")
    }
  }

  @Test(
    "Data that cannot be read are named",
    arguments: [
      ("dataset.path=nothing.csv", "nothing.csv: does not exist"),
      ("dataset.path=folder", "folder: is a folder, not a file"),
      ("initializer={name: npz, path: nothing.npz}", "nothing.npz: does not exist"),
    ])
  func data(override: String, message: String) throws {
    let sandbox = try Sandbox([
      "flowers.yaml": Experiments.flowers.replacing("  test_fraction: 0.25\n", with: ""),
      "flowers.csv": Experiments.flowersData, "folder/notes": "",
    ])
    for command in [[], ["check"]] {
      expect(
        try sandbox.nnrun(command + ["flowers.yaml", override]),
        status: 66, errors: "error: \(message)\n", "\(command)")
    }
    #expect(try sandbox.runs() == [])
  }

  @Test("Data other than those of the experiment are refused with both hashes")
  func otherData() throws {
    let sandbox = try Sandbox.flowers()
    _ = try sandbox.nnrun("flowers.yaml")
    try sandbox.folder.write(Experiments.flowersData + "6,2,rose\n", to: "flowers.csv")
    expect(
      try sandbox.nnrun("runs/latest/resolved.yaml"), status: 65,
      errors: """
        error: flowers.csv: is not the file that the experiment expects; put that one back, or \
        change 'sha256'
          its SHA-256 is     e5e291ac9749f50a1cde8a651ce8ad4829778c03f8bb1adc2ccf82a4189949fd
          the experiment has 0831ba6d608345bec1f4269a2da3cb5a97955778db99c28b86e874ce9741af6c

        """)
    // Without the hash in it, the experiment makes another run of the new data.
    _ = try sandbox.nnrun("flowers.yaml")
    #expect(try sandbox.completeRuns().count == 2)
  }
}
