import NNConfig
import NNFiles

/// The field `class_weights`: the word `balanced`, a mapping from classes to weights, or `none`.
struct ClassWeightsField: ExperimentField {
  let parameter = Parameter(
    "class_weights", .mapping, default: .text(ExperimentFields.none),
    summary: "how much the samples of each class count in training: balanced, or for example "
      + "{no: 1, yes: 5}; classes that are left out have the weight 1")

  private static let balanced = "balanced"

  /// Reads the field's value.
  ///
  /// - Parameter node: the value in the file
  /// - Returns: the weights, in the byte order of the classes
  /// - Throws: `ExperimentError` with all mistakes in it
  func read(_ node: YAMLNode) throws(ExperimentError) -> ClassWeights {
    switch node.content {
    case .scalar(ExperimentFields.none): return .none
    case .scalar(Self.balanced): return .balanced
    case .mapping(let entries): return .given(try weights(entries))
    case .scalar(let text):
      let hint = Suggestion.hint(for: text, among: [Self.balanced, ExperimentFields.none])
      throw ExperimentError(mismatch(node) + hint, at: node.range)
    case .sequence: throw ExperimentError(mismatch(node), at: node.range)
    }
  }

  private func mismatch(_ node: YAMLNode) -> String {
    "'\(name)' must be \(Self.balanced), a mapping from classes to weights, or "
      + "\(ExperimentFields.none), not \(node.summary)"
  }

  private func weights(_ entries: [YAMLEntry]) throws(ExperimentError) -> [ClassWeights.Entry] {
    var weights: [ClassWeights.Entry] = []
    var diagnostics = Diagnostics()
    for entry in entries {
      do {
        let label = "'\(entry.key.excerpt)' of '\(name)'"
        let value = try ValueReader.read(entry.value, as: .number(.positive), label: label)
        guard case .number(let weight) = value else { continue }
        weights.append(
          ClassWeights.Entry(name: entry.key, weight: weight, range: entry.keyRange))
      } catch {
        diagnostics.report(error)
      }
    }
    try diagnostics.throwIfAny()
    return weights.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  func json(in experiment: Experiment, relocate: ((String) -> String)?) -> JSONValue? {
    switch experiment.classWeights {
    case .none: .string(ExperimentFields.none)
    case .balanced: .string(Self.balanced)
    case .given(let entries):
      .object(
        entries.filter { relocate != nil || $0.weight != 1 }
          .map { ($0.name, .number($0.weight)) })
    }
  }

  func isDefault(in experiment: Experiment) -> Bool {
    switch experiment.classWeights {
    case .none: true
    case .balanced: false
    case .given(let entries): entries.allSatisfy { $0.weight == 1 }
    }
  }
}
