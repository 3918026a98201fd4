import NNConfig
import NNCore
import NNData
import TestSupport
import Testing

@testable import NNExperiment

@Suite("Reading experiments")
struct ExperimentReaderTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test("Every field of a full file arrives")
  func everyField() throws {
    let experiment = try folder.read(
      """
      # a comment
      name: full_1.0
      structure: [4, 8, 6, 3]
      activations: {hidden: {name: leaky_relu, slope: 0.2}, output: softmax}
      loss: cross_entropy
      eta: 0.3
      iterations: 500
      batch_size: 16
      sampling: epochs
      initializer: {name: npz, path: start.npz}
      optimizer: {name: sgd}
      regularization: {l1: 0.5, l2: 2}
      seed: 18446744073709551615
      precision: float64
      evaluate_every: 100
      dataset:
        loader: csv
        path: data/iris.csv
        target: species
        normalize: zscore
        sha256: {iris.csv: abc, start.npz: def}
      """
    ).experiment
    #expect(experiment.name == "full_1.0")
    #expect(experiment.structure == [4, 8, 6, 3])
    #expect(experiment.parameterCount == 5 * 8 + 9 * 6 + 7 * 3)
    #expect(experiment.activations.map(\.name) == ["leaky_relu", "leaky_relu", "softmax"])
    #expect(experiment.activations[1].options.map(\.value) == [.number(0.2)])
    #expect(experiment.loss.name == "cross_entropy")
    #expect(experiment.schedule.name == "constant")
    #expect(experiment.schedule.component.learningRate(at: 7, of: 500) == 0.3)
    #expect(experiment.length == .iterations(500))
    #expect(experiment.batchSize == 16)
    #expect(experiment.sampling == .epochs)
    #expect(experiment.initializer.name == "npz")
    #expect(try experiment.initializer.component.files() == ["\(folder.path)/start.npz"])
    #expect(experiment.optimizer.name == "sgd")
    #expect(experiment.regularization == Regularization(l1: 0.5, l2: 2))
    #expect(experiment.seed == .max)
    #expect(experiment.precision == .float64)
    #expect(experiment.evaluateEvery == 100)
    #expect(experiment.loader.name == "csv")
    #expect(try experiment.loader.component.files() == ["\(folder.path)/data/iris.csv"])
    #expect(
      experiment.expectedDigests
        == [("iris.csv", "abc"), ("start.npz", "def")].map {
          OptionValue.Pair(key: $0.0, value: $0.1)
        })
  }

  @Test("What a file leaves out has its default")
  func defaults() throws {
    let experiment = try folder.read(.xor).experiment
    #expect(experiment.name == "a")
    #expect(experiment.schedule.component.learningRate(at: 1, of: 1000) == 0.01)
    #expect(experiment.length == .iterations(1000))
    #expect(experiment.batchSize == 0)
    #expect(experiment.sampling == .random)
    #expect(experiment.initializer.name == "he")
    #expect(experiment.optimizer.name == "sgd")
    #expect(experiment.regularization.isNone)
    #expect(experiment.seed == 0)
    #expect(experiment.precision == .float32)
    #expect(experiment.evaluateEvery == 0)
    #expect(experiment.expectedDigests.isEmpty)
  }

  @Test("Other names are accepted and recorded under the plugin's own")
  func aliases() throws {
    let experiment = try folder.read(
      ExperimentText.xor.with(
        "activations: {hidden: logistic, output: linear}", "loss: {name: mse}",
        "learning_rate: 0.5")
    ).experiment
    #expect(experiment.activations.map(\.name) == ["sigmoid", "identity"])
    #expect(experiment.loss.name == "squared_error")
    #expect(experiment.schedule.component.learningRate(at: 1, of: 1) == 0.5)
  }

  @Test(
    "Activations are a pair or one for each layer",
    arguments: [
      ("[2, 4, 3, 1]", "{hidden: tanh, output: sigmoid}", ["tanh", "tanh", "sigmoid"]),
      ("[2, 4, 3, 1]", "[relu, {name: tanh}, sigmoid]", ["relu", "tanh", "sigmoid"]),
      ("[2, 1]", "{output: sigmoid}", ["sigmoid"]),
      // So that a hidden layer can be taken away on the command line.
      ("[2, 1]", "{hidden: tanh, output: sigmoid}", ["sigmoid"]),
      ("[2, 1]", "[sigmoid]", ["sigmoid"]),
    ])
  func activations(structure: String, activations: String, names: [String]) throws {
    let text = ExperimentText.xor.with("structure: \(structure)", "activations: \(activations)")
    #expect(try folder.read(text).experiment.activations.map(\.name) == names)
  }

  @Test("A schedule can be written as a plugin")
  func schedule() throws {
    let text = ExperimentText.xor.with("eta: {schedule: constant, value: 0.25}")
    let experiment = try folder.read(text).experiment
    #expect(experiment.schedule.component.learningRate(at: 3, of: 9) == 0.25)
  }

  @Test("Overrides replace and add settings, nested ones and aliases too")
  func overrides() throws {
    let experiment = try folder.read(
      ExperimentText.xor.with("learning_rate: 0.5"),
      overrides: "eta=0.05", "structure.1=7", "activations.hidden=leaky_relu",
      "activations.hidden.slope=0.5", "dataset.targets=[1, 0, 0, 1]", "seed=3", "loss=mse",
      "loss.name=squared_error"
    ).experiment
    #expect(experiment.schedule.component.learningRate(at: 1, of: 1) == 0.05)
    #expect(experiment.structure == [2, 7, 1])
    #expect(experiment.activations[0].name == "leaky_relu")
    #expect(experiment.activations[0].options.map(\.value) == [.number(0.5)])
    #expect(experiment.loss.name == "squared_error")
    #expect(experiment.seed == 3)
    guard case .values(let targets, 1) = try experiment.loader.component.load(seed: 0).train.targets
    else {
      Issue.record("targets are not values")
      return
    }
    #expect(targets == [1, 0, 0, 1])
  }

  @Test("A YAML anchor can be used in several fields")
  func anchors() throws {
    let text = ExperimentText.xor.with("activations: {hidden: &f sigmoid, output: *f}")
    #expect(try folder.read(text).experiment.activations.map(\.name) == ["sigmoid", "sigmoid"])
  }
}
