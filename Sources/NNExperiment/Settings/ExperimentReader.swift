import NNConfig
import NNCore
import NNData
import NNFiles

/// Makes an experiment of a tree of settings, and reports all mistakes in it together.
struct ExperimentReader {
  private let registry: Registry
  private let root: YAMLNode
  private var fields: MappingReader
  private var diagnostics = Diagnostics()
  private var digestsRange: SourceRange?

  /// Reads a tree.
  ///
  /// - Parameters:
  ///   - root: the settings, overrides applied
  ///   - defaultName: the experiment's name unless the settings say another
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
    self.root = root
    self.registry = registry
    fields = MappingReader(
      entries: entries, at: SourceRange(startOf: root.range.source),
      names: ExperimentFields.all.map(\.name), aliases: ExperimentFields.aliases, what: "field",
      diagnostics: &diagnostics)
  }

  private mutating func experiment(defaultName: String) -> Experiment? {
    let structure = structure()
    let activations = activations(layers: structure.map { $0.count - 1 })
    let loss = plugin(ExperimentFields.loss, from: registry.losses)
    let dataset = dataset()
    let schedule = schedule()
    let initializer = plugin(ExperimentFields.initializer, from: registry.initializers)
    let optimizer = plugin(ExperimentFields.optimizer, from: registry.optimizers)
    let iterations = integer(ExperimentFields.iterations)
    let batchSize = integer(ExperimentFields.batchSize)
    let sampling = text(ExperimentFields.sampling).flatMap(BatchSampler.Mode.init)
    let precision = text(ExperimentFields.precision).flatMap(Experiment.Precision.init)
    let evaluateEvery = integer(ExperimentFields.evaluateEvery)
    let seed = seed()
    let name = name(default: defaultName)
    if let activations, let loss {
      check(activations: activations, loss: loss, outputs: structure?.last)
    }
    guard let structure, let activations, let loss, let dataset, let schedule, let initializer,
      let optimizer, let iterations, let batchSize, let sampling, let precision,
      let evaluateEvery, let seed, let name
    else { return nil }
    return Experiment(
      name: name, structure: structure, activations: activations, loss: loss,
      loader: dataset.loader, expectedDigests: dataset.sha256, schedule: schedule,
      iterations: iterations, batchSize: batchSize, sampling: sampling, initializer: initializer,
      optimizer: optimizer, seed: seed, precision: precision, evaluateEvery: evaluateEvery,
      ranges: ranges(layers: activations.count))
  }

  private func ranges(layers: Int) -> FieldRanges {
    var ranges = FieldRanges(file: fields.range)
    for field in ExperimentFields.all {
      ranges.fields[field.name] = fields.value(field.name)?.range
    }
    ranges.fields[ExperimentFields.sha256.name] = digestsRange
    if case .mapping(let entries)? = fields.value(ExperimentFields.dataset.name)?.content {
      for entry in entries { ranges.dataset[entry.key] = entry.value.range }
    }
    if case .sequence(let nodes)? = fields.value("structure")?.content {
      ranges.structure = nodes.map(\.range)
    }
    if case .mapping? = fields.value("activations")?.content {
      let hidden = [String](repeating: "activations.hidden", count: layers - 1)
      ranges.activationKeys = hidden + ["activations.output"]
    } else {
      ranges.activationKeys = (0..<layers).map { "activations.\($0)" }
    }
    return ranges
  }
}

// Single values.
extension ExperimentReader {
  private mutating func read(_ field: Parameter) -> OptionValue? {
    fields.read(field, diagnostics: &diagnostics)
  }

  private mutating func integer(_ field: Parameter) -> Int? {
    guard case .integer(let value)? = read(field) else { return nil }
    return value
  }

  private mutating func text(_ field: Parameter) -> String? {
    guard case .text(let value)? = read(field) else { return nil }
    return value
  }

  private mutating func seed() -> UInt64? {
    guard let node = fields.value("seed") else { return 0 }
    if case .scalar(let text) = node.content, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let seed = UInt64(text)
    {
      return seed
    }
    diagnostics.report(
      "'seed' must be a whole number from 0 to \(UInt64.max), not \(node.summary)", at: node.range)
    return nil
  }

  private mutating func name(default defaultName: String) -> String? {
    guard let node = fields.value("name") else { return defaultName }
    guard let name = text(ExperimentFields.name) else { return nil }
    if name == ExperimentFile.folderName(for: name) { return name }
    diagnostics.report(
      "'name' becomes part of a folder name and may only have letters, digits, '-', '_' and '.' (not first), "
        + "at most 100 of them", at: node.range)
    return nil
  }

  private mutating func structure() -> [Int]? {
    guard case .list(let values)? = read(ExperimentFields.structure),
      let node = fields.value("structure")
    else { return nil }
    guard values.count >= 2 else {
      diagnostics.report(
        "'structure' must have at least 2 entries: input and output layer", at: node.range)
      return nil
    }
    let structure = values.compactMap { value -> Int? in
      if case .integer(let integer) = value { integer } else { nil }
    }
    // A weights file addresses its content with 32 bits.
    let most = 1 << 28
    guard let count = Network<Float>.parameterCount(of: structure), count <= most else {
      let count = Network<Float>.parameterCount(of: structure).map { "\($0)" } ?? "too many"
      diagnostics.report(
        "'structure' makes \(count) weights; a weights file holds at most \(most)",
        at: node.range)
      return nil
    }
    return structure
  }
}

