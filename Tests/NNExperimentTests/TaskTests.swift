import NNData
import TestSupport
import Testing

@testable import NNExperiment

@Suite("The task of an experiment")
struct TaskTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func task(_ text: ExperimentText, outputs: Int, _ dataset: String) throws -> Task {
    let text = text.with("structure: [1, \(outputs)]", "dataset: {loader: inline, \(dataset)}")
    let file = try folder.read(text)
    return try ExperimentSummary(file, runsDirectory: "runs").task
  }

  private static let labels = ExperimentText.xor.with("activations: {output: sigmoid}")
  private static let classes = ExperimentText.classes.with("activations: {output: softmax}")
  private static let numbers = ExperimentText.xor.with(
    "activations: {output: sigmoid}", "loss: squared_error")

  @Test(
    "With binary_cross_entropy, the values of the targets decide the task",
    arguments: [
      // A single output.
      ("inputs: [1, 2], targets: [0, 1]", 1, .classification),
      ("inputs: [1, 2], targets: [1, 1]", 1, .classification),
      ("inputs: [1, 2], targets: [0, 0.5]", 1, .regression),
      ("inputs: [1, 2], targets: [0, 1], test_inputs: [3], test_targets: [0.9]", 1, .regression),
      // Several: one of n, any of n, numbers.
      ("inputs: [1, 2], targets: [[0, 1], [1, 0]]", 2, .classification),
      ("inputs: [1, 2], targets: [[1, 1], [1, 0]]", 2, .multilabel),
      ("inputs: [1, 2], targets: [[0, 1], [0, 0]]", 2, .multilabel),
      ("inputs: [1, 2], targets: [[0, 1], [0.25, 0.75]]", 2, .regression),
      ("inputs: [1, 2], targets: [[1, 1], [1, 1e-300]]", 2, .regression),
      // The targets of the test set count as well.
      (
        "inputs: [1, 2], targets: [[0, 1], [1, 0]], test_inputs: [3], test_targets: [[1, 1]]", 2,
        .multilabel
      ),
      (
        "inputs: [1, 2], targets: [[1, 1], [1, 0]], test_inputs: [3], test_targets: [[1, 0.5]]", 2,
        .regression
      ),
      ("inputs: [1, 2], classes: [a, b]", 1, .classification),
      ("inputs: [1, 2], classes: [a, b]", 2, .classification),
    ] as [(String, Int, Task)])
  func looks(dataset: String, outputs: Int, expected: Task) throws {
    #expect(try task(Self.labels, outputs: outputs, dataset) == expected)
  }

  @Test("cross_entropy is for classes, also for distributions over them")
  func crossEntropy() throws {
    for targets in ["[[0, 1], [1, 0]]", "[[0.5, 0.5], [0.25, 0.75]]"] {
      #expect(
        try task(Self.classes, outputs: 2, "inputs: [1, 2], targets: \(targets)")
          == .classification, "\(targets)")
    }
  }

  @Test("Other losses are for numbers if there are no classes")
  func otherLosses() throws {
    #expect(try task(Self.numbers, outputs: 1, "inputs: [1, 2], targets: [0, 1]") == .regression)
    #expect(
      try task(Self.numbers, outputs: 2, "inputs: [1, 2], targets: [[0, 1], [1, 1]]")
        == .regression)
    #expect(
      try task(Self.numbers, outputs: 2, "inputs: [1, 2], classes: [a, b]") == .classification)
  }

  @Test(
    "The task that the experiment declares counts",
    arguments: [
      (Self.labels, "targets: [0, 1]", 1, .regression),
      (Self.labels, "targets: [0, 1]", 1, .multilabel),
      (Self.labels, "targets: [0.25, 1]", 1, .classification),
      (Self.labels, "targets: [[0, 1], [1, 0]]", 2, .multilabel),
      (Self.labels, "targets: [[0, 1], [1, 1]]", 2, .regression),
      (Self.labels, "targets: [[0.25, 0.75], [1, 0]]", 2, .classification),
      (Self.classes, "targets: [[0.25, 0.75], [1, 0]]", 2, .regression),
      (Self.numbers, "targets: [[0, 1], [1, 0]]", 2, .classification),
      (Self.numbers, "classes: [a, b]", 2, .classification),
    ] as [(ExperimentText, String, Int, Task)])
  func declared(text: ExperimentText, targets: String, outputs: Int, task: Task) throws {
    #expect(
      try self.task(text, outputs: outputs, "inputs: [1, 2], \(targets), task: \(task)") == task)
  }

  /// Zeros and ones that are the ends of a scale are not labels.
  @Test("Targets that are scaled to 0 and 1 are numbers")
  func scaledTargets() throws {
    func task(_ rows: String) throws -> Task {
      try folder.write("x,y\n\(rows)", to: "rows.csv")
      let file = try folder.read(
        Self.labels.with(
          "structure: [1, 1]",
          "dataset: {loader: csv, path: rows.csv, target: y, normalize_targets: minmax}"))
      return try ExperimentSummary(file, runsDirectory: "runs").task
    }
    #expect(try task("1,2\n2,4\n3,2\n") == .regression)
    #expect(try task("1,0\n2,1\n3,0\n") == .classification)
    try folder.write("x,y\n1,0\n2,1\n3,0\n", to: "rows.csv")
    let text = Self.labels.with(
      "structure: [1, 1]",
      "dataset: {loader: csv, path: rows.csv, target: y, normalize_targets: zscore}")
    let mistakes = folder.mistakes(in: text.text) ?? ""
    #expect(
      mistakes.contains(
        "error: loss 'binary_cross_entropy' needs targets from 0 to 1, but training "),
      "\(mistakes)")
  }
}
