import NNConfig
import NNCore
import NNData
import NNFiles

// Fields that change what training minimizes, or how. After a mistake, which is reported, each has
// its default.
extension ExperimentReader {
  mutating func regularization() -> Regularization {
    guard let options = settings(ExperimentFields.regularization) else { return .none }
    return Regularization(l1: options.number("l1"), l2: options.number("l2"))
  }

  /// Reports penalties, weights of classes and a constant learning rate that are infinite or 0 in
  /// float32.
  mutating func checkRange(_ regularization: Regularization, _ classWeights: ClassWeights) {
    func check(_ name: String, _ value: Double, at range: SourceRange?) {
      guard !Float(value).isFinite || Float(value) == 0 && value != 0 else { return }
      diagnostics.report(
        "\(name) is \(value), which is \(value < 1 ? "0" : "infinite") in float32; use a number that is "
          + "less extreme, or 'precision: float64'", at: range ?? fields.range)
    }
    if let schedule = plugins.of(ExperimentFields.eta).first,
      case .number(let eta)? = schedule.onlyOption?.value
    {
      check("'eta'", eta, at: schedule.range)
    }
    let penalties = ranges(of: ExperimentFields.regularization)
    check("'l1'", regularization.l1, at: penalties["l1"])
    check("'l2'", regularization.l2, at: penalties["l2"])
    guard case .given(let entries) = classWeights else { return }
    for entry in entries {
      check("'\(entry.name.excerpt)' of 'class_weights'", entry.weight, at: entry.range)
    }
  }

  /// Where the values of a mapping's entries are.
  private func ranges(of field: any ExperimentField) -> [String: SourceRange] {
    guard case .mapping(let entries)? = fields.value(field.name)?.content else { return [:] }
    return Dictionary(entries.map { ($0.key, $0.value.range) }) { first, _ in first }
  }

  /// The probability of each hidden layer.
  ///
  /// - Parameter count: the number of hidden layers; `nil` if the structure cannot be read
  /// - Returns: the probabilities
  mutating func dropout(hiddenLayers count: Int?) -> [Double] {
    let none = [Double](repeating: 0, count: count ?? 0)
    guard let node = fields.value(ExperimentFields.dropout.name),
      let rates = read(ExperimentFields.dropout, or: nil, dropoutRates), let count
    else { return none }
    if case .sequence = node.content {
      if rates.count == count { return rates }
      diagnostics.report(
        "'dropout' has \(counted(rates.count, "entry", "entries")), but 'structure' has "
          + counted(count, "hidden layer"), at: node.range)
      return none
    }
    if count == 0, rates != [0] {
      diagnostics.report(
        "'dropout' leaves out hidden neurons, but 'structure' has no hidden layer; remove it",
        at: node.range)
    }
    return [Double](repeating: rates[0], count: count)
  }

  private func dropoutRates(_ node: YAMLNode) throws(ExperimentError) -> [Double] {
    let label = "'\(ExperimentFields.dropout.name)'"
    let kind = Parameter.Kind.number(Interval(0..<1))
    switch node.content {
    case .sequence:
      guard case .list(let values) = try ValueReader.read(node, as: .list(kind), label: label)
      else { return [] }
      return values.compactMap { if case .number(let rate) = $0 { rate } else { nil } }
    case .scalar(let text) where text != ExperimentFields.none:
      guard case .number(let rate) = try ValueReader.read(node, as: kind, label: label) else {
        return []
      }
      return [rate]
    case .scalar, .mapping:
      throw ExperimentError(
        "\(label) must be \(kind), or a list with one for each hidden layer, not \(node.summary); "
          + "write 0 to leave out nothing", at: node.range)
    }
  }

  mutating func classWeights() -> ClassWeights {
    let field = ExperimentFields.classWeights
    return read(field, or: .none, field.read)
  }

  mutating func earlyStopping() -> EarlyStopping? {
    guard let options = settings(ExperimentFields.earlyStopping) else { return nil }
    let metric = options.text("metric")
    let parts = metric.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let measures = Metrics.allNames
    guard parts.count == 2, let split = Split(rawValue: parts[0]), measures.contains(parts[1])
    else {
      let known = Split.allCases.flatMap { split in measures.map { "\(split.rawValue).\($0)" } }
      let hint = Suggestion.hint(for: metric, among: known)
      diagnostics.report(
        options.invalid(
          "metric",
          "'metric' of early_stopping must be a set and a measure, such as validation.cost, not "
            + "'\(metric.excerpt)'"
            + (hint.isEmpty ? "; measures are \(measures.joined(separator: ", "))" : hint)))
      return nil
    }
    return EarlyStopping(
      split: split, measure: parts[1], patience: options.integer("patience"),
      minimumDelta: options.number("min_delta"), restoresBest: options.boolean("restore_best"))
  }

  /// The settings of a field; `nil` for none.
  private mutating func settings(_ field: SettingsField) -> OptionReader? {
    read(field, or: nil, field.read)
  }

  /// Reads a field's value.
  ///
  /// - Parameters:
  ///   - field: the field
  ///   - other: what the experiment has without the field, or after a mistake
  ///   - read: reads the value
  /// - Returns: the value, or `other`
  private mutating func read<Value>(
    _ field: any ExperimentField, or other: Value,
    _ read: (YAMLNode) throws(ExperimentError) -> Value
  ) -> Value {
    guard let node = fields.value(field.name) else { return other }
    do {
      return try read(node)
    } catch {
      diagnostics.report(error)
      return other
    }
  }
}
