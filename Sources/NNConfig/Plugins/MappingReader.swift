import NNFiles

/// Returns the values of a mapping by name and reports unknown keys.
package struct MappingReader {
  private var entries: [String: YAMLEntry] = [:]
  /// The names that unknown keys are meant for.
  private var meant: Set<String> = []
  /// Where the mapping is.
  package let range: SourceRange

  /// Reads a mapping whose keys must be among the given names.
  ///
  /// - Parameters:
  ///   - list: the mapping's entries
  ///   - range: where the mapping is
  ///   - names: the keys that are allowed
  ///   - aliases: other spellings of some of them
  ///   - hint: what to write instead of an unknown key
  ///   - what: what messages call a key, for example `field` or `parameter`
  ///   - owner: what the keys belong to, for example ` of leaky_relu`, or nothing
  ///   - diagnostics: receives unknown keys, and keys that are set under two spellings
  package init(
    entries list: [YAMLEntry], at range: SourceRange, names: [String],
    aliases: [String: String] = [:], hint: (String) -> Hint? = { _ in nil }, what: String,
    owner: String = "", diagnostics: inout Diagnostics
  ) {
    self.range = range
    let known = Set(names)
    for entry in list {
      let name = aliases[entry.key] ?? entry.key
      if !known.contains(name) {
        let advice: String
        if let hint = hint(entry.key) {
          advice = "; \(hint.text)"
          hint.meantKey.map { _ = meant.insert($0) }
        } else {
          let candidates = names + aliases.keys.sorted()
          advice = Suggestion.hint(for: entry.key, among: candidates, orAllOf: names)
          Suggestion.nearest(to: entry.key, among: candidates)
            .map { _ = meant.insert(aliases[$0] ?? $0) }
        }
        diagnostics.report("unknown \(what) '\(entry.key)'\(owner)\(advice)", at: entry.keyRange)
      } else if let other = entries[name]?.key {
        diagnostics.report(
          "'\(entry.key)' and '\(other)' are the same \(what); remove one of them",
          at: entry.keyRange)
      } else {
        entries[name] = entry
      }
    }
  }

  /// The value of a key, if the file has it.
  package func value(_ name: String) -> YAMLNode? { entries[name]?.value }

  /// Whether a key that the mapping needs is missing, and not because it has another name there,
  /// which is a mistake of its own.
  package func isMissing(_ name: String) -> Bool {
    entries[name] == nil && !meant.contains(name)
  }

  /// Where a key is, if the file has it.
  package func keyRange(_ name: String) -> SourceRange? { entries[name]?.keyRange }

  /// Reads a setting: its value or default; `nil` if it has neither or is wrong.
  ///
  /// - Parameters:
  ///   - parameter: the setting
  ///   - owner: what it belongs to, for example ` of leaky_relu`, or nothing
  ///   - label: how messages refer to its value, if not by name and owner
  ///   - diagnostics: receives the mistakes
  /// - Returns: the value
  package func read(
    _ parameter: Parameter, owner: String = "", label: String? = nil,
    diagnostics: inout Diagnostics
  ) -> OptionValue? {
    guard let node = value(parameter.name) else {
      if parameter.isRequired, isMissing(parameter.name) {
        diagnostics.report(
          "'\(parameter.name)'\(owner) is missing: \(parameter.summary)", at: range)
      }
      return parameter.defaultValue
    }
    do {
      var node = node
      if case .scalar(let word) = node.content, let other = parameter.spellings[word] {
        node = YAMLNode(.scalar(other), at: node.range)
      }
      return try ValueReader.read(
        node, as: parameter.kind, label: label ?? "'\(parameter.name)'\(owner)")
    } catch {
      diagnostics.report(error)
      return nil
    }
  }
}
