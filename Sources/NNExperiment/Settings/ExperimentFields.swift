import NNConfig
import NNCore
import NNData
import NNFiles

/// The fields of an experiment file.
enum ExperimentFields {
  static let name = ValueField(
    Parameter("name", .text, summary: "name of the experiment, used for the run folder")
  ) { .string($0.name) }
  static let structure = ValueField(
    Parameter(
      "structure", .list(.integer(1...Int.max)), isRequired: true,
      summary: "neurons per layer, input layer first, for example [784, 128, 10]")
  ) { .array($0.structure.map { .integer($0) }) }
  static let activations = PluginField<any Activation>(
    "activations", isForEachLayer: true,
    summary: "functions of the layers, for example {hidden: relu, output: softmax}")
  static let loss = PluginField<any Loss>("loss", summary: "cost, for example cross_entropy")
  static let dataset = PluginField<any DatasetLoader>(
    "dataset", summary: "data, for example {loader: mnist, path: ...}")
  static let eta = PluginField<any Schedule>(
    "eta", default: .number(0.01), summary: "learning rate")
  static let iterations = ValueField(
    Parameter(
      "iterations", .integer(1...1_000_000_000_000), default: .integer(1000),
      summary: "weight updates")
  ) { .integer($0.iterations) }
  static let batchSize = ValueField(
    Parameter(
      "batch_size", .integer(0...Int.max), default: .integer(0),
      summary: "samples per iteration; 0 = the whole training set")
  ) { .integer($0.batchSize) }
  static let sampling = ValueField(
    Parameter(
      "sampling", .choice(BatchSampler.Mode.allCases.map(\.rawValue)),
      default: .text(BatchSampler.Mode.random.rawValue),
      summary: "random: a batch without replacement; epochs: a permutation per epoch")
  ) { .string($0.sampling.rawValue) }
  static let initializer = PluginField<any Initializer>(
    "initializer", default: .text("he"), summary: "start weights")
  static let optimizer = PluginField<any Optimizer>(
    "optimizer", default: .text("sgd"), summary: "rule that changes weights")
  static let seed = ValueField(
    Parameter("seed", .text, default: .text("0"), summary: "unsigned 64-bit integer")
  ) { .string(String($0.seed)) }
  static let precision = ValueField(
    Parameter(
      "precision", .choice(Experiment.Precision.allCases.map(\.rawValue)),
      default: .text(Experiment.Precision.float32.rawValue), summary: "float32 or float64")
  ) { .string($0.precision.rawValue) }
  static let evaluateEvery = ValueField(
    Parameter(
      "evaluate_every", .integer(0...Int.max), default: .integer(0),
      summary: "iterations between evaluations on training and test set; 0 = only at the end")
  ) { .integer($0.evaluateEvery) }

  /// All fields, in the order in which they are shown and written.
  static let all: [any ExperimentField] = [
    name, structure, activations, loss, dataset, eta, iterations, batchSize, sampling, initializer,
    optimizer, seed, precision, evaluateEvery,
  ]

  /// The fields that name plugins.
  static let plugins = all.compactMap { $0 as? any AnyPluginField }

  /// The fields by the other names that they can have in a file.
  static let aliases = ["learning_rate": eta.name]

  /// A key of `dataset` that the experiment reads, not the loader: it also covers files of initial
  /// weights.
  static let sha256 = Parameter(
    "sha256", .mapping, summary: "refuse data files with another SHA-256: {file name: hex}")

  /// The key under which a plugin's name is kept when an override adds parameters to it; `nil` if no
  /// plugin is named at the path.
  static func nameKey(ofSetting path: String, in registry: Registry) -> String? {
    plugins.first { $0.hasPlugin(at: path) }?.nameKey(in: registry)
  }
}

extension Experiment {
  /// The names that fields can have in an experiment file.
  package static var fieldNames: [String] {
    ExperimentFields.all.map(\.name) + ExperimentFields.aliases.keys.sorted()
  }
}
