/// A setting given after the experiment file: `eta=0.05`, `activations.hidden=tanh`.
public struct Override: Sendable {
  private let path: [String]
  private let value: YAMLNode
  private let range: SourceRange

  /// Reads an override.
  ///
  /// - Parameters:
  ///   - text: `KEY=VALUE`; keys of nested settings are joined by points, entries of lists are
  ///     named by their number from 0; `OverrideValue` tells what the value can be
  ///   - number: its place among the overrides, from 1
  /// - Throws: `ExperimentError` if there is no key, or it is doubtful what the value means.
  public init(_ text: String, number: Int) throws(ExperimentError) {
    let source = SourceText(override: number, text: text)
    range = SourceRange(startOf: source)
    guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
      throw ExperimentError("an override is written KEY=VALUE, for example eta=0.05", at: range)
    }
    let key = text[..<equals]
    path = key.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    value = try OverrideValue(key: key, text: text[equals...].dropFirst(), source: source).node()
  }

  /// The tree with this setting in it, as if it stood in the file.
  ///
  /// - Parameters:
  ///   - root: the tree of the file
  ///   - aliases: other spellings of keys at the top level
  ///   - nameKey: for the path of a setting that names a plugin, the key that the name takes when
  ///     parameters join it: `optimizer.momentum=0.9` makes a mapping of `optimizer: sgd`
  /// - Returns: the tree with the setting
  /// - Throws: `ExperimentError` if the path leads through a value that has no parts.
  public func applied(
    to root: YAMLNode, aliases: [String: String], nameKey: (String) -> String?
  ) throws(ExperimentError) -> YAMLNode {
    try set(
      path[...], in: root, parents: [],
      canonical: { depth, key in depth == 0 ? aliases[key] ?? key : key }, nameKey: nameKey)
  }

  private func set(
    _ path: ArraySlice<String>, in node: YAMLNode, parents: [String],
    canonical: (Int, String) -> String, nameKey: (String) -> String?
  ) throws(ExperimentError) -> YAMLNode {
    guard let step = path.first else { return value }
    let name = canonical(parents.count, step)
    let rest = path.dropFirst()
    func descend(into child: YAMLNode?) throws(ExperimentError) -> YAMLNode {
      let empty = YAMLNode(.mapping([]), at: range)
      return try set(
        rest, in: child ?? empty, parents: parents + [name], canonical: canonical,
        nameKey: nameKey)
    }
    var owner: String { parents.isEmpty ? "the file" : "'\(parents.joined(separator: "."))'" }
    var result = node
    switch node.content {
    case .mapping(var entries):
      if let index = entries.firstIndex(where: { canonical(parents.count, $0.key) == name }) {
        entries[index].value = try descend(into: entries[index].value)
      } else {
        entries.append(
          YAMLEntry(key: step, keyRange: range, value: try descend(into: nil)))
      }
      result.content = .mapping(entries)
    case .sequence(var nodes):
      guard let index = Int(name), nodes.indices.contains(index) else {
        throw ExperimentError(
          "\(owner) is a list of \(nodes.count): "
            + "name an entry by its number from 0, not '\(name)'", at: range)
      }
      nodes[index] = try descend(into: nodes[index])
      result.content = .sequence(nodes)
    case .scalar:
      guard let key = nameKey(parents.joined(separator: ".")) else {
        throw ExperimentError("\(owner) is \(node.summary) and has no '\(name)'", at: range)
      }
      let entry = YAMLEntry(key: key, keyRange: node.range, value: node)
      let mapping = YAMLNode(.mapping([entry]), at: node.range)
      return try set(
        path, in: mapping, parents: parents, canonical: canonical, nameKey: nameKey)
    }
    return result
  }
}
