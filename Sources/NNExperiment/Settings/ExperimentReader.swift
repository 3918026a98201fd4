import NNConfig
import NNCore
import NNData
import NNFiles

/// Makes an experiment from a tree of settings, and reports all mistakes in it together.
struct ExperimentReader {
  let registry: Registry
  let fields: MappingReader
  var diagnostics = Diagnostics()
  /// The plugins that were read without mistakes.
  var plugins = ChosenPlugins()
  /// The SHA-256 that data files must have, by file name.
  var digests: [OptionValue.Pair] = []
  /// Where they are in the file.
  var digestsRange: SourceRange?

  /// Reads a tree.
  ///
  /// - Parameters:
  ///   - root: the settings, overrides applied
  ///   - defaultName: the experiment's name if the settings have none
  ///   - registry: the plugins that can be named
  /// - Returns: the experiment
  /// - Throws: `ExperimentError` with all mistakes
  static func read(
    _ root: YAMLNode, defaultName: String, registry: Registry
  ) throws(ExperimentError) -> Experiment {
    var reader = try ExperimentReader(root, registry: registry)
    let experiment = reader.experiment(defaultName: defaultName)
    try reader.diagnostics.throwIfAny()
    guard let experiment else {
      throw ExperimentError("the experiment cannot be read", at: root.range)
    }
    return experiment
  }

  private init(_ root: YAMLNode, registry: Registry) throws(ExperimentError) {
    guard case .mapping(let entries) = root.content else {
      throw ExperimentError(
        "an experiment is a mapping such as 'structure: [784, 128, 10]', not \(root.summary)",
        at: root.range)
    }
    self.registry = registry
    fields = MappingReader(
      entries: entries, at: SourceRange(startOf: root.range.source),
      names: ExperimentFields.all.map(\.name), aliases: ExperimentFields.aliases,
      hint: { Self.hint(for: $0, registry) }, what: "field", diagnostics: &diagnostics)
  }

  /// What to write instead of a field that there is not: the name of another program, or a setting
  /// of a plugin, which belongs to a field.
  private static func hint(for name: String, _ registry: Registry) -> Hint? {
    if let hint = ForeignNames.fields[name] { return hint }
    let fields: [any AnyPluginField] = [ExperimentFields.dataset, ExperimentFields.optimizer]
    return fields.first { $0.parameterNames(in: registry).contains(name) }
      .map { Hint("it belongs to '\($0.name)': {\(name): ...}") }
  }

  private mutating func experiment(defaultName: String) -> Experiment? {
    let structure = structure()
    for field in ExperimentFields.plugins {
      plugins[field] = read(field, layers: structure.map { $0.count - 1 }) ?? []
    }
    let length = length()
    let batchSize = integer(ExperimentFields.batchSize)
    let sampling = sampling(length)
    let regularization = regularization()
    let dropoutRates = dropout(hiddenLayers: structure.map { $0.count - 2 })
    let classWeights = classWeights()
    let precision = text(ExperimentFields.precision).flatMap(Experiment.Precision.init)
    let evaluateEvery = integer(ExperimentFields.evaluateEvery)
    let earlyStopping = earlyStopping()
    let seed = seed()
    let name = name(default: defaultName)
    checkPairs(outputs: structure?.last)
    checkLearningRate()
    if precision == .float32 { checkRange(regularization, classWeights) }
    guard let structure, plugins.isComplete, let length, let batchSize, let sampling,
      let precision, let evaluateEvery, let seed, let name
    else { return nil }
    return Experiment(
      name: name, structure: structure, plugins: plugins, expectedDigests: digests,
      length: length, batchSize: batchSize, sampling: sampling,
      regularization: regularization, dropoutRates: dropoutRates, classWeights: classWeights,
      seed: seed, precision: precision, evaluateEvery: evaluateEvery,
      earlyStopping: earlyStopping,
      ranges: ranges(layers: structure.count - 1))
  }

