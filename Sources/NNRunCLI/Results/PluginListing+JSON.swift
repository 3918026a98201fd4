import NNConfig
import NNExperiment
import NNFiles

extension PluginListing {
  /// All that the plugin says.
  var json: JSONValue {
    func text(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }
    let shown = ("formulas", JSONValue.object(formulas.map { ($0.name, .string($0.text)) }))
    return .object(
      [
        ("name", .string(name)), ("aliases", .array(aliases.map { .string($0) })),
        ("summary", .string(summary)), ("formula", text(formula)),
        ("derivative", text(derivative)),
      ] + (formulas.isEmpty ? [] : [shown]) + [
        ("parameters", .array(parameters.map(\.json))), ("example", text(example)),
        ("source", text(source)),
      ] + origin.fields + (namedByUser.map { [("named_by_user", .string($0.description))] } ?? []))
  }
}

extension Parameter {
  fileprivate var json: JSONValue {
    .object(
      [("name", .string(name)), ("type", .string(kind.description))] + kind.limits + [
        ("required", .bool(isRequired)), ("default", defaultValue?.json ?? .null),
        ("summary", .string(summary)),
      ])
  }
}

extension Parameter.Kind {
  /// What values there are; without what is not limited.
  fileprivate var limits: [(String, JSONValue)] {
    switch self {
    case .boolean: [("choices", .array([.bool(false), .bool(true)]))]
    case .integer(let range):
      (range.lowerBound == .min ? [] : [("minimum", .integer(range.lowerBound))])
        + (range.upperBound == .max ? [] : [("maximum", .integer(range.upperBound))])
    case .seed: [("minimum", .integer(0))]
    case .number(let interval):
      (interval.lower.isFinite
        ? [
          ("minimum", .number(interval.lower)),
          ("exclusive_minimum", .bool(!interval.includesLower)),
        ] : [])
        + (interval.upper.isFinite
          ? [
            ("maximum", .number(interval.upper)),
            ("exclusive_maximum", .bool(!interval.includesUpper)),
          ] : [])
    case .choice(let words), .choiceForColumns(let words):
      [("choices", .array(words.map { .string($0) }))]
    case .list(let kind), .oneOrMore(let kind):
      [("items", .object([("type", .string(kind.description))] + kind.limits))]
    case .orWord(let kind, let word): kind.limits + [("word", .string(word))]
    case .text, .path, .mapping, .formula, .formulas: []
    }
  }
}
