import NNConfig
import NNCore
import NNData
import NNFiles

/// The fields of an experiment file.
enum ExperimentFields {
  static let name = ValueField(
    Parameter(
      "name", .text, summary: "the name of the experiment, part of the name of its run folders")
  ) { .string($0.name) }
  static let structure = ValueField(
    Parameter(
      "structure", .list(.orWord(.integer(1...Int.max), Experiment.automatic)), isRequired: true,
      summary:
        "the neurons of each layer, input layer first, for example [784, 128, 10]; the first "
        + "and the last can be '\(Experiment.automatic)': as many as the data set has")
  ) { .array($0.structure.map { .integer($0) }) }
  static let libraries = LibraryField()
  static let activations = PluginField<any Activation>(
    "activations", isForEachLayer: true,
    summary: "the activation functions, for example {hidden: relu, output: softmax}")
  static let loss = PluginField<any Loss>(
    "loss", summary: "the cost function, for example cross_entropy")
  static let dataset = PluginField<any DatasetLoader>(
    "dataset", summary: "the data set, for example {loader: mnist, path: ...}")
  static let eta = PluginField<any Schedule>(
    "eta", default: .number(0.01), summary: "the learning rate, a number or a schedule")
  static let iterations = ValueField(
    Parameter(
      "iterations", .integer(1...Experiment.maximumIterations), default: .integer(1000),
      summary: "the number of weight updates, each with one batch")
  ) { if case .iterations(let count) = $0.length { .integer(count) } else { nil } }
  static let epochs = ValueField(
    Parameter(
      "epochs", .integer(1...Experiment.maximumIterations),
      summary: "instead of iterations: the number of passes over the training set")
  ) { if case .epochs(let count) = $0.length { .integer(count) } else { nil } }
  static let batchSize = ValueField(
    Parameter(
      "batch_size", .integer(0...Int.max), default: .integer(0),
      summary: "samples per iteration; 0 means the whole training set")
  ) { .integer($0.batchSize) }
  static let sampling = ValueField(
    Parameter(
      "sampling", .choice(BatchSampler.Mode.allCases.map(\.rawValue)),
      default: .text(BatchSampler.Mode.random.rawValue),
      summary: "random: each iteration draws a batch without replacement; epochs: each epoch is a "
        + "new permutation of the training set, cut into batches")
  ) { .string($0.sampling.rawValue) }
  static let initializer = PluginField<any Initializer>(
    "initializer", default: .text("he"), summary: "how the initial weights are chosen")
  static let optimizer = PluginField<any Optimizer>(
    "optimizer", default: .text("sgd"), summary: "the rule that updates the weights")
  static let regularization = SettingsField(
    "regularization", summary: "penalties for large weights, for example {l2: 1e-4}",
    settings: [
      .number(
        "l1", default: 0, in: 0..<Double.infinity,
        summary: "a in the penalty a * sum of |w| over the weights of all but bias neurons"),
      .number(
        "l2", default: 0, in: 0..<Double.infinity,
        summary: "b in the penalty b / 2 * sum of w^2 over the same weights"),
    ]
  ) { experiment in
    let regularization = experiment.regularization
    return regularization.isNone
      ? nil : [.number(regularization.l1), .number(regularization.l2)]
  }
  static let dropout = ValueField(
    Parameter(
      "dropout", .oneOrMore(.number(Interval(0..<1))), default: .number(0),
      summary: "the probability with which an activation is left out in training, for all hidden "
        + "layers or a list with one for each")
  ) { experiment in
    let rates = experiment.dropoutRates
    guard let first = rates.first else { return .number(0) }
    return rates.allSatisfy { $0 == first } ? .number(first) : .array(rates.map { .number($0) })
  }
  static let classWeights = ClassWeightsField()
  static let seed = ValueField(
    Parameter(
      "seed", .seed, default: .seed(0), summary: "the seed of all random numbers")
  ) { OptionValue.seed($0.seed).json }
  static let precision = ValueField(
    Parameter(
      "precision", .choice(Experiment.Precision.allCases.map(\.rawValue)),
      default: .text(Experiment.Precision.float32.rawValue),
      summary: "the type of weights and activations")
  ) { .string($0.precision.rawValue) }
  static let evaluateEvery = ValueField(
    Parameter(
      "evaluate_every", .integer(0...Int.max), default: .integer(0),
      summary: "iterations between evaluations on training, validation and test set; 0 means only "
        + "at the end")
  ) { .integer($0.evaluateEvery) }

  static let earlyStopping = SettingsField(
    "early_stopping",
    summary: "ends the training when evaluations get no better, for example "
      + "{metric: validation.cost, patience: 5}",
    settings: [
      Parameter(
        "metric", .text, default: .text("validation.cost"),
        summary: "the set and the measure, as metrics.csv has them"),
      Parameter(
        "patience", .integer(1...Int.max), default: .integer(5),
        summary: "evaluations in a row that end the training if none is better"),
      .number(
        "min_delta", default: 0, in: 0..<Double.infinity,
        summary: "how much better an evaluation has to be"),
      Parameter(
        "restore_best", .boolean, default: .boolean(true),
        summary: "the result is the network as it was at the best evaluation"),
    ]
  ) { experiment in
    experiment.earlyStopping.map {
      [
        .text($0.metric), .integer($0.patience), .number($0.minimumDelta),
        .boolean($0.restoresBest),
      ]
    }
  }

  /// The value of a field that is a mapping, or this word if there is nothing to set.
  static let none = "none"

  /// All fields, in the order in which they are shown and written.
  static let all: [any ExperimentField] = [
    name, libraries, structure, activations, loss, dataset, eta, iterations, epochs, batchSize,
    sampling, initializer, optimizer, regularization,
    dropout, classWeights, seed, precision, evaluateEvery, earlyStopping,
  ]

  /// The fields that name plugins.
  static let plugins = all.compactMap { $0 as? any AnyPluginField }

  /// The fields by the other names that they can have in a file.
  static let aliases = [
    "learning_rate": eta.name, "lr": eta.name, "n_iterations": iterations.name,
    "mini_batch_size": batchSize.name,
  ]

  /// The name of a key whatever alias is written.
  static func canonical(_ key: String) -> String {
    let parts = key.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let field = parts.first.map(String.init) else { return key }
    return ([aliases[field] ?? field] + parts.dropFirst().map(String.init))
      .joined(separator: ".")
  }

  /// A key of `dataset` that the experiment reads, not the loader: it also covers files of initial
  /// weights.
  static let sha256 = Parameter(
    "sha256", .mapping,
    summary: "the SHA-256 of data files, {file name: hex}; files with another are refused")

  /// The entries of the mapping that a word stands for, so that an override can add to them.
  ///
  /// - Parameters:
  ///   - word: the value of a setting
  ///   - path: the setting
  ///   - key: the key of the entry to add
  ///   - registry: the plugins that can be named
  /// - Returns: the entries; `nil` if the setting cannot be a mapping, or the word means another
  ///   one
  static func entries(
    of word: YAMLNode, at path: String, adding key: String, in registry: Registry
  ) -> [YAMLEntry]? {
    if case .scalar(none) = word.content, let field = all.first(where: { $0.name == path }),
      case .mapping = field.parameter.kind
    {
      return []
    }
    return plugins.first { $0.hasPlugin(at: path) }?
      .entries(of: word, adding: key, in: registry)
  }
}

extension Experiment {
  /// The names that fields can have in an experiment file.
  package static var fieldNames: [String] {
    ExperimentFields.all.map(\.name) + ExperimentFields.aliases.keys.sorted()
  }
}
