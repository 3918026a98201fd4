import NNConfig
import NNData

/// The fields of an experiment file, in the order in which they are shown.
enum ExperimentFields {
  static let name = Parameter(
    "name", .text, summary: "name of the experiment, used for the run folder")
  static let structure = Parameter(
    "structure", .list(.integer(1...Int.max)), isRequired: true,
    summary: "neurons per layer, input layer first, for example [784, 128, 10]")
  static let activations = Parameter(
    "activations", .text, isRequired: true,
    summary: "functions of the layers, for example {hidden: relu, output: softmax}")
  static let loss = Parameter(
    "loss", .text, isRequired: true, summary: "cost, for example cross_entropy")
  static let dataset = Parameter(
    "dataset", .text, isRequired: true, summary: "data, for example {loader: mnist, path: ...}")
  static let eta = Parameter(
    "eta", .number(.positive), default: .number(0.01), summary: "learning rate")
  static let iterations = Parameter(
    "iterations", .integer(1...1_000_000_000_000), default: .integer(1000),
    summary: "weight updates")
  static let batchSize = Parameter(
    "batch_size", .integer(0...Int.max), default: .integer(0),
    summary: "samples per iteration; 0 = the whole training set")
  static let sampling = Parameter(
    "sampling", .choice(BatchSampler.Mode.allCases.map(\.rawValue)), default: .text("random"),
    summary: "random: a batch without replacement; epochs: a permutation per epoch")
  static let initializer = Parameter(
    "initializer", .text, default: .text("he"), summary: "start weights")
  static let optimizer = Parameter(
    "optimizer", .text, default: .text("sgd"), summary: "rule that changes weights")
  static let seed = Parameter(
    "seed", .text, default: .text("0"), summary: "unsigned 64-bit integer")
  static let precision = Parameter(
    "precision", .choice(Experiment.Precision.allCases.map(\.rawValue)),
    default: .text("float32"), summary: "float32 or float64")
  static let evaluateEvery = Parameter(
    "evaluate_every", .integer(0...Int.max), default: .integer(0),
    summary: "iterations between evaluations on training and test set; 0 = only at the end")

  static let all = [
    name, structure, activations, loss, dataset, eta, iterations, batchSize, sampling, initializer,
    optimizer, seed, precision, evaluateEvery,
  ]

  static let aliases = ["learning_rate": "eta"]

  /// A parameter of every loader, read by the experiment; covers files of start weights too.
  static let sha256 = Parameter(
    "sha256", .mapping, summary: "refuse data files with another SHA-256: {file name: hex}")

  /// The key that a plugin's name takes when an override adds parameters to it.
  static func nameKey(ofField path: String) -> String? {
    switch path {
    case "loss", "initializer", "optimizer": "name"
    case "dataset": "loader"
    case "eta": nil
    default: path.hasPrefix("activations.") ? "name" : nil
    }
  }
}

extension Experiment {
  /// The names that fields can have in an experiment file.
  public static var fieldNames: [String] {
    ExperimentFields.all.map(\.name) + ExperimentFields.aliases.keys.sorted()
  }
}
