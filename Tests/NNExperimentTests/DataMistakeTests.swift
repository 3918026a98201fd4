import TestSupport
import Testing

@testable import NNExperiment

@Suite("Experiments that do not fit their data")
struct DataMistakeTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func expect(
    _ message: String, in text: ExperimentText, at line: String, marked: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let number = text.number(of: line) ?? 0
    #expect(
      folder.mistakes(in: text.text)
        == shown(message, line: line, number: number, marked: marked),
      sourceLocation: sourceLocation)
  }

  @Test("The input layer has as many neurons as a sample has numbers")
  func inputs() {
    let line = "structure: [3, 4, 1]"
    expect(
      "'structure' begins with 3, but the data set (4 rows) has 2 inputs; write 2, or 'auto'",
      in: .xor.with(line), at: line, marked: "3")
    let other = "structure: [5, 4, 3]"
    expect(
      "'structure' begins with 5, but the data set (3 rows) has 1 input; write 1, or 'auto'",
      in: .classes.with(other), at: other, marked: "5")
  }

  @Test("The output layer has a neuron for each class or value")
  func outputs() {
    let line = "structure: [1, 4, 2]"
    expect(
      "'structure' ends with 2, but the data set (3 rows) has 3 classes; write 3, or 'auto'",
      in: .classes.with(line), at: line, marked: "2")
    let values = "structure: [2, 4, 7]"
    let dataset = "dataset: {loader: inline, inputs: [[0, 1]], targets: [[1, 0]]}"
    expect(
      "'structure' ends with 7, but the data set (1 row) has 2 values in each target; write 2, or "
        + "'auto'",
      in: .xor.with(values, dataset), at: values, marked: "7")
  }

  @Test("One sigmoid output tells two classes apart; any other single output does not")
  func twoClasses() {
    let dataset = "dataset: {loader: inline, inputs: [[1, 1], [2, 2]], classes: [no, yes]}"
    let line = "structure: [2, 3, 1]"
    let text = ExperimentText.xor.with(line, dataset)
    #expect(folder.mistakes(in: text.text) == nil)
    expect(
      "'structure' ends with 1, but the data set (2 rows) has 2 classes; a single output for "
        + "two classes needs the activation 'sigmoid' and the loss 'binary_cross_entropy'",
      in: text.with("activations: [tanh, identity]", "loss: mse"), at: line, marked: "1")
  }

  @Test("A single class cannot be told apart from others", arguments: [1, 2])
  func oneClass(outputs: Int) throws {
    let message =
      "classification needs at least two classes, but all training rows have the class 'red'; "
      + "use rows of more classes, or another target"
    let other = outputs == 1 ? "loss: binary_cross_entropy" : "loss: cross_entropy"
    let text = (outputs == 1 ? ExperimentText.xor : .classes)
      .with("structure: [1, 4, \(outputs)]", other)
    let inline = "dataset: {loader: inline, inputs: [1, 2], classes: [red, red]}"
    expect(
      message, in: text.with(inline), at: inline,
      marked: "{loader: inline, inputs: [1, 2], classes: [red, red]}")
    try folder.write("x,y\n1,red\n2,red\n", to: "rows.csv")
    let csv = "dataset: {loader: csv, path: rows.csv, target: y}"
    expect(
      message, in: text.with(csv), at: csv, marked: "{loader: csv, path: rows.csv, target: y}")
  }

  @Test("Numbers as labels of classes have to be declared")
  func numericLabels() throws {
    try folder.write("x,y\n1,0\n2,1\n3,2\n", to: "rows.csv")
    let csv = "dataset: {loader: csv, path: rows.csv, target: y}"
    let inline = "dataset: {loader: inline, inputs: [1, 2, 3], targets: [0, 1, 2]}"
    for (dataset, hint) in [
      (csv, "; if they are class labels, add 'task: classification' to 'dataset'"),
      (inline, "; if they are class labels, write 'classes' instead of 'targets'"),
    ] {
      let mistakes = folder.mistakes(in: ExperimentText.classes.with(dataset).text) ?? ""
      let numbers =
        "; if they are numbers, set the output activation to 'identity' and the loss to "
        + "'squared_error'"
      #expect(
        mistakes.contains(" has 1 value in each target\(hint)\(numbers)\n"), "\(mistakes)")
      // Numbers to be predicted are not labels.
      let regression = ExperimentText.classes.with(
        dataset, "activations: [tanh, identity]", "loss: squared_error")
      let other = folder.mistakes(in: regression.text) ?? ""
      #expect(other.contains(" has 1 value in each target; write 1, or 'auto'\n"), "\(other)")
    }
    let numbers = csv.replacing("}", with: ", task: regression}")
    #expect(
      folder.mistakes(in: ExperimentText.classes.with(numbers).text)?
        .contains("each target; for numbers, set the output activation to 'identity'") == true)
    let declared = csv.replacing("}", with: ", task: classification}")
    #expect(folder.mistakes(in: ExperimentText.classes.with(declared).text) == nil)
    let classes = inline.replacing("targets", with: "classes")
    #expect(folder.mistakes(in: ExperimentText.classes.with(classes).text) == nil)
  }

  @Test("A batch is no larger than the training set")
  func batchSize() {
    #expect(folder.mistakes(in: ExperimentText.xor.with("batch_size: 4").text) == nil)
    let line = "batch_size: 64"
    expect(
      "'batch_size' is 64, but the training set has only 4 samples; make it smaller, or 0 for "
        + "the whole set", in: .xor.with(line), at: line, marked: "64")
  }

  @Test("Losses of classification take targets from 0 to 1", arguments: ["2", "-0.5"])
  func targetRange(value: String) {
    let dataset =
      "dataset: {loader: inline, inputs: [[0, 0], [0, 1]], targets: [1, 0], test_inputs: [[1, 1], "
      + "[2, 2], [3, 3]], test_targets: [0, 1, \(value)]}"
    expect(
      "loss 'binary_cross_entropy' needs targets from 0 to 1, but test row 3 has "
        + (value == "2"
          ? "2.0; if they are class labels, write 'classes' instead of 'targets'" : value),
      in: .xor.with(dataset), at: "loss: binary_cross_entropy", marked: "binary_cross_entropy")
  }

  @Test("cross_entropy takes targets that are a distribution")
  func notADistribution() {
    func text(_ targets: String) -> ExperimentText {
      .classes.with("dataset: {loader: inline, inputs: [1, 2], targets: \(targets)}")
    }
    // Thirds that are written with seven digits are exact enough.
    #expect(
      folder.mistakes(in: text("[[0.3333333, 0.3333333, 0.3333333], [0.5, 0.5, 0]]").text) == nil)
    expect(
      "loss 'cross_entropy' needs targets that add up to 1 in each row, but those of training row "
        + "2 do not",
      in: text("[[1, 0, 0], [0.5, 0.4, 0]]"), at: "loss: cross_entropy", marked: "cross_entropy")
    expect(
      "loss 'cross_entropy' needs targets from 0 to 1, but training row 1 has 1.5",
      in: text("[[1.5, -0.5, 0], [1, 0, 0]]"), at: "loss: cross_entropy", marked: "cross_entropy")
  }

  @Test("A setting in an override is reported there")
  func overrides() {
    #expect(
      folder.mistakes(in: ExperimentText.xor.text, overrides: "structure.0=3", "batch_size=9")
        == """
        override 1: structure.0=3: error: 'structure' begins with 3, but the data set (4 rows) \
        has 2 inputs; write 2, or 'auto'
        override 2: batch_size=9: error: 'batch_size' is 9, but the training set has only 4 samples; \
        make it smaller, or 0 for the whole set
        """)
  }

  @Test("Files are found from the experiment file's folder")
  func relativePath() throws {
    try folder.write("x,y\n1,a\n2,b\n", to: "data/rows.csv")
    let text = ExperimentText.classes.with(
      "structure: [1, 2, 2]", "dataset: {loader: csv, path: data/rows.csv, target: y}")
    #expect(folder.mistakes(in: text.text) == nil)
    #expect(
      folder.mistakes(in: text.text.replacing("rows.csv", with: "row.csv"))
        == "data/row.csv: does not exist; did you mean 'data/rows.csv'?")
  }

  @Test("A column that is not there is reported in the experiment file")
  func unknownColumn() throws {
    try folder.write("length,species\n1,a\n2,b\n", to: "rows.csv")
    let line = "dataset: {loader: csv, path: rows.csv, target: specis}"
    expect(
      "rows.csv has no column 'specis'; did you mean 'species'?", in: .classes.with(line), at: line,
      marked: "specis")
  }
}
