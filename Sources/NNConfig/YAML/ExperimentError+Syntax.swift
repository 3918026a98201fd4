import CLibYAML

extension ExperimentError {
  /// The mistake in the syntax at which libyaml has stopped.
  init(syntaxError state: yaml_parser_t, source: SourceText, style: YAMLParser.Style) {
    let problem = state.problem.map { String(cString: $0) } ?? "cannot be parsed"
    let range: SourceRange
    if state.error == YAML_READER_ERROR {
      // Unreadable characters are found while the text is buffered, before there are marks.
      range = SourceRange(source: source, utf8Offset: state.problem_offset)
    } else {
      range = SourceRange(source: source, at: state.problem_mark)
    }
    var context = ""
    if let text = state.context {
      context = String(cString: text)
      // Where a bracket or quote was opened helps more than where the file ended without it.
      let start = SourceRange(source: source, at: state.context_mark)
      if source.showsPositions, (start.line, start.column) != (range.line, range.column) {
        context += " from line \(start.line), column \(start.column)"
      }
      context += ": "
    }
    let hint = Self.hint(problem: problem, at: range)
    switch style {
    case .override(let textHint) where problem == "did not find expected <document start>":
      self.init("there is something behind the value\(textHint)", at: range)
    // A list or mapping that is not finished is no text.
    case .override(let textHint) where !problem.hasPrefix("did not find expected ','"):
      self.init("not valid YAML: \(context)\(problem)\(hint)\(textHint)", at: range)
    default:
      self.init("not valid YAML: \(context)\(problem)\(hint)", at: range)
    }
  }

  /// What to do about the mistakes that people make most.
  private static func hint(problem: String, at range: SourceRange) -> String {
    switch problem {
    case "mapping values are not allowed in this context", "could not find expected ':'":
      return "; check the indentation, and that a space follows each ':'"
    case "found character that cannot start any token":
      let character = range.source.line(range.line).dropFirst(range.column - 1).first
      return character == "\t"
        ? "; indent with spaces, not with tabs"
        : character.map { "; put a value that begins with '\($0)' in quotes" } ?? ""
    default: return ""
    }
  }
}

extension SourceRange {
  fileprivate init(source: SourceText, at mark: yaml_mark_t) {
    self.init(source: source, line: Int(mark.line) + 1, column: Int(mark.column) + 1, length: 1)
  }
}
