import TestSupport
import Testing

@Suite("nnrun --require")
struct RequirementTests {
  private let sandbox: Sandbox

  init() throws { sandbox = try Sandbox.flowers(["sums.yaml": Experiments.sums]) }

  @Test("A result that is worse than required exits with 1")
  func requirements() throws {
    let words = ["flowers.yaml", "iterations=20", "--quiet", "--require"]
    #expect(
      try sandbox.nnrun(words + ["iterations = 20", "--require", "train.cost < 1e6"]).status == 0)
    let result = try sandbox.nnrun(words + ["iterations > 20"])
    #expect(result.status == 1)
    #expect(result.output.contains("already complete"))
    #expect(result.errors == "error: 'iterations' is 20, but 'iterations > 20' is required\n")
    // Of a single row.
    let undefined = try sandbox.nnrun(
      "sums.yaml", "dataset.test_inputs=[[1, 1]]", "dataset.test_targets=[2]", "--quiet",
      "--require", "test.r2 > 0")
    #expect(undefined.status == 1)
    #expect(undefined.errors == "error: 'test.r2' is undefined, but 'test.r2 > 0' is required\n")
    let unknown = try sandbox.nnrun(words + ["test.acuracy>0.9"])
    #expect(unknown.status == 64)
    #expect(
      unknown.errors == "error: there is no result 'test.acuracy'; did you mean 'test.accuracy'?\n")
    let percent = try sandbox.nnrun(words + ["test.accuracy >= 97"])
    #expect(percent.status == 64)
    #expect(
      percent.errors == "error: in the condition 'test.accuracy >= 97', 97 is above 1, the largest "
        + "value; write 97 % as 0.97\n")
  }

  @Test(
    "A measure that runs do not have is found before anything is trained, and in a complete run",
    arguments: [
      (
        "test.r2 > 0.9",
        "'test.r2' does not exist, because the task is classification; there are test.cost, "
          + "test.accuracy"
      ),
      (
        "validation.cost < 1",
        "there is no validation set, so 'validation.cost' does not exist; set "
          + "'dataset.validation_fraction', or choose a measure of the training set or the test set"
      ),
    ])
  func missingMeasure(requirement: String, message: String) throws {
    let words = ["flowers.yaml", "--quiet"]
    let required = words + ["--require", "train.cost < 9", "--require", requirement]
    expect(try sandbox.nnrun(required), status: 64, errors: "error: \(message)\n")
    #expect(try sandbox.runs() == [])
    #expect(try sandbox.nnrun(words).status == 0)
    expect(try sandbox.nnrun(required), status: 64, errors: "error: \(message)\n")
    expect(try sandbox.nnrun(required + ["--force"]), status: 64, errors: "error: \(message)\n")
    #expect(try sandbox.completeRuns().count == 1)
  }
}