  private func ranges(layers: Int) -> FieldRanges {
    var ranges = FieldRanges(file: fields.range)
    for field in ExperimentFields.all {
      guard let node = fields.value(field.name) else { continue }
      ranges.fields[field.name] = node.range
      if case .mapping(let entries) = node.content {
        for entry in entries {
          ranges.settings[field.name, default: [:]][entry.key] = entry.value.range
        }
      }
    }
    ranges.fields[ExperimentFields.sha256.name] = digestsRange
    if case .sequence(let nodes)? = fields.value(ExperimentFields.structure.name)?.content {
      ranges.structure = nodes.map(\.range)
    }
    if case .mapping? = fields.value(ExperimentFields.activations.name)?.content {
      let hidden = [String](repeating: "activations.hidden", count: layers - 1)
      ranges.activationKeys = hidden + ["activations.output"]
    } else {
      ranges.activationKeys = (0..<layers).map { "activations.\($0)" }
    }
    return ranges
  }
}

// Fields that name no plugin.
extension ExperimentReader {
  private mutating func read(_ field: ValueField) -> OptionValue? {
    fields.read(field.parameter, diagnostics: &diagnostics)
  }

  private mutating func integer(_ field: ValueField) -> Int? {
    guard case .integer(let value)? = read(field) else { return nil }
    return value
  }

  private mutating func text(_ field: ValueField) -> String? {
    guard case .text(let value)? = read(field) else { return nil }
    return value
  }

  /// How long the training lasts. An override by one of the two fields replaces the other one in
  /// the file.
  private mutating func length() -> Experiment.Length? {
    let (iterations, epochs) = (ExperimentFields.iterations, ExperimentFields.epochs)
    var isInEpochs = fields.value(epochs.name) != nil
    // An override of a field in the file keeps its key there: the value is what was written last.
    func range(_ field: ValueField) -> SourceRange? {
      let value = fields.value(field.name)?.range
      return value?.isOfOverride ?? false ? value : fields.keyRange(field.name)
    }
    if let one = range(iterations), let other = range(epochs) {
      isInEpochs = one.precedes(other)
      let (first, second) = isInEpochs ? (one, other) : (other, one)
      if first.isOfOverride || !second.isOfOverride {
        diagnostics.report(
          "'\(iterations.name)' and '\(epochs.name)' both say how long to train; remove one of them",
          at: second)
      }
    }
    return isInEpochs
      ? integer(epochs).map { .epochs($0) } : integer(iterations).map { .iterations($0) }
  }

  /// How batches are drawn; epochs are the only way if they are counted.
  private mutating func sampling(_ length: Experiment.Length?) -> BatchSampler.Mode? {
    let field = ExperimentFields.sampling
    let mode = text(field).flatMap(BatchSampler.Mode.init)
    guard case .epochs? = length, let mode, mode != .epochs else { return mode }
    if let node = fields.value(field.name) {
      diagnostics.report(
        "'epochs' counts passes over the training set, and 'sampling: \(mode.rawValue)' makes none; "
          + "set 'sampling: \(BatchSampler.Mode.epochs.rawValue)', or 'iterations' instead of "
          + "'epochs'", at: node.range)
    }
    return .epochs
  }

  private mutating func seed() -> UInt64? {
    guard case .seed(let value)? = read(ExperimentFields.seed) else { return nil }
    return value
  }

  private mutating func name(default defaultName: String) -> String? {
    guard let node = fields.value(ExperimentFields.name.name) else { return defaultName }
    guard let name = text(ExperimentFields.name) else { return nil }
    if name == ExperimentFile.folderName(for: name) { return name }
    diagnostics.report(
      "'name' becomes part of a folder name and may only have letters, digits, '-', '_' and '.' (not first), "
        + "and at most 100 characters", at: node.range)
    return nil
  }

  private mutating func structure() -> [Int]? {
    guard case .list(let values)? = read(ExperimentFields.structure),
      let node = fields.value(ExperimentFields.structure.name)
    else { return nil }
    guard values.count >= 2 else {
      diagnostics.report(
        "'structure' must have at least 2 entries: an input layer and an output layer",
        at: node.range)
      return nil
    }
    let structure = values.map { value in
      if case .integer(let neurons) = value { neurons } else { Experiment.automaticWidth }
    }
    let hidden = structure.indices.dropFirst().dropLast()
    if let wrong = hidden.first(where: { structure[$0] == Experiment.automaticWidth }) {
      let entries = if case .sequence(let nodes) = node.content { nodes } else { [node] }
      diagnostics.report(
        "only the first and the last layer can be '\(Experiment.automatic)'; the data say nothing "
          + "about hidden layers", at: entries[wrong].range)
      return nil
    }
    if let problem = Experiment.weightCountProblem(of: structure) {
      diagnostics.report(problem, at: node.range)
      return nil
    }
    return structure
  }
}
