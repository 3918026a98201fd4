import NNConfig

/// The tree of a text, read as if it were in `configs/a.yaml`.
func parse(_ text: String) throws -> YAMLNode {
  try YAMLParser.parse(text, source: SourceText(file: "a.yaml", text: text, directory: "configs"))
}

extension YAMLNode {
  /// The value on one line, each part with `line:column+length`; a length of `...` is the rest of
  /// the line.
  var outline: String {
    switch content {
    case .scalar(let text): "'\(text)' \(range.outline)"
    case .sequence(let nodes):
      "[\(nodes.map(\.outline).joined(separator: ", "))] \(range.outline)"
    case .mapping(let entries):
      "{"
        + entries.map { "\($0.key) \($0.keyRange.outline): \($0.value.outline)" }
        .joined(separator: ", ") + "} \(range.outline)"
    }
  }

  /// The value on one line without places.
  var text: String {
    switch content {
    case .scalar(let text): text
    case .sequence(let nodes): "[\(nodes.map(\.text).joined(separator: ", "))]"
    case .mapping(let entries):
      "{\(entries.map { "\($0.key): \($0.value.text)" }.joined(separator: ", "))}"
    }
  }
}

extension SourceRange {
  /// `line:column+length`
  var outline: String { "\(line):\(column)+\(length == .max ? "..." : "\(length)")" }
}

extension Diagnostics {
  /// What a user reads; `nil` if nothing was found.
  var text: String? {
    do {
      try throwIfAny()
      return nil
    } catch {
      return error.description
    }
  }
}
