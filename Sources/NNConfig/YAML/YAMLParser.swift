import CLibYAML

/// Builds a tree of nodes with positions from the events of libyaml.
///
/// Documents are untrusted: their depth and their number of values, after the expansion of aliases,
/// are limited; duplicate keys and explicit tags are errors.
package struct YAMLParser: ~Copyable {
  /// The maximum depth of nested lists and mappings.
  static let maximumDepth = 32
  /// The maximum number of values in a document, with aliases expanded.
  static let maximumValues = 1_000_000

  /// The kinds of texts.
  enum Style {
    /// A file: all of YAML except tags.
    case file
    /// A value on the command line: one line without comments, anchors and aliases. The hint is
    /// appended to messages about anything else.
    case override(hint: String)
  }

  private let source: SourceText
  private let style: Style
  /// The replacement in an override for `#`, which would begin a comment.
  private let hash: Unicode.Scalar?
  // Allocated separately, because libyaml keeps pointers into it.
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private var anchors: [String: (node: YAMLNode, values: Int)] = [:]
  private var values = 0

  /// Parses a text that contains one document; an empty text is an empty scalar.
  ///
  /// - Throws: `ExperimentError` with the position of the first syntax error
  package static func parse(_ text: String, source: SourceText) throws(ExperimentError) -> YAMLNode
  {
    try parse(text, source: source, style: .file)
  }

  /// Parses a text of the given kind.
  ///
  /// - Throws: `ExperimentError` with the position of the first syntax error
  static func parse(
    _ text: String, source: SourceText, style: Style
  ) throws(ExperimentError) -> YAMLNode {
    var hash: Unicode.Scalar?
    if case .override = style { hash = unused(in: text) }
    var text = hash.map { text.replacing("#", with: $0) } ?? text
    // The closure throws untyped errors, so a typed one is returned as a result.
    let result = text.withUTF8 { bytes -> Result<YAMLNode, ExperimentError> in
      Result { () throws(ExperimentError) -> YAMLNode in
        var parser = YAMLParser(bytes, source: source, style: style, hash: hash)
        return try parser.document()
      }
    }
    return try result.get()
  }

  /// A character without a meaning in YAML that a text does not contain.
  private static func unused(in text: String) -> Unicode.Scalar? {
    // An argument of a command line is too short for all 65,534.
    let privateUse = (0xF0000...0xFFFFD as ClosedRange<UInt32>).lazy.compactMap(Unicode.Scalar.init)
    return privateUse.first { !text.unicodeScalars.contains($0) }
  }

  private init(
    _ bytes: UnsafeBufferPointer<UInt8>, source: SourceText, style: Style, hash: Unicode.Scalar?
  ) {
    self.source = source
    self.style = style
    self.hash = hash
    parser = .allocate(capacity: 1)
    guard yaml_parser_initialize(parser) == 1 else { preconditionFailure("out of memory") }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
  }

  private mutating func document() throws(ExperimentError) -> YAMLNode {
    _ = try next()  // stream start
    let first = try next()
    guard first.type == YAML_DOCUMENT_START_EVENT else {
      return YAMLNode(.scalar(""), at: SourceRange(startOf: source))
    }
    let root = try node(from: try next(), depth: 0)
    _ = try next()  // document end
    let end = try next()
    guard end.type == YAML_STREAM_END_EVENT else {
      throw ExperimentError(
        "a second document starts here; an experiment is one document", at: end.range)
    }
    return root
  }

  private mutating func node(from event: YAMLEvent, depth: Int) throws(ExperimentError) -> YAMLNode
  {
    if event.type == YAML_ALIAS_EVENT { return try expandAlias(event, depth: depth) }
    let before = values
    try count(1, at: event.range)
    try check(depth: depth, at: event.range)
    let node: YAMLNode
    switch event.type {
    case YAML_SCALAR_EVENT: node = YAMLNode(.scalar(event.text), at: event.range)
    case YAML_SEQUENCE_START_EVENT: node = try sequence(from: event, depth: depth)
    default: node = try mapping(from: event, depth: depth)
    }
    if let anchor = event.anchor { anchors[anchor] = (node, values - before) }
    return node
  }

  private mutating func sequence(from start: YAMLEvent, depth: Int) throws(ExperimentError)
    -> YAMLNode
  {
    var items: [YAMLNode] = []
    while true {
      let event = try next()
      if event.type == YAML_SEQUENCE_END_EVENT {
        return YAMLNode(.sequence(items), at: start.range(to: event))
      }
      items.append(try node(from: event, depth: depth + 1))
    }
  }

  private mutating func mapping(from start: YAMLEvent, depth: Int) throws(ExperimentError)
    -> YAMLNode
  {
    var entries: [YAMLEntry] = []
    var lines: [String: Int] = [:]
    while true {
      let event = try next()
      if event.type == YAML_MAPPING_END_EVENT {
        return YAMLNode(.mapping(entries), at: start.range(to: event))
      }
      guard event.type == YAML_SCALAR_EVENT else {
        throw ExperimentError("a key must be a word", at: event.range)
      }
      let key = event.text
      if let line = lines[key] {
        throw ExperimentError("'\(key)' is set twice; first on line \(line)", at: event.range)
      }
      lines[key] = event.range.line
      let value = try node(from: try next(), depth: depth + 1)
      entries.append(YAMLEntry(key: key, keyRange: event.range, value: value))
    }
  }

  private mutating func expandAlias(
    _ event: YAMLEvent, depth: Int
  ) throws(ExperimentError) -> YAMLNode {
    let name = event.anchor ?? ""
    guard let anchor = anchors[name] else {
      throw ExperimentError("the anchor '&\(name)' is not defined before this", at: event.range)
    }
    try count(anchor.values, at: event.range)
    try check(depth: depth + anchor.node.height, at: event.range)
    return anchor.node
  }

  private func check(depth: Int, at range: SourceRange) throws(ExperimentError) {
    guard depth <= Self.maximumDepth else {
      throw ExperimentError("nested deeper than \(Self.maximumDepth) levels", at: range)
    }
  }

  private mutating func count(_ more: Int, at range: SourceRange) throws(ExperimentError) {
    values += more
    guard values <= Self.maximumValues else {
      throw ExperimentError(
        "more than \(Self.maximumValues) values (aliases expanded); "
          + "put the data in a separate file and name it here", at: range)
    }
  }

  private func next() throws(ExperimentError) -> YAMLEvent {
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 1 else {
      throw ExperimentError(syntaxError: parser.pointee, source: source, style: style)
    }
    defer { yaml_event_delete(&event) }
    var result = YAMLEvent(event, source: source)
    if let hash { result.text = result.text.replacing(hash, with: "#") }
    if case .override(let hint) = style { try check(result, hint: hint) }
    if let tag = result.tag {
      let short = tag.replacing("tag:yaml.org,2002:", with: "!!")
      throw ExperimentError(
        "tags such as '\(short)' are not supported; remove it", at: result.range)
    }
    return result
  }

  /// Rejects what would give an override a value other than the one typed.
  private func check(_ event: YAMLEvent, hint: String) throws(ExperimentError) {
    let problem =
      if event.type == YAML_SCALAR_EVENT, event.hasLineBreak {
        "text with a line break needs double quotes, and \\n for the line break"
      } else if event.anchor != nil || event.tag != nil {
        "text that begins with '&', '*' or '!' needs quotes"
      } else if event.isBlock {
        "there is something after the value"
      } else {
        ""
      }
    if !problem.isEmpty { throw ExperimentError(problem + hint, at: event.range) }
  }
}

extension String {
  /// The text with each occurrence of a scalar replaced.
  fileprivate func replacing(_ old: Unicode.Scalar, with new: Unicode.Scalar) -> String {
    String(UnicodeScalarView(unicodeScalars.map { $0 == old ? new : $0 }))
  }
}

extension YAMLNode {
  /// The number of levels below the value; 0 for a scalar.
  fileprivate var height: Int {
    switch content {
    case .scalar: 0
    case .sequence(let nodes): nodes.lazy.map { $0.height + 1 }.max() ?? 0
    case .mapping(let entries): entries.lazy.map { $0.value.height + 1 }.max() ?? 0
    }
  }
}
