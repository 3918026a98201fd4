import NNFiles
import TestSupport
import Testing

@testable import NNExperiment

@Suite("structure: auto")
struct AutomaticWidthsTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func structure(_ text: ExperimentText, _ overrides: String...) throws -> [Int] {
    let file = try folder.read(text.text, overrides: overrides)
    return try FoundRun(file, in: folder.file("runs"), store: DataStore()).file.experiment.structure
  }

  @Test("The first and the last layer have the widths of the data")
  func widths() throws {
    #expect(
      try structure(.classes.with("structure: [auto, 5, auto]")) == [1, 5, 3])
    #expect(try structure(.classes.with("structure: [auto, 3]")) == [1, 3])
    #expect(try structure(.xor.with("structure: [2, 7, auto]")) == [2, 7, 1])
    #expect(try structure(.xor, "structure=[auto,4,auto]") == [2, 4, 1])
    #expect(try structure(.xor, "structure.0=auto") == [2, 4, 1])
  }

  @Test("Two classes have one output if it is a probability of its own, otherwise two")
  func twoClasses() throws {
    let data = "dataset: {loader: inline, inputs: [1, 2], classes: [no, yes]}"
    let text = ExperimentText.classes.with("structure: [auto, auto]", data)
    #expect(try structure(text) == [1, 2])
    #expect(
      try structure(
        text.with("activations: {output: sigmoid}", "loss: binary_cross_entropy")) == [1, 1])
  }

  @Test("The run is that of the experiment with the numbers, and its settings have them")
  func identity() throws {
    let report = try folder.train(.classes.with("structure: [auto, 4, auto]", "iterations: 3"))
    let again = try folder.train(.classes.with("iterations: 3"))
    #expect(again.status == .alreadyComplete)
    #expect(again.run == report.run)
    let resolved = try folder.text(folder.relative(report.run) + "/resolved.yaml")
    #expect(resolved.contains("structure: [1, 4, 3]"))
    let file = try ExperimentFile(path: report.run + "/resolved.yaml", registry: Registry())
    #expect(try file.trainedRun(in: folder.file("runs"), of: "a.yaml") == report.run)
  }

  @Test("Trials of a sweep have the widths of their own data")
  func sweep() throws {
    let text = ExperimentText.classes.with("structure: [auto, 4, auto]")
    let sweep = try folder.found(
      folder.sweep(of: text, "dataset.inputs=[[1],[2],[3]],[[1,1],[2,2],[3,3]]", "seed=1,2"))
    #expect(
      sweep.trials.map(\.run.file.experiment.structure)
        == [[1, 4, 3], [1, 4, 3], [2, 4, 3], [2, 4, 3]])
  }

  @Test("Hidden layers need a number, and words that are nearly the right one a correction")
  func mistakes() throws {
    #expect(
      folder.mistakes(in: ExperimentText.xor.with("structure: [2, auto, 1]").text)
        == shown(
          "only the first and the last layer can be 'auto'; the data say nothing about hidden layers",
          line: "structure: [2, auto, 1]", number: 1, marked: "auto"))
    #expect(
      folder.mistakes(in: ExperimentText.xor.text, overrides: "structure.1=auto")?
        .hasPrefix("override 1: structure.1=auto: error: only the first") == true)
    #expect(
      folder.mistakes(in: ExperimentText.xor.with("structure: [Auto, 4, 1]").text)
        == shown(
          "entry 1 of 'structure' must be a positive whole number, not 'Auto'; did you mean 'auto'?",
          line: "structure: [Auto, 4, 1]", number: 1, marked: "Auto"))
  }

  @Test("A network that turns out to be too large is refused")
  func tooLarge() {
    let line = "structure: [auto, 100000000, 1]"
    #expect(
      folder.mistakes(in: ExperimentText.xor.with(line).text)
        == shown(
          "'structure' makes 400000001 weights, but a weights file holds at most 268435456; make "
            + "layers smaller", line: line, number: 1, marked: "[auto, 100000000, 1]"))
  }

  @Test("A single output that would always be 1 is refused, with what may be meant")
  func softmax() {
    let dataset = "dataset: {loader: inline, inputs: [1, 2, 3], targets: [0, 1, 2]}"
    let text = ExperimentText.classes.with("structure: [auto, 4, auto]", dataset)
    #expect(
      folder.mistakes(in: text.text)
        == shown(
          "'softmax' needs at least two neurons, but each target is a single number; if they are "
            + "class labels, write 'classes' instead of 'targets'; if they are numbers, set the output "
            + "activation to 'identity' and the loss to 'squared_error'",
          line: "activations: {hidden: tanh, output: softmax}", number: 2, marked: "softmax"))
  }

  @Test("Whole numbers that may be classes or values are refused")
  func doubtful() throws {
    let tables = ProjectFiles.golden("tables")
    let text = ExperimentText.xor.with(
      "structure: [auto, 4, auto]", "activations: {hidden: tanh, output: identity}", "loss: mse",
      "dataset: {loader: npz, path: \(tables)/uint8.npy, "
        + "targets_path: \(tables)/classes.npy}")
    #expect(folder.mistakes(in: text.text)?.contains("if they are, write 3 instead") == true)
    #expect(try structure(text, "dataset.task=regression") == [4, 4, 1])
    #expect(try structure(text, "dataset.task=classification") == [4, 4, 3])
  }
}
