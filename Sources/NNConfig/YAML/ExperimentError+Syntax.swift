import CLibYAML

extension ExperimentError {
  /// The syntax error at which libyaml stopped.
  init(syntaxError state: yaml_parser_t, source: SourceText, style: YAMLParser.Style) {
    let problem = state.problem.map { String(cString: $0) } ?? "cannot be parsed"
    let range: SourceRange
    if state.error == YAML_READER_ERROR {
      // Invalid characters are found while the text is buffered, before there are marks.
      range = SourceRange(source: source, utf8Offset: state.problem_offset)
    } else {
      range = SourceRange(source: source, at: state.problem_mark)
    }
    var context = ""
    if let text = state.context {
      context = String(cString: text)
      // The place of an opening bracket or quote helps more than the end of the file.
      let start = SourceRange(source: source, at: state.context_mark)
      if source.showsPositions, (start.line, start.column) != (range.line, range.column) {
        context += " from line \(start.line), column \(start.column)"
      }
      context += ": "
    }
    let hint = Self.hint(problem: problem, at: range)
    switch style {
    case .override(let textHint) where problem == "did not find expected <document start>":
      self.init("there is something after the value\(textHint)", at: range)
    // An unfinished list or mapping was not meant as a text.
    case .override(let textHint) where !problem.hasPrefix("did not find expected ','"):
      self.init("not valid YAML: \(context)\(problem)\(hint)\(textHint)", at: range)
    default:
      self.init("not valid YAML: \(context)\(problem)\(hint)", at: range)
    }
  }

  /// What to do about the most common mistakes.
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
