import TestSupport
import Testing

@testable import NNExperiment

/// `nnrun check` already says what cannot be learned.
@Suite("Settings and data that cannot be learned")
struct DataDoubtTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(
      "a,b,word,y,z,k\n1,5,red,2,7,x\n2,5,blue,3,7,y\n3,5,red,-4,7,x\n", to: "data.csv")
  }

  private func notes(_ text: ExperimentText, _ overrides: String...) throws -> [String] {
    let file = try folder.read(text.text, overrides: overrides)
    return try ExperimentSummary(file, runsDirectory: folder.file("runs")).notes
  }

  private func table(_ settings: String, outputs: Int = 1, inputs: Int = 1) -> ExperimentText {
    ExperimentText([
      "structure: [\(inputs), \(outputs)]", "activations: {output: identity}",
      "loss: squared_error",
      "dataset: {loader: csv, path: data.csv, \(settings)}",
    ])
  }

  @Test("Healthy settings and data are not doubted")
  func healthy() throws {
    #expect(try notes(.xor) == [])
    #expect(try notes(.classes) == [])
    #expect(try notes(table("target: y, features: a")) == [])
    #expect(try notes(table("target: y, features: [a, word], encode: onehot", inputs: 3)) == [])
    #expect(
      try notes(
        table("target: y, features: a, normalize_targets: minmax"), "activations.output=sigmoid")
        == [])
  }

  @Test("Early stopping by the test set is noted")
  func chosenByTest() throws {
    let text = ExperimentText.xor.with(
      "early_stopping: {metric: test.cost, patience: 2}", "evaluate_every: 1",
      """
      dataset: {loader: inline, inputs: [[0, 1], [1, 0]], targets: [[1], [0]], test_inputs: [[0, 0]],
        test_targets: [[0]], validation_inputs: [[1, 1]], validation_targets: [[0]]}
      """)
    let note =
      "early stopping looks at the test set, whose results are then better than those on other data"
    let remedy = "early_stopping.metric=validation.cost"
    #expect(try notes(text) == ["\(note); try \(remedy)"])
    #expect(try notes(text, remedy) == [])
    #expect(
      try notes(
        text,
        "dataset={loader: inline, inputs: [[0, 1], [1, 0]], targets: [[1], [0]], "
          + "test_inputs: [[0, 0]], test_targets: [[0]]}")
        == ["\(note); try dataset.validation_fraction=0.1 \(remedy)"])
  }

  @Test("Equal initial weights are noted")
  func zeros() throws {
    let text = ExperimentText.xor.with("initializer: zeros")
    let note =
      "with the initializer zeros all neurons of a hidden layer stay equal to each other, so that each "
      + "layer works like a single neuron; try initializer=he or initializer=xavier"
    #expect(try notes(text) == [note])
    #expect(try notes(text, "initializer=he") == [])
    #expect(try notes(text, "initializer={name: formula, w: \"0.1\", bias: normal}") == [])
    #expect(try notes(text, "initializer={name: formula, w: \"0.1\"}").count == 1)
    #expect(try notes(text, "structure=[2, 1]") == [])
    #expect(try notes(text, "structure=[2, 1, 1]") == [])
  }

  @Test(
    "Targets that an output cannot reach are noted",
    arguments: [
      (
        "relu", "",
        "1 of 3 targets cannot be reached: targets range from -4 to 3, but a relu output gives numbers of at least 0"
      ),
      (
        "softplus", "",
        "1 of 3 targets cannot be reached: targets range from -4 to 3, but a softplus output gives numbers of at least 0"
      ),
      (
        "sigmoid", "",
        "3 of 3 targets cannot be reached: targets range from -4 to 3, but a sigmoid output gives numbers from 0 to 1"
      ),
      (
        "tanh", "",
        "3 of 3 targets cannot be reached: targets range from -4 to 3, but a tanh output gives numbers from -1 to 1"
      ),
      (
        "sigmoid", ", normalize_targets: zscore",
        "1 of 3 normalised targets cannot be reached: targets range from -1.402 to 0.8627, but a sigmoid output gives numbers from 0 to 1"
      ),
    ])
  func unreachable(activation: String, settings: String, finding: String) throws {
    let text = table("target: y, features: a\(settings)")
    #expect(
      try notes(text, "activations.output=\(activation)") == [
        "\(finding); try activations.output=identity"
      ])
    #expect(
      try notes(text, "activations=[\(activation)]") == ["\(finding); try activations.0=identity"])
    #expect(try notes(text, "activations.output=identity") == [])
  }

  @Test("Targets that never change are noted")
  func constantTargets() throws {
    #expect(
      try notes(table("target: z, features: a")) == [
        "the target is 7 in all training samples, so there is nothing to learn; try other data, or another target"
      ])
    #expect(
      try notes(table("target: z, features: a, normalize_targets: zscore"))[0].hasPrefix(
        "the target is 7 in all training samples"))
    #expect(
      try notes(table("target: [y, z], features: a", outputs: 2)) == [
        "the target 'z' is 7 in all training samples, so there is nothing to learn about it; try other "
          + "data, or another target"
      ])
    #expect(
      try notes(table("target: [b, z], features: a", outputs: 2))[0].hasPrefix(
        "the targets 'b', 'z' are the same in all training samples"))
  }

  @Test("Features that never change are noted")
  func constantFeatures() throws {
    #expect(
      try notes(table("target: y, exclude: [word, k]", inputs: 3))[0].hasSuffix(
        "so they carry no information; try 'dataset.exclude=[word, k, b, z]'"))
    #expect(
      try notes(table("target: y, features: [a, b]", inputs: 2)) == [
        "feature 'b' has the same value in all training samples, so it carries no information; try "
          + "dataset.features without it"
      ])
    #expect(
      try notes(table("target: y, features: [a, b, z]", inputs: 3))[0].hasPrefix(
        "features 'b', 'z' have the same values in all training samples, so they carry no information; try "
          + "dataset.features without them"))
    #expect(
      try notes(table("target: y, features: b")) == [
        "all training samples have the same inputs, so there is nothing to learn from; try other data"
      ])
    // Scaling makes nothing of it.
    #expect(
      try notes(table("target: y, features: [a, b], normalize: zscore", inputs: 2)).count == 1)
  }

  @Test("Classes without training samples are noted")
  func missingClasses() throws {
    let text = table("target: k, features: a, limit: 1", outputs: 2).with(
      "activations: {output: softmax}", "loss: cross_entropy")
    #expect(
      try notes(text) == [
        "class 'y' of the 2 has no training sample and will not be learned; try a dataset.limit above 1"
      ])
    #expect(try notes(text, "dataset.limit=2") == [])
  }

  @Test("A run and its record have the same notes")
  func run() throws {
    var options = Runner.Options()
    options.runsDirectory = folder.file("runs")
    let file = try folder.read(
      table("target: y, features: [a, b]", inputs: 2).text, overrides: ["iterations=5"])
    let report = try Runner(options: options).run(file)
    #expect(report.warnings.count == 1)
    #expect(report.warnings[0].hasPrefix("feature 'b' has the same value"))
    #expect(try Runner(options: options).run(file).warnings == report.warnings)
  }
}
