import NNFiles

/// A setting that replaces one of the experiment file: `eta=0.05`, `activations.hidden=tanh`.
package struct Override: Sendable {
  /// The keys that lead to the setting.
  package let path: [String]
  /// The value; `nil` removes the setting.
  private let value: YAMLNode?
  /// Where it is.
  package let range: SourceRange

  /// Parses an override.
  ///
  /// - Parameters:
  ///   - text: `KEY=VALUE`; the keys of nested settings are joined by dots, and entries of lists
  ///     are named by their index from 0; for the value, see `OverrideValue`; the word `null`
  ///     removes the setting
  ///   - number: its number among the overrides, counted from 1
  ///   - directory: the folder from which relative paths in it start; empty for the current one
  /// - Throws: `ExperimentError` if there is no key, it has too many parts, or the value is
  ///   ambiguous
  package init(
    _ text: String, number: Int, directory: String = ""
  ) throws(ExperimentError) {
    let source = SourceText(override: number, text: text, directory: directory)
    range = SourceRange(startOf: source)
    guard let (key, text) = Self.parts(of: text) else {
      throw ExperimentError(
        "an override is written KEY=VALUE, for example eta=0.05"
          + (FileSystem.exists(text)
            ? "; for a file of data, dataset.path=\(text); other experiments need commands of their own"
            : ""),
        at: range)
    }
    path = key.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard path.count <= YAMLParser.maximumDepth else {
      throw ExperimentError(
        "settings are nested at most \(YAMLParser.maximumDepth) deep, not \(path.count)", at: range)
    }
    value =
      text == Self.removal ? nil : try OverrideValue(key: key, text: text, source: source).node()
  }

  private init(_ override: Override, path: [String]) {
    self.path = path
    value = override.value
    range = override.range
  }

  /// The same value for another setting.
  package func moved(to path: [String]) -> Override { Override(self, path: path) }

  /// What is written to remove a setting.
  private static let removal = "null"

  /// Key and value of an override, which are divided by the first equals sign; `nil` without a key.
  package static func parts(of text: String) -> (key: Substring, value: Substring)? {
    guard let equals = text.firstIndex(of: "="), equals != text.startIndex else { return nil }
    return (text[..<equals], text[equals...].dropFirst())
  }

  /// The file's tree with this setting, as if the file contained it.
  ///
  /// - Parameters:
  ///   - root: the tree of the file
  ///   - aliases: other spellings of top-level keys
  ///   - entries: given the path of a setting, the word that it is, and the key of an entry to add,
  ///     the other entries of the mapping that the word becomes: `optimizer.nesterov=true` turns
  ///     `optimizer: momentum` into `{name: momentum, nesterov: true}`; `nil` if the word cannot
  ///     become one
  /// - Returns: the tree with the setting
  /// - Throws: `ExperimentError` if the path leads through a value without entries
  package func applied(
    to root: YAMLNode, aliases: [String: String],
    entries: (_ path: String, _ word: YAMLNode, _ key: String) -> [YAMLEntry]?
  ) throws(ExperimentError) -> YAMLNode {
    try set(
      path[...], in: root, parents: [],
      canonical: { depth, key in depth == 0 ? aliases[key] ?? key : key }, mapping: entries)
  }

  private func set(
    _ path: ArraySlice<String>, in node: YAMLNode, parents: [String],
    canonical: (Int, String) -> String, mapping: (String, YAMLNode, String) -> [YAMLEntry]?
  ) throws(ExperimentError) -> YAMLNode {
    guard let step = path.first else { return value ?? node }
    let name = canonical(parents.count, step)
    let rest = path.dropFirst()
    func descend(into child: YAMLNode?) throws(ExperimentError) -> YAMLNode {
      let empty = YAMLNode(.mapping([]), at: range)
      return try set(
        rest, in: child ?? empty, parents: parents + [name], canonical: canonical,
        mapping: mapping)
    }
    var owner: String { parents.isEmpty ? "the file" : "'\(parents.joined(separator: "."))'" }
    var result = node
    switch node.content {
    case .mapping(var entries) where rest.isEmpty && value == nil:
      let count = entries.count
      entries.removeAll { canonical(parents.count, $0.key) == name }
      guard entries.count < count else {
        throw ExperimentError(
          "'\((parents + [name]).joined(separator: "."))' is not set in \(owner), so it cannot be "
            + "removed" + Suggestion.hint(for: name, among: entries.map(\.key)), at: range)
      }
      result.content = .mapping(entries)
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
      if rest.isEmpty, value == nil {
        throw ExperimentError(
          "an entry of a list cannot be removed; write the whole list without it", at: range)
      }
      nodes[index] = try descend(into: nodes[index])
      result.content = .sequence(nodes)
    case .scalar:
      guard let entries = mapping(parents.joined(separator: "."), node, name) else {
        throw ExperimentError("\(owner) is \(node.summary) and has no '\(name)'", at: range)
      }
      return try set(
        path, in: YAMLNode(.mapping(entries), at: node.range), parents: parents,
        canonical: canonical, mapping: mapping)
    }
    return result
  }
}
