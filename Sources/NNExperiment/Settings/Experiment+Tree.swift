import NNConfig
import NNFiles

extension Experiment {
  /// All settings with their values, as they are written to `resolved.yaml`.
  ///
  /// - Parameters:
  ///   - digests: the SHA-256 of the data files
  ///   - relocate: the path to write for a path that can be opened from the current folder
  /// - Returns: a mapping of fields
  func resolvedTree(digests: [OptionValue.Pair], relocate: @escaping (String) -> String)
    -> JSONValue
  {
    tree(digests: digests, relocate: relocate)
  }

  /// What determines the result, as the identity of a run covers it: without the name, without
  /// paths (files count by content), and without settings that equal their default, so that a new
  /// setting renames no run.
  var identityTree: JSONValue {
    guard case .object(let fields) = tree(digests: [], relocate: nil) else { return .null }
    let defaults = Dictionary(
      uniqueKeysWithValues: ExperimentFields.all.map { ($0.name, $0.defaultValue?.json) })
    return .object(
      fields.filter { key, value in
        key != ExperimentFields.name.name && value != defaults[key] ?? nil
      })
  }

  private func tree(
    digests: [OptionValue.Pair], relocate: ((String) -> String)?
  ) -> JSONValue {
    func describe<Component>(
      _ chosen: Configured<Component>, key: String = "name"
    ) -> JSONValue {
      Self.describe(chosen, nameKey: key, relocate: relocate)
    }
    var data = describe(loader, key: "loader")
    if case .string(let name) = data { data = .object([("loader", .string(name))]) }
    if case .object(var fields) = data, !digests.isEmpty {
      fields.append((ExperimentFields.sha256.name, OptionValue.mapping(digests).json))
      data = .object(fields)
    }
    var eta = describe(schedule, key: "schedule")
    if schedule.name == "constant", let value = schedule.options.first?.value { eta = value.json }
    let values: [(Parameter, JSONValue)] = [
      (ExperimentFields.name, .string(name)),
      (ExperimentFields.structure, .array(structure.map { .integer($0) })),
      (ExperimentFields.activations, .array(activations.map { describe($0) })),
      (ExperimentFields.loss, describe(loss)),
      (ExperimentFields.dataset, data),
      (ExperimentFields.eta, eta),
      (ExperimentFields.iterations, .integer(iterations)),
      (ExperimentFields.batchSize, .integer(batchSize)),
      (ExperimentFields.sampling, .string(sampling.rawValue)),
      (ExperimentFields.initializer, describe(initializer)),
      (ExperimentFields.optimizer, describe(optimizer)),
      (ExperimentFields.seed, .string(String(seed))),
      (ExperimentFields.precision, .string(precision.rawValue)),
      (ExperimentFields.evaluateEvery, .integer(evaluateEvery)),
    ]
    return .object(values.map { ($0.name, $1) })
  }

  /// A plugin by its name, or with its settings; without a way to relocate paths only with those
  /// that are neither a path nor equal to their default.
  private static func describe<Component>(
    _ chosen: Configured<Component>, nameKey: String, relocate: ((String) -> String)?
  ) -> JSONValue {
    var fields = [(nameKey, JSONValue.string(chosen.name))]
    for option in chosen.options where relocate != nil || !option.isDefault {
      if case .path(let path) = option.value {
        if let relocate { fields.append((option.parameter.name, .string(relocate(path)))) }
      } else {
        fields.append((option.parameter.name, option.value.json))
      }
    }
    return fields.count == 1 ? .string(chosen.name) : .object(fields)
  }
}
