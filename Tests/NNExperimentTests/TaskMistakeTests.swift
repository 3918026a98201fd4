import TestSupport
import Testing

@testable import NNExperiment

@Suite("Tasks that do not fit loss and targets")
struct TaskMistakeTests {
  private static let labels = ExperimentText.xor.with("activations: {output: sigmoid}")

  private func expect(
    _ message: String, in text: ExperimentText, outputs: Int, _ settings: String, at marked: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let line = "dataset: {loader: inline, inputs: [1, 2], \(settings)}"
    let text = text.with("structure: [1, \(outputs)]", line)
    #expect(
      try TemporaryFolder().mistakes(in: text.text)
        == shown(message, line: line, number: text.number(of: line) ?? 0, marked: marked),
      sourceLocation: sourceLocation)
  }

  @Test("Labels are 0 or 1")
  func labels() throws {
    try expect(
      "task 'multilabel' needs targets that are 0 or 1, but training row 2 has 2.0; if they are "
        + "numbers, set 'task: regression'",
      in: Self.labels, outputs: 2, "targets: [[1, 0], [2, 0.5]], task: multilabel",
      at: "multilabel")
    let text = Self.labels.with(
      "structure: [1, 1]", "dataset: {loader: inline, inputs: [1, 2], targets: [0, 1]}")
    #expect(
      try TemporaryFolder().mistakes(
        in: text.text, overrides: "dataset.test_inputs=[1]", "dataset.test_targets=[-1]",
        "dataset.task=multilabel")
          == """
          override 3: dataset.task=multilabel: error: task 'multilabel' needs targets that are 0 or 1, \
          but test row 1 has -1.0; if they are numbers, set 'task: regression'
          """)
  }

  @Test("Labels need binary_cross_entropy", arguments: ["squared_error", "cross_entropy"])
  func loss(loss: String) throws {
    let text = Self.labels.with(
      "loss: \(loss)",
      "activations: {output: \(loss == "cross_entropy" ? "softmax" : "sigmoid")}")
    try expect(
      "task 'multilabel' needs the loss 'binary_cross_entropy', not '\(loss)'; set "
        + "'loss: binary_cross_entropy' and the output activation to 'sigmoid'",
      in: text, outputs: 2, "targets: [[1, 0], [1, 1]], task: multilabel",
      at: "multilabel")
  }

  @Test("A sample is of one class")
  func oneClass() throws {
    for targets in ["[[1, 0], [1, 1]]", "[[1, 0], [0, 0]]"] {
      try expect(
        "task 'classification' needs targets that add up to 1 in each row, but those of training "
          + "row 2 do not; if a row can have several labels or none, set 'task: multilabel'",
        in: Self.labels, outputs: 2, "targets: \(targets), task: classification",
        at: "classification")
    }
    try expect(
      "task 'classification' needs targets that add up to 1 in each row, but those of training "
        + "row 2 do not; if they are numbers, set 'task: regression', and if they are class labels, "
        + "write 'classes' instead of 'targets'",
      in: Self.labels, outputs: 2, "targets: [[1, 0], [0.5, 0.4]], task: classification",
      at: "classification")
  }

  @Test("Numbers are not classes")
  func numbers() throws {
    try expect(
      "task 'classification' needs targets from 0 to 1, but training row 2 has 2.0; if they are "
        + "numbers, set 'task: regression', and if they are class labels, write 'classes' "
        + "instead of 'targets'",
      in: Self.labels.with("loss: squared_error"), outputs: 1,
      "targets: [0, 2], task: classification", at: "classification")
  }

  @Test("Names of labels are distinguishable in predictions")
  func labelNames() throws {
    let folder = try TemporaryFolder()
    let line = "dataset: {loader: csv, path: rows.csv, target: [\"a|b\", c]}"
    let text = Self.labels.with("structure: [1, 2]", line)
    try folder.write("x,a|b,c\n1,1,1\n2,0,1\n", to: "rows.csv")
    let message =
      "a label cannot be called 'a|b', because predictions are names with '|' between them; "
      + "rename the column"
    #expect(
      folder.mistakes(in: text.text)
        == shown(
          message, line: line, number: text.number(of: line) ?? 0, marked: "[\"a|b\", c]"))
    // A class may have that name, because predictions of classes are single names.
    try folder.write("x,a|b,c\n1,1,0\n2,0,1\n", to: "rows.csv")
    #expect(folder.mistakes(in: text.text) == nil)
  }

  @Test("A setting in an override is reported there")
  func override() throws {
    let text = Self.labels.with(
      "structure: [1, 2]",
      "dataset: {loader: inline, inputs: [1, 2], targets: [[1, 1], [0, 0]]}")
    #expect(
      try TemporaryFolder().mistakes(in: text.text, overrides: "dataset.task=classification")
        == """
        override 1: dataset.task=classification: error: task 'classification' needs targets that add \
        up to 1 in each row, but those of training row 1 do not; if a row can have several labels or \
        none, set 'task: multilabel'
        """)
  }
}
