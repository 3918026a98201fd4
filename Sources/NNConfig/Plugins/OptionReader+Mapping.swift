import NNFiles

extension OptionReader {
  /// Reads declared settings from a mapping, and fills in the defaults.
  ///
  /// - Parameters:
  ///   - entries: the entries of the mapping
  ///   - parameters: the settings that it can have
  ///   - namedByUser: the kind of other settings, whose names the experiment chooses
  ///   - otherKeys: keys that it can also have, which somebody else reads
  ///   - hint: what to write instead of an unknown key
  ///   - range: where a setting would be that is missing
  ///   - what: what messages call a key: `parameter`
  ///   - owner: what the keys belong to, in messages: ` of leaky_relu`
  ///   - label: how messages refer to a value, if not by key and owner
  /// - Throws: `ExperimentError` with all mistakes
  package init(
    _ entries: [YAMLEntry], as parameters: [Parameter], namedByUser: Parameter.Kind? = nil,
    otherKeys: [String] = [], hint: (String) -> Hint? = { _ in nil }, at range: SourceRange,
    what: String, owner: String, label: String? = nil
  ) throws(ExperimentError) {
    var found = Diagnostics()
    let declared = parameters.map(\.name) + otherKeys
    let (entries, named) = Self.named(
      Self.withoutReplaced(entries, parameters), as: namedByUser, besides: declared, owner: owner,
      diagnostics: &found)
    let reader = MappingReader(
      entries: entries, at: range, names: declared + named.map(\.name), hint: hint, what: what,
      owner: owner, diagnostics: &found)
    var values: [String: OptionValue] = [:]
    var ranges: [String: SourceRange] = [:]
    for parameter in parameters + named {
      let node = reader.value(parameter.name)
      ranges[parameter.name] = node?.range
      if case .formulas = parameter.kind, case .mapping(let entries)? = node?.content {
        for entry in entries { ranges["\(parameter.name).\(entry.key)"] = entry.value.range }
      }
      values[parameter.name] = reader.read(
        parameter, owner: owner, label: label, diagnostics: &found)
    }
    try found.throwIfAny()
    self.init(values: values, ranges: ranges, range: range, namesByUser: named.map(\.name))
  }

  /// The entries without those of the file that an override of another setting replaces.
  private static func withoutReplaced(
    _ entries: [YAMLEntry], _ parameters: [Parameter]
  ) -> [YAMLEntry] {
    let overridden = Set(entries.filter(\.value.range.isOfOverride).map(\.key))
    let replaced = Set(
      parameters.filter { overridden.contains($0.name) }.flatMap(\.replacedInFile))
    return entries.filter { !replaced.contains($0.key) || overridden.contains($0.key) }
  }

  /// Finds the settings whose names the experiment has chosen.
  ///
  /// - Parameters:
  ///   - entries: the entries of the mapping
  ///   - kind: the kind of such settings; `nil` if there can be none
  ///   - declared: the names of all others
  ///   - owner: what the keys belong to, in messages
  ///   - diagnostics: receives those with a value of another kind
  /// - Returns: the entries without those, and the settings in alphabetical order
  private static func named(
    _ entries: [YAMLEntry], as kind: Parameter.Kind?, besides declared: [String], owner: String,
    diagnostics: inout Diagnostics
  ) -> (entries: [YAMLEntry], named: [Parameter]) {
    guard let kind else { return (entries, []) }
    let declaredNames = Set(declared)
    var kept: [YAMLEntry] = []
    var names: [String] = []
    for entry in entries {
      if declaredNames.contains(entry.key) {
        kept.append(entry)
        continue
      }
      do {
        _ = try ValueReader.read(entry.value, as: kind, label: "'\(entry.key)'\(owner)")
        names.append(entry.key)
        kept.append(entry)
      } catch {
        let hint = Suggestion.hint(for: entry.key, among: declared)
        switch entry.value.content {
        case .scalar("") where hint.isEmpty:
          diagnostics.report(
            "'\(entry.key)'\(owner) must be \(kind), not nothing; a formula with commas needs quotes "
              + "inside {...}", at: entry.keyRange)
        case .scalar where hint.isEmpty: diagnostics.report(error)
        case .scalar:
          diagnostics.report(
            "'\(entry.key)'\(owner) must be \(kind), not \(entry.value.summary)\(hint)",
            at: entry.keyRange)
        // A list or a mapping may be meant for the parameter with a similar name, which is unknown.
        case .sequence, .mapping:
          if hint.isEmpty { diagnostics.report(error) } else { kept.append(entry) }
        }
      }
    }
    names.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return (kept, names.map { Parameter($0, kind, summary: "set by the experiment") })
  }
}
