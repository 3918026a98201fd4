import NNConfig
import NNFiles

/// The values of a setting in a sweep as they are written: `0.01,0.03`, `log(1e-4, 1e-1, 7)`.
///
/// They are separated by commas. Commas in brackets, braces, parentheses and quotes belong to a
/// value, so `[784, 30, 10],[784, 64, 10]` are two.
enum SweepText {
  /// The parts between commas, without spaces around them.
  ///
  /// - Throws: `ExperimentError` if a bracket or quote is not closed, or a part is empty
  static func parts(of text: String, at range: SourceRange) throws(ExperimentError) -> [String] {
    var parts: [String] = []
    var part = ""
    var closers: [Character] = []
    var quote: Character?
    var mayQuote = true
    var isEscaped = false
    for character in text {
      if let open = quote {
        if isEscaped {
          isEscaped = false
        } else if character == "\\", open == "\"" {
          isEscaped = true
        } else if character == open {
          quote = nil
          // In single quotes, two of them are one.
          if open == "'" {
            part.append(character)
            mayQuote = true
            continue
          }
        }
      } else if mayQuote, "\"'".contains(character) {
        quote = character
      } else if let closer = closer(of: character) {
        closers.append(closer)
      } else if character == closers.last {
        closers.removeLast()
      } else if character == ",", closers.isEmpty {
        parts.append(part)
        part = ""
        mayQuote = true
        continue
      }
      // A quote in the middle of a word is a letter, as in YAML.
      if !character.isWhitespace { mayQuote = !closers.isEmpty && "[{,:(".contains(character) }
      part.append(character)
    }
    if let quote {
      throw ExperimentError("a quote \(quote) is not closed in '\(text.excerpt)'", at: range)
    }
    if let closer = closers.last {
      throw ExperimentError("'\(closer)' is missing in '\(text.excerpt)'", at: range)
    }
    parts = (parts + [part]).map(\.trimmed)
    if parts.contains("") {
      throw ExperimentError(
        text.trimmed.isEmpty
          ? "there are no values; for an empty text, write ''"
          : "a value is missing beside a comma; values that contain commas are written in quotes",
        at: range)
    }
    return parts
  }

  private static func closer(of character: Character) -> Character? {
    switch character {
    case "[": "]"
    case "{": "}"
    case "(": ")"
    default: nil
    }
  }

  /// A call such as `log(1, 10, 3)`, taken apart; `nil` for anything else, such as
  /// `log(a) * log(b)`.
  static func call(_ text: String) -> (name: String, arguments: [String])? {
    guard text.last == ")", let open = text.firstIndex(of: "(") else { return nil }
    var arguments = [""]
    var depth = 0
    for character in text[text.index(after: open)...].dropLast() {
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      if depth < 0 { return nil }
      if character == ",", depth == 0 {
        arguments.append("")
      } else {
        arguments[arguments.count - 1].append(character)
      }
    }
    return (String(text[..<open]).trimmed, arguments.map(\.trimmed))
  }
}
