import NNFiles

/// Reads a node as the kind of value that its field requires.
package enum ValueReader {
  /// Reads a node as a value of the given kind.
  ///
  /// - Parameters:
  ///   - node: the node
  ///   - kind: the kind
  ///   - label: how messages refer to the setting, for example `'eta'`
  /// - Returns: the value
  /// - Throws: `ExperimentError` at the node, or at every wrong entry of a list or mapping
  package static func read(
    _ node: YAMLNode, as kind: Parameter.Kind, label: String
  ) throws(ExperimentError) -> OptionValue {
    switch kind {
    case .list(let element):
      guard case .sequence(let nodes) = node.content else { break }
      return try list(nodes, of: element, label: label)
    case .oneOrMore(let element):
      if case .sequence(let nodes) = node.content {
        return try list(nodes, of: element, label: label)
      }
      return .list([try read(node, as: element, label: label)])
    case .orWord(let kind, let word):
      guard case .scalar(let text) = node.content else {
        return try read(node, as: kind, label: label)
      }
      if text == word { return .text(word) }
      // The word is for special places, so only those who nearly write it are told of it.
      let hint = Suggestion.hint(for: text, among: [word])
      if hint.isEmpty { return try read(node, as: kind, label: label) }
      throw mismatch(node, kind: kind, label: label, hint: hint)
    case .mapping:
      guard case .mapping(let entries) = node.content else { break }
      let pairs = try mapping(entries, label: label)
      return .mapping(pairs.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) })
    case .formulas:
      guard case .mapping(let entries) = node.content else { break }
      let pairs = try mapping(entries, label: label)
      if let empty = entries.first(where: {
        if case .scalar("") = $0.value.content { true } else { false }
      }) {
        throw mismatch(empty.value, kind: .formula, label: "'\(empty.key)' in \(label)")
      }
      return .mapping(pairs)
    case .choiceForColumns(let words):
      if case .mapping(let entries) = node.content {
        return try columnChoice(entries, of: words, at: node.range, label: label)
      }
      guard case .scalar(let text) = node.content, !text.isEmpty else { break }
      if words.contains(text) { return .columnChoice(ColumnChoice(forAll: text)) }
      throw mismatch(
        node, kind: kind, label: label, hint: Suggestion.hint(for: text, among: words))
    default:
      guard case .scalar(let text) = node.content, !text.isEmpty else { break }
      if let value = scalar(text, as: kind, source: node.range.source) { return value }
      throw mismatch(node, kind: kind, label: label, hint: hint(for: text, kind: kind))
    }
    throw mismatch(node, kind: kind, label: label, hint: hint(for: node, kind: kind))
  }

  private static func list(
    _ nodes: [YAMLNode], of kind: Parameter.Kind, label: String
  ) throws(ExperimentError) -> OptionValue {
    var values: [OptionValue] = []
    values.reserveCapacity(nodes.count)
    var diagnostics = Diagnostics()
    for (index, node) in nodes.enumerated() {
      do {
        values.append(try read(node, as: kind, label: "entry \(index + 1) of \(label)"))
      } catch {
        diagnostics.report(error)
      }
    }
    try diagnostics.throwIfAny()
    return .list(values)
  }

  private static func mapping(
    _ entries: [YAMLEntry], label: String
  ) throws(ExperimentError) -> [OptionValue.Pair] {
    var pairs: [OptionValue.Pair] = []
    var diagnostics = Diagnostics()
    for entry in entries {
      if case .scalar(let text) = entry.value.content {
        pairs.append(OptionValue.Pair(key: entry.key, value: text))
      } else {
        diagnostics.report(
          mismatch(entry.value, kind: .text, label: "'\(entry.key)' in \(label)"))
      }
    }
    try diagnostics.throwIfAny()
    return pairs
  }

  private static func columnChoice(
    _ entries: [YAMLEntry], of words: [String], at range: SourceRange, label: String
  ) throws(ExperimentError) -> OptionValue {
    var groups: [String: [String]] = [:]
    var owner: [String: String] = [:]
    var diagnostics = Diagnostics()
    let reader = MappingReader(
      entries: entries, at: range, names: words, what: "key", owner: " of \(label)",
      diagnostics: &diagnostics)
    for word in words {
      guard let node = reader.value(word) else { continue }
      do {
        let value = try read(node, as: .oneOrMore(.text), label: "'\(word)' of \(label)")
        guard case .list(let columns) = value else { continue }
        groups[word] = columns.compactMap { if case .text(let name) = $0 { name } else { nil } }
        for name in groups[word] ?? [] where owner.updateValue(word, forKey: name) != nil {
          diagnostics.report("\(label) names the column '\(name)' twice", at: node.range)
        }
      } catch {
        diagnostics.report(error)
      }
    }
    try diagnostics.throwIfAny()
    return .columnChoice(
      ColumnChoice(words.compactMap { word in groups[word].map { (word, $0) } }))
  }

  private static func scalar(
    _ text: String, as kind: Parameter.Kind, source: SourceText
  ) -> OptionValue? {
    switch kind {
    case .boolean:
      return text == "true" ? .boolean(true) : text == "false" ? .boolean(false) : nil
    case .integer(let range):
      guard let value = integer(text), range.contains(value) else { return nil }
      return .integer(value)
    case .seed: return seed(text).map { .seed($0) }
    case .number(let interval):
      guard let value = number(text), interval.contains(value) else { return nil }
      return .number(value)
    case .text, .formula: return .text(text)
    case .choice(let words): return words.contains(text) ? .text(text) : nil
    case .path:
      let isFinal = text.hasPrefix("/") || source.directory.isEmpty
      return .path(isFinal ? text : FileSystem.path(text, in: source.directory))
    case .list, .oneOrMore, .orWord, .choiceForColumns, .mapping, .formulas: return nil
    }
  }

  /// An integer: digits with an optional sign and nothing else, without surprises such as `0o17` or
  /// `1_000`.
  static func integer(_ text: String) -> Int? {
    isDecimal(text, allowsFraction: false) ? Int(text) : nil
  }

  /// A seed: digits and nothing else.
  private static func seed(_ text: String) -> UInt64? {
    text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? UInt64(text) : nil
  }

  /// A decimal number, perhaps with an exponent, that double precision can hold.
  package static func number(_ text: String) -> Double? {
    guard isDecimal(text, allowsFraction: true), let value = Double(text), value.isFinite,
      value != 0 || isZero(text)
    else { return nil }
    return value
  }

  /// Whether a decimal number has no other digits than 0 before its exponent.
  private static func isZero(_ text: String) -> Bool {
    text.utf8.prefix { $0 != UInt8(ascii: "e") && $0 != UInt8(ascii: "E") }
      .allSatisfy { !(0x31...0x39).contains($0) }
  }

  private static func isDecimal(_ text: String, allowsFraction: Bool) -> Bool {
    text.utf8.contains { (0x30...0x39).contains($0) }
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"): true
        case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"): allowsFraction
        default: false
        }
      }
  }

  private static func mismatch(
    _ node: YAMLNode, kind: Parameter.Kind, label: String, hint: String = ""
  ) -> ExperimentError {
    ExperimentError("\(label) must be \(kind), not \(node.summary)\(hint)", at: node.range)
  }

  /// What to do about a value on the command line that may be meant as a word: a mapping, `[a: b]`,
  /// or nothing, which is what a shell leaves of `;`.
  private static func hint(for node: YAMLNode, kind: Parameter.Kind) -> String {
    if case .list(.orWord(_, let word)) = kind, case .scalar(word) = node.content {
      return "; write [\(word), ...]"
    }
    guard node.range.isOfOverride else { return "" }
    switch (node.content, kind) {
    case (.mapping, .text), (.mapping, .path): return "; put a word that has ': ' in it in quotes"
    case (.scalar(""), .text):
      return "; if it is ; or |, which a shell takes for itself, put the override in quotes"
    default: return ""
    }
  }

  private static func hint(for text: String, kind: Parameter.Kind) -> String {
    switch kind {
    case .choice(let words): return Suggestion.hint(for: text, among: words)
    case .integer(let range):
      // A comma or apostrophe before three digits separates thousands; other commas are decimal.
      let parts = text.split(omittingEmptySubsequences: false) { $0 == "," || $0 == "'" }
      guard parts.dropFirst().allSatisfy({ $0.count == 3 }) else { return "" }
      guard let value = number(parts.joined().replacing("_", with: "")),
        let whole = Int(exactly: value), range.contains(whole), integer(text) == nil
      else { return "" }
      return "; write \(whole)"
    case .number(let interval):
      if isDecimal(text, allowsFraction: true), let value = Double(text), number(text) == nil {
        return "; it is \(value == 0 ? "0" : "infinite") in double precision"
      }
      // Dividing by 100 would round: 0.07 / 100 is 0.0007000000000000001.
      if text.hasSuffix("%"), let share = number("\(String(text.dropLast()).trimmed)e-2"),
        interval.contains(share)
      {
        return "; write \(share)"
      }
      let plain = text.replacing("_", with: "").replacing(",", with: ".")
      guard plain != text, let value = number(plain), interval.contains(value) else { return "" }
      return "; write \(plain)"
    default: return ""
    }
  }
}
