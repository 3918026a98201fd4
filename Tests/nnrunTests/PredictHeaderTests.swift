import TestSupport
import Testing

@Suite("nnrun predict --header")
struct PredictHeaderTests {
  /// Their columns have no names by which they could be found.
  @Test("Inputs without names are in the order of the training data")
  func unnamedInputs() throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    _ = try sandbox.nnrun("sums.yaml", "--quiet")
    let rows = "1,0\n0.5,1\n"
    let plain = try sandbox.nnrun("predict", "runs/latest", input: rows)
    expect(
      try sandbox.nnrun("predict", "runs/latest", "--header", "first_row", input: "a,b\n" + rows),
      output: plain.output)
    expect(
      try sandbox.nnrun("predict", "runs/latest", "--header", "none", input: rows),
      output: plain.output)
  }
}
