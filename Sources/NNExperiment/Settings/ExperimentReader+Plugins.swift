import NNConfig
import NNCore
import NNData
import NNFiles

extension ExperimentReader {
  /// Reads the plugins that a field names.
  ///
  /// - Parameters:
  ///   - field: the field
  ///   - layers: the number of layers after the input layer; `nil` if the structure cannot be read
  /// - Returns: the plugins; `nil` if there were mistakes, which are reported
  mutating func read(_ field: any AnyPluginField, layers: Int?) -> [any ConfiguredPlugin]? {
    guard let node = fields.value(field.name) else {
      guard let plugin = defaultPlugin(of: field) else { return nil }
      return field.isForEachLayer
        ? layers.map { Array(repeating: plugin, count: $0) } : [plugin]
    }
    if field.isForEachLayer { return plugins(of: field, node, layers: layers) }
    let named = field.name == ExperimentFields.dataset.name ? takingDigests(outOf: node) : node
    return make(field, from: named, label: "'\(field.name)'").map { [$0] }
  }

  private mutating func make(
    _ field: any AnyPluginField, from node: YAMLNode, label: String
  ) -> (any ConfiguredPlugin)? {
    field.make(from: node, label: label, registry: registry, diagnostics: &diagnostics)
  }

  private mutating func defaultPlugin(of field: any AnyPluginField) -> (any ConfiguredPlugin)? {
    do {
      if let plugin = try field.makeDefault(at: fields.range, registry: registry) { return plugin }
      _ = fields.read(field.parameter, diagnostics: &diagnostics)  // reports that it is missing
    } catch {
      diagnostics.report(error)
    }
    return nil
  }

  /// Reads `sha256`, and returns the data set's other settings.
  private mutating func takingDigests(outOf node: YAMLNode) -> YAMLNode {
    guard case .mapping(var entries) = node.content,
      let index = entries.firstIndex(where: { $0.key == ExperimentFields.sha256.name })
    else { return node }
    let entry = entries.remove(at: index)
    digestsRange = entry.value.range
    do {
      let value = try ValueReader.read(
        entry.value, as: ExperimentFields.sha256.kind, label: "'\(entry.key)'")
      if case .mapping(let pairs) = value { digests = pairs }
    } catch {
      diagnostics.report(error)
    }
    return YAMLNode(.mapping(entries), at: node.range)
  }
}

// A plugin for each layer.
extension ExperimentReader {
  private mutating func plugins(
    of field: any AnyPluginField, _ node: YAMLNode, layers: Int?
  ) -> [any ConfiguredPlugin]? {
    switch node.content {
    case .mapping(let entries): return plugins(of: field, entries, at: node.range, layers: layers)
    case .sequence(let nodes): return plugins(of: field, nodes, at: node.range, layers: layers)
    case .scalar:
      diagnostics.report(
        "'\(field.name)' must be {hidden: ..., output: ...} or a list with one entry for each layer "
          + "after the input layer, not \(node.summary)", at: node.range)
      return nil
    }
  }

  private mutating func plugins(
    of field: any AnyPluginField, _ entries: [YAMLEntry], at range: SourceRange, layers: Int?
  ) -> [any ConfiguredPlugin]? {
    let reader = MappingReader(
      entries: entries, at: range, names: ["hidden", "output"], what: "key",
      owner: " of '\(field.name)'", diagnostics: &diagnostics)
    func make(_ key: String) -> (any ConfiguredPlugin)? {
      guard let node = reader.value(key) else {
        if reader.isMissing(key) {
          diagnostics.report("'\(field.name)' needs '\(key): ...'", at: range)
        }
        return nil
      }
      return self.make(field, from: node, label: "'\(field.name).\(key)'")
    }
    // If the structure cannot be read, a missing 'hidden' is not a mistake for certain.
    let hasHidden = layers.map { $0 > 1 } ?? false
    let needsHidden = hasHidden || reader.value("hidden") != nil
    let hidden = needsHidden ? make("hidden") : nil
    guard let output = make("output"), let layers else { return nil }
    if layers == 1 { return [output] }
    return hidden.map { [any ConfiguredPlugin](repeating: $0, count: layers - 1) + [output] }
  }

  private mutating func plugins(
    of field: any AnyPluginField, _ nodes: [YAMLNode], at range: SourceRange, layers: Int?
  ) -> [any ConfiguredPlugin]? {
    var made: [any ConfiguredPlugin] = []
    for (index, node) in nodes.enumerated() {
      if let plugin = make(field, from: node, label: "entry \(index + 1) of '\(field.name)'") {
        made.append(plugin)
      }
    }
    guard let layers, made.count == nodes.count else { return nil }
    guard made.count == layers else {
      diagnostics.report(
        "'\(field.name)' has \(counted(made.count, "entry", "entries")), but 'structure' has "
          + "\(counted(layers, "layer")) after the input layer", at: range)
      return nil
    }
    return made
  }
}

// Plugins that do not go together.
extension ExperimentReader {
  /// Reports activations and a loss that do not fit each other or the output layer.
  ///
  /// - Parameter outputs: the neurons of the output layer; `nil` if the structure cannot be read
  mutating func checkPairs(outputs: Int?) {
    let activations = plugins.of(ExperimentFields.activations)
    guard let output = activations.last, let loss = plugins.of(ExperimentFields.loss).first else {
      return
    }
    // Only the first: if a mapping names one function for all hidden layers, it is one mistake.
    if let wrong = activations.dropLast().first(where: { !$0.component.isElementwise }) {
      diagnostics.report(
        "'\(wrong.name)' works on a whole layer and can only be the output activation; "
          + "use 'relu' or 'tanh' in hidden layers", at: wrong.range)
    }
    let (found, needed) = (output.component.probabilityModel, loss.component.probabilityModel)
    if outputs == 1,
      let problem = ExperimentError.distributionOfOneOutput(output: output, loss: loss)
    {
      diagnostics.report(problem)
    } else if let needed, found != needed {
      diagnostics.report(
        "loss '\(loss.name)' needs a '\(needed.activationName)' output, not '\(output.name)'; "
          + "set the output activation to '\(needed.activationName)'"
          + (found.map { ", or the loss to '\($0.lossName)'" } ?? ""), at: loss.range)
    }
  }

  /// Reports a learning rate that would be ignored.
  mutating func checkLearningRate() {
    let field = ExperimentFields.eta
    guard let optimizer = plugins.of(ExperimentFields.optimizer).first,
      !optimizer.component.usesLearningRate, let range = fields.keyRange(field.name)
    else { return }
    diagnostics.report(
      "'\(field.name)' has no effect: the optimizer does not use it; "
        + (optimizer.component.formulas.isEmpty
          ? "remove it" : "remove it, or name it in the formulas of 'optimizer'"),
      at: range)
  }
}
