import CLibYAML

/// A copy of the parts of a libyaml event that are needed.
struct YAMLEvent {
  let type: yaml_event_type_t
  let range: SourceRange
  /// The text of a scalar.
  var text = ""
  /// The name after `&` or `*`.
  private(set) var anchor: String?
  /// An explicit tag.
  private(set) var tag: String?
  /// Whether a list or mapping is written without brackets.
  private(set) var isBlock = false

  init(_ event: yaml_event_t, source: SourceText) {
    type = event.type
    range = SourceRange(source: source, from: event.start_mark, to: event.end_mark)
    switch type {
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      text = String(
        decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
      anchor = Self.string(scalar.anchor)
      tag = Self.string(scalar.tag)
    case YAML_SEQUENCE_START_EVENT:
      anchor = Self.string(event.data.sequence_start.anchor)
      tag = Self.string(event.data.sequence_start.tag)
      isBlock = event.data.sequence_start.style == YAML_BLOCK_SEQUENCE_STYLE
    case YAML_MAPPING_START_EVENT:
      anchor = Self.string(event.data.mapping_start.anchor)
      tag = Self.string(event.data.mapping_start.tag)
      isBlock = event.data.mapping_start.style == YAML_BLOCK_MAPPING_STYLE
    case YAML_ALIAS_EVENT:
      anchor = Self.string(event.data.alias.anchor)
    default: break
    }
  }

  /// Whether it spans several lines.
  var hasLineBreak: Bool { range.length == Int.max }

  /// The stretch from the start of this event to the end of another.
  func range(to end: YAMLEvent) -> SourceRange {
    let sameLine = end.range.line == range.line
    return SourceRange(
      source: range.source, line: range.line, column: range.column,
      length: sameLine ? end.range.column + end.range.length - range.column : Int.max)
  }

  private static func string(_ bytes: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    bytes.map { String(cString: $0) }
  }
}

extension SourceRange {
  fileprivate init(source: SourceText, from start: yaml_mark_t, to end: yaml_mark_t) {
    self.init(
      source: source, line: Int(start.line) + 1, column: Int(start.column) + 1,
      length: end.line == start.line ? Int(end.column) - Int(start.column) : Int.max)
  }
}
