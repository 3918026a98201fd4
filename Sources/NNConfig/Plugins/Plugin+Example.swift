import NNFiles

extension Plugin {
  /// How an experiment names the plugin with all its defaults, as the value of a field in YAML;
  /// `nil` if it has required parameters.
  func exampleOfDefaults(kind: PluginKind) -> String? {
    guard !parameters.contains(where: \.isRequired) else { return nil }
    let settings = parameters.compactMap { parameter in
      parameter.defaultValue.map { "\(parameter.name): \($0.yaml)" }
    }
    if settings.isEmpty, !kind.isWrittenWithKey { return name }
    return "{\((["\(kind.nameKey): \(name)"] + settings).joined(separator: ", "))}"
  }
}

extension OptionValue {
  /// The value as YAML on one line.
  fileprivate var yaml: String {
    switch self {
    case .text(let text), .path(let text): YAMLScalar.text(text)
    case .seed(let seed): String(seed)
    case .list(let values): "[\(values.map(\.yaml).joined(separator: ", "))]"
    case .mapping(let pairs):
      "{\(pairs.map { "\($0.key): \(YAMLScalar.text($0.value))" }.joined(separator: ", "))}"
    case .columnChoice(let choice): choice.json.text
    case .boolean, .integer, .number: json.text
    }
  }
}
