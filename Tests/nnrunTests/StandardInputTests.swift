import TestSupport
import Testing

@Suite("An experiment on standard input")
struct StandardInputTests {
  @Test("The experiment is trained, and its bytes are kept")
  func training() throws {
    let sandbox = try Sandbox()
    expect(
      try sandbox.nnrun("-", input: Experiments.sums),
      output: "runs/stdin-HASH: completed 20 iterations in TIME s\n" + Experiments.sumsResult,
      errors: Experiments.sumsProgress)
    #expect(try sandbox.folder.text("runs/latest/config.yaml") == Experiments.sums)
    expect(
      try sandbox.nnrun("run", "-", "--quiet", "eta=0.2", "name=two", input: Experiments.sums),
      output: """
        runs/two-HASH: completed 20 iterations in TIME s
          overrides     eta=0.2 name=two
          training set  cost 0.01094  MAE 0.08958  R2 0.9781
          test set      cost 0.003003  MAE 0.04885  R2 0.952

        """)
  }

  /// The name is not part of what makes the hash.
  @Test("The run is the one that a file would make")
  func sameRun() throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    _ = try sandbox.nnrun("sums.yaml")
    expect(
      try sandbox.nnrun("-", "name=sums", input: Experiments.sums),
      output: "runs/sums-HASH: already complete: 20 iterations, trained in TIME s\n"
        + "  overrides     name=sums\n" + Experiments.sumsResult)
  }

  @Test("Paths are relative to the current folder")
  func paths() throws {
    let sandbox = try Sandbox(["work/flowers.csv": Experiments.flowersData])
    let checked = try sandbox.nnrun("check", "-", in: "work", input: Experiments.flowers)
    #expect(checked.status == 0)
    #expect(checked.output.contains("path: flowers.csv\n"))
    #expect(checked.output.contains("name            stdin\n"))
    _ = try sandbox.nnrun("-", in: "work", input: Experiments.flowers)
    let resolved = try sandbox.folder.text("work/runs/latest/resolved.yaml")
    #expect(resolved.contains("  path: ../../flowers.csv\n"))
  }

  @Test("Mistakes are reported with their place in it", arguments: [[], ["check"]])
  func mistakes(command: [String]) throws {
    let sandbox = try Sandbox()
    let text = Experiments.sums.replacing("seed: 3\n", with: "sead: 3\n")
    expect(
      try sandbox.nnrun(command + ["-"], input: text),
      status: 78,
      errors: """
        standard input:7:1: error: unknown field 'sead'; did you mean 'seed'?
           7 | sead: 3
             | ^~~~

        """)
  }

  @Test("Input that is empty, closed, a folder or too large is refused")
  func unreadable() throws {
    let sandbox = try Sandbox()
    expect(
      try sandbox.nnrun("-"), status: 78,
      errors: """
        standard input:1:1: error: an experiment is a mapping such as 'structure: [784, 128, \
        10]', not nothing

        """)
    expect(
      try sandbox.shell("nnrun - <&-"), status: 66,
      errors: "error: standard input: cannot be read: Bad file descriptor\n")
    expect(
      try sandbox.shell("nnrun - < ."), status: 66,
      errors: "error: standard input: is a folder, not a file\n")
    expect(
      try sandbox.shell("head -c 17000000 /dev/zero | nnrun -"), status: 78,
      errors: """
        standard input:1:1: error: has more than 16777216 bytes, too many for an experiment file; \
        put the data in a separate file and name it here

        """)
  }
}
