import Foundation
import TestSupport
import Testing

@Suite("Validation sets and evaluations while training")
struct ValidationTests {
  private static let command = [
    "flowers.yaml", "dataset.validation_fraction=0.25", "eta=0.5", "evaluate_every=10",
  ]

  private static let result = """
      overrides       dataset.validation_fraction=0.25 eta=0.5 evaluate_every=10
      training set    cost 0.03332  accuracy 100.00 %
      validation set  cost 0.03172  accuracy 100.00 %
      test set        cost 0.01812  accuracy 100.00 %

    """

  @Test("Each evaluation has a line, and each set its place in results and files")
  func run() throws {
    let sandbox = try Sandbox.flowers()
    let trained = try sandbox.nnrun(Self.command)
    expect(
      trained,
      output: "runs/flowers-HASH: completed 20 iterations in TIME s\n\(Self.result)",
      errors: """
        10%  iteration 2 of 20  cost 0.540547
        20%  iteration 4 of 20  cost 0.298048
        30%  iteration 6 of 20  cost 0.207204
        40%  iteration 8 of 20  cost 0.151837
        50%  iteration 10 of 20  cost 0.114161
        iteration 10: train cost 0.09962 accuracy 100.00 %, validation cost 0.1025 accuracy \
        100.00 %, test cost 0.07473 accuracy 100.00 %
        60%  iteration 12 of 20  cost 0.0872996
        70%  iteration 14 of 20  cost 0.0680019
        80%  iteration 16 of 20  cost 0.0540816
        90%  iteration 18 of 20  cost 0.0439191
        100%  iteration 20 of 20  cost 0.0363711
        iteration 20: train cost 0.03332 accuracy 100.00 %, validation cost 0.03172 accuracy \
        100.00 %, test cost 0.01812 accuracy 100.00 %

        """)
    let metrics = try sandbox.folder.text("runs/latest/metrics.csv").split(separator: "\n")
    #expect(
      metrics.map { $0.split(separator: ",").prefix(2).joined(separator: ",") }
        == [
          "iteration,split", "10,train", "10,validation", "10,test", "20,train", "20,validation",
          "20,test",
        ])
    let again = try sandbox.nnrun(Self.command)
    #expect(again.output.hasSuffix(Self.result) && again.errors == "", "\(again)")
    let json = try sandbox.nnrun(Self.command + ["--json"]).output
    #expect(json.contains(#/"train":\{[^}]+\},"validation":\{[^}]+\},"test":\{/#), "\(json)")
    let evaluated = try sandbox.nnrun("evaluate", "runs/latest")
    for title in ["training set  4 samples", "validation set  2 samples", "test set  2 samples"] {
      #expect(evaluated.output.contains("\n\n\(title)  cost "), "\(evaluated)")
    }
    let checked = try sandbox.nnrun(["check"] + Self.command)
    #expect(
      checked.output.contains(
        "8 rows of flowers.csv: 4 for training, 2 for validation, 2 for testing\n"), "\(checked)")
  }

  @Test("--quiet and evaluations at the end only are silent")
  func silent() throws {
    let sandbox = try Sandbox.flowers()
    #expect(try sandbox.nnrun(Self.command + ["--quiet"]).errors == "")
    let end = try sandbox.nnrun(Self.command + ["evaluate_every=0"])
    #expect(!end.errors.contains("train cost"), "\(end)")
  }

  @Test("The file of a validation set is archived, replayed and part of the run's identity")
  func file() throws {
    let sandbox = try Sandbox.flowers([
      "more.csv": "kind,width,length\nlily,0.25,1\nrose,2,6\n"
    ])
    let command = ["flowers.yaml", "dataset.validation_path=more.csv"]
    #expect(try sandbox.nnrun(command + ["--quiet"]).status == 0)
    #expect(try sandbox.nnrun("archive", "runs/latest", "-o", "flowers.zip").status == 0)
    let other = try Sandbox()
    try FileManager.default.copyItem(
      atPath: sandbox.folder.file("flowers.zip"), toPath: other.folder.file("flowers.zip"))
    let replayed = try other.nnrun("replay", "flowers.zip", "--quiet")
    #expect(
      replayed.output.hasPrefix("flowers.zip: bit-for-bit equal: 20 iterations"), "\(replayed)")
    let evaluated = try other.nnrun("evaluate", "flowers.zip")
    #expect(evaluated.output.contains("\n\nvalidation set  2 samples  cost "), "\(evaluated)")
    try sandbox.folder.write("kind,width,length\nlily,0.25,2\n", to: "more.csv")
    #expect(try sandbox.nnrun(command + ["--quiet"]).status == 0)
    #expect(try sandbox.runs().count == 2)
  }
}
