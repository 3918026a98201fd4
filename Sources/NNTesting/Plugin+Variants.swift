import NNConfig

extension Plugin where Component: Sendable {
  /// Settings besides those with which the plugin is checked if none are given: in each of them one
  /// parameter has another value.
  ///
  /// A choice takes all of its words, a boolean the other value, and a number another one from its
  /// range. Parameters of other types, and those without a value, stay as they are.
  ///
  /// - Parameter settings: the settings that are changed
  /// - Returns: at most 12 of them, first one of each parameter; what differs, as YAML, and all
  ///   settings
  func variants(of settings: YAMLNode) -> [(change: String, settings: YAMLNode)] {
    guard case .mapping(let entries) = settings.content else { return [] }
    let others = parameters.map { parameter in
      let node = entries.first { $0.key == parameter.name }?.value
      let value = node.map { try? ValueReader.read($0, as: parameter.kind, label: name) }
      return parameter.kind.values(besides: value ?? parameter.defaultValue)
    }
    let rounds = others.map(\.count).max() ?? 0
    let variants = (0..<rounds).flatMap { round in
      zip(parameters, others).filter { round < $1.count }.map { parameter, values in
        let entry = YAMLEntry(
          key: parameter.name, keyRange: settings.range,
          value: YAMLNode(.scalar(values[round]), at: settings.range))
        return (
          change: "\(parameter.name): \(YAMLScalar.text(values[round]))",
          settings: YAMLNode(
            .mapping(entries.filter { $0.key != parameter.name } + [entry]), at: settings.range)
        )
      }
    }
    return Array(variants.prefix(12))
  }
}

extension Parameter.Kind {
  /// Other values of the kind, as they are written.
  fileprivate func values(besides value: OptionValue?) -> [String] {
    switch (self, value) {
    case (.choice(let words), _): words.filter { .text($0) != value }
    case (.boolean, .boolean(let value)): ["\(!value)"]
    case (.integer(let range), .integer(let value)):
      value < range.upperBound
        ? ["\(value + 1)"] : value > range.lowerBound ? ["\(value - 1)"] : []
    case (.number(let interval), .number(let value)):
      interval.number(besides: value).map { [Int(exactly: $0).map { "\($0)" } ?? "\($0)"] } ?? []
    default: []
    }
  }
}

extension Interval {
  /// Another number: twice the given one or, if that is outside, one between it and an end.
  fileprivate func number(besides value: Double) -> Double? {
    [2 * value, (value + upper) / 2, (value + lower) / 2, value + 1, value - 1]
      .first { $0.isFinite && $0 != value && contains($0) }
  }
}
