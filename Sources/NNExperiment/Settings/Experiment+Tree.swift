import NNConfig
import NNCore
import NNFiles

extension Experiment {
  /// All settings with their values, as they are written to `resolved.yaml`; no learning rate if
  /// the optimizer does not use it.
  ///
  /// - Parameters:
  ///   - digests: the SHA-256 of the data files, by file name; if there are none, `sha256` is left
  ///     out
  ///   - relocate: maps a path that can be opened from the current folder to the path to write
  /// - Returns: a mapping of fields
  func resolvedTree(digests: [OptionValue.Pair], relocate: @escaping (String) -> String)
    -> JSONValue
  {
    .object(
      ExperimentFields.all.compactMap { field in
        // It could not be read again.
        if field.name == ExperimentFields.eta.name, !optimizer.component.usesLearningRate {
          return nil
        }
        guard let value = field.json(in: self, relocate: relocate) else { return nil }
        guard field.name == ExperimentFields.dataset.name, !digests.isEmpty,
          case .object(let settings) = value
        else { return (field.name, value) }
        let sha256 = (ExperimentFields.sha256.name, OptionValue.mapping(digests).json)
        return (field.name, .object(settings + [sha256]))
      })
  }

  /// The settings that determine the result, as the identity of a run covers them: without the
  /// name, without paths (files count by content; of a few it says that they are set), and without
  /// settings that equal their default, so that a setting that is added to nnrun does not rename
  /// existing runs.
  var identityTree: JSONValue {
    .object(
      ExperimentFields.all.filter { field in
        field.name != ExperimentFields.name.name && !field.isDefault(in: self)
      }.compactMap { field in field.json(in: self, relocate: nil).map { (field.name, $0) } })
  }
}

extension ConfiguredPlugin {
  /// The plugin as an experiment names it: by its name or by the value of its shorthand if either
  /// says everything, otherwise by a mapping with its settings.
  ///
  /// - Parameter relocate: maps a path that can be opened from the current folder to the path to
  ///   write; if it is `nil`, settings that equal their default are left out, and so are paths,
  ///   unless the identity names them
  /// - Returns: a value that reads back to the same plugin
  func json(relocate: ((String) -> String)?) -> JSONValue {
    if let value = onlyOption?.value.json(relocate: relocate) { return value }
    let settings = options.filter { relocate != nil || !$0.isDefault }.compactMap { option in
      let value = option.value.json(relocate: relocate)
      let mark = option.parameter.isNamedInIdentity ? JSONValue.bool(true) : nil
      return (value ?? mark).map { (option.parameter.name, $0) }
    }
    if settings.isEmpty, !kind.isWrittenWithKey { return .string(name) }
    return .object([(kind.nameKey, .string(name))] + settings)
  }
}

extension OptionValue {
  /// The value with its paths relocated; `nil` if it has paths and `relocate` is `nil`.
  fileprivate func json(relocate: ((String) -> String)?) -> JSONValue? {
    switch self {
    case .path(let path): return relocate.map { .string($0(path)) }
    case .list(let values):
      let written = values.compactMap { $0.json(relocate: relocate) }
      return written.count == values.count ? .array(written) : nil
    default: return json
    }
  }
}