// Plugins.
extension ExperimentReader {
  private mutating func plugin<Component>(
    _ field: Parameter, from catalog: Catalog<Component>
  ) -> Configured<Component>? {
    guard let node = fields.value(field.name) ?? field.defaultNode(at: fields.range) else {
      _ = read(field)  // reports that it is missing
      return nil
    }
    return catalog.make(from: node, label: "'\(field.name)'", diagnostics: &diagnostics)
  }

  private mutating func schedule() -> Configured<any Schedule>? {
    if let node = fields.value("eta"), case .mapping = node.content {
      return registry.schedules.make(from: node, label: "'eta'", diagnostics: &diagnostics)
    }
    guard case .number(let eta)? = read(ExperimentFields.eta),
      let constant = registry.schedules.plugin(named: "constant")
    else { return nil }
    let range = fields.value("eta")?.range ?? fields.range
    let value = YAMLEntry(
      key: "value", keyRange: range, value: YAMLNode(.scalar("\(eta)"), at: range))
    return registry.schedules.choose(
      constant, entries: [value], at: range, diagnostics: &diagnostics)
  }

  private mutating func dataset() -> (
    loader: Configured<any DatasetLoader>, sha256: [OptionValue.Pair]
  )? {
    guard var node = fields.value("dataset"), case .mapping(var entries) = node.content else {
      return plugin(ExperimentFields.dataset, from: registry.loaders).map { ($0, []) }
    }
    var digests: [OptionValue.Pair] = []
    if let index = entries.firstIndex(where: { $0.key == ExperimentFields.sha256.name }) {
      let entry = entries.remove(at: index)
      node.content = .mapping(entries)
      digestsRange = entry.value.range
      do {
        let value = try ValueReader.read(entry.value, as: .mapping, label: "'sha256'")
        if case .mapping(let pairs) = value { digests = pairs }
      } catch {
        diagnostics.report(error)
      }
    }
    return registry.loaders.make(from: node, label: "'dataset'", diagnostics: &diagnostics)
      .map { ($0, digests) }
  }

  private mutating func activations(layers: Int?) -> [Configured<any Activation>]? {
    guard let node = fields.value("activations") else {
      _ = read(ExperimentFields.activations)
      return nil
    }
    switch node.content {
    case .mapping(let entries): return activations(entries, at: node.range, layers: layers)
    case .sequence(let nodes): return activations(nodes, at: node.range, layers: layers)
    case .scalar:
      diagnostics.report(
        "'activations' must be {hidden: ..., output: ...} or a list with one entry for each layer "
          + "but the input layer, not \(node.summary)", at: node.range)
      return nil
    }
  }

  private mutating func activations(
    _ entries: [YAMLEntry], at range: SourceRange, layers: Int?
  ) -> [Configured<any Activation>]? {
    let reader = MappingReader(
      entries: entries, at: range, names: ["hidden", "output"], what: "key",
      owner: " of 'activations'", diagnostics: &diagnostics)
    func make(_ key: String) -> Configured<any Activation>? {
      guard let node = reader.value(key) else {
        diagnostics.report("'activations' needs '\(key): ...'", at: range)
        return nil
      }
      return registry.activations.make(
        from: node, label: "'activations.\(key)'", diagnostics: &diagnostics)
    }
    // Without a readable structure nobody knows whether there are hidden layers.
    let hasHidden = layers.map { $0 > 1 } ?? false
    let needsHidden = hasHidden || reader.value("hidden") != nil
    let hidden = needsHidden ? make("hidden") : nil
    guard let output = make("output"), let layers else { return nil }
    if layers == 1 { return [output] }
    return hidden.map { [Configured](repeating: $0, count: layers - 1) + [output] }
  }

  private mutating func activations(
    _ nodes: [YAMLNode], at range: SourceRange, layers: Int?
  ) -> [Configured<any Activation>]? {
    let made = nodes.enumerated().compactMap { index, node in
      registry.activations.make(
        from: node, label: "entry \(index + 1) of 'activations'", diagnostics: &diagnostics)
    }
    guard let layers, made.count == nodes.count else { return nil }
    guard made.count == layers else {
      diagnostics.report(
        "'activations' has \(counted(made.count, "entry", "entries")), but 'structure' has "
          + "\(counted(layers, "layer")) after the input layer", at: range)
      return nil
    }
    return made
  }

  private mutating func check(
    activations: [Configured<any Activation>], loss: Configured<any Loss>, outputs: Int?
  ) {
    // A mapping names one function for all hidden layers: one mistake, not one for each layer.
    let wrong = activations.dropLast().first { !$0.component.isElementwise }
    if let wrong {
      diagnostics.report(
        "\(wrong.name) works on a whole layer and can only be the output activation; "
          + "use relu or tanh in hidden layers", at: wrong.range)
    }
    let output = activations[activations.count - 1]
    if outputs == 1, output.name == "softmax" || loss.component.requiredOutput == "softmax" {
      let isOutput = output.name == "softmax"
      diagnostics.report(
        (isOutput ? "softmax" : "loss \(loss.name) needs a softmax output, which")
          + " needs at least two neurons: a single one is always 1 and learns nothing; with one "
          + "neuron take sigmoid and the loss binary_cross_entropy for two classes, or identity and "
          + "squared_error for numbers", at: isOutput ? output.range : loss.range)
    } else if let required = loss.component.requiredOutput, output.name != required {
      diagnostics.report(
        "loss \(loss.name) needs a \(required) output, not \(output.name); "
          + "set the output activation to \(required)", at: loss.range)
    }
  }
}

extension Parameter {
  /// The default as if the file said it.
  fileprivate func defaultNode(at range: SourceRange) -> YAMLNode? {
    guard case .text(let text)? = defaultValue else { return nil }
    return YAMLNode(.scalar(text), at: range)
  }
}
