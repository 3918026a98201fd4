import NNConfig
import NNFiles

/// Overrides of activations, which a file can have as a list or by `hidden` and `output`, and an
/// override names in either way.
enum LayerSettings {
  private static let (hidden, output) = ("hidden", "output")

  /// An override in the words of the file.
  ///
  /// - Parameters:
  ///   - override: the override
  ///   - root: the tree of the file
  /// - Returns: the tree with its activations as a list if the override names one of them, and the
  ///   overrides to apply: of a list, `output` is the last entry, and `hidden` are all others
  /// - Throws: `ExperimentError` for a word that is neither of the two
  static func resolved(
    _ override: Override, in root: YAMLNode
  ) throws(ExperimentError) -> (root: YAMLNode, overrides: [Override]) {
    let field = ExperimentFields.activations.name
    let path = override.path
    guard path.count > 1, path[0] == field, case .mapping(var entries) = root.content,
      let place = entries.firstIndex(where: { $0.key == field })
    else { return (root, [override]) }
    switch entries[place].value.content {
    case .sequence(let nodes) where !nodes.isEmpty:
      let last = nodes.count - 1
      let indices =
        switch path[1] {
        case output: [last]
        case hidden: Array(0..<last)
        default: [Int]()
        }
      if Int(path[1]) == nil, ![hidden, output].contains(path[1]) {
        throw ExperimentError(
          "unknown key '\(path[1])' of '\(field)'"
            + Suggestion.hint(
              for: path[1], among: [hidden, output],
              orAllOf: [hidden, output, "the numbers from 0 to \(last)"]), at: override.range)
      }
      if indices.isEmpty { return (root, [override]) }
      return (root, indices.map { override.moved(to: [field, "\($0)"] + path.dropFirst(2)) })
    case .mapping(let settings) where Int(path[1]) != nil:
      guard let list = list(settings, entries) else { return (root, [override]) }
      entries[place].value.content = .sequence(list)
      var root = root
      root.content = .mapping(entries)
      return (root, [override])
    default: return (root, [override])
    }
  }

  /// The activation of each layer after the input layer; `nil` if the file does not say how many
  /// there are, or which they have.
  private static func list(_ settings: [YAMLEntry], _ fields: [YAMLEntry]) -> [YAMLNode]? {
    // Other keys are mistakes, which are reported if the mapping stays as it is.
    guard settings.allSatisfy({ [hidden, output].contains($0.key) }) else { return nil }
    let structure = fields.first { $0.key == ExperimentFields.structure.name }?.value
    guard case .sequence(let layers)? = structure?.content, layers.count >= 2,
      let last = settings.first(where: { $0.key == output })?.value
    else { return nil }
    let hiddenCount = layers.count - 2
    if hiddenCount == 0 { return [last] }
    guard let first = settings.first(where: { $0.key == hidden })?.value else { return nil }
    return [YAMLNode](repeating: first, count: hiddenCount) + [last]
  }
}
