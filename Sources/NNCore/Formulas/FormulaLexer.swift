/// Divides a formula into words.
struct FormulaLexer {
  private let text: [Unicode.Scalar]
  private var position = 0

  init(_ text: String) {
    self.text = Array(text.unicodeScalars)
  }

  /// The next word.
  ///
  /// - Throws: `FormulaError` at a character that no word begins with
  mutating func next() throws(FormulaError) -> FormulaToken {
    while position < text.count, text[position].properties.isWhitespace { position += 1 }
    guard position < text.count else {
      return FormulaToken(kind: .end, range: text.count..<text.count + 1)
    }
    let start = position
    let first = text[start]
    if Self.isDigit(first) || first == "." { return try number(from: start) }
    if Self.beginsName(first) {
      skip { Self.beginsName($0) || Self.isDigit($0) }
      return FormulaToken(kind: .name(slice(from: start)), range: start..<position)
    }
    for symbol in Self.symbols where text[start...].starts(with: symbol.unicodeScalars) {
      position += symbol.unicodeScalars.count
      return FormulaToken(kind: .symbol(symbol), range: start..<position)
    }
    throw unexpected(at: start)
  }

  /// Operators and other signs; those that begin with another one come before it.
  private static let symbols = [
    "<=", ">=", "==", "!=", "<", ">", "+", "-", "*", "/", "^", "(", ")", ",",
  ]

  private mutating func number(from start: Int) throws(FormulaError) -> FormulaToken {
    skip(Self.isDigit)
    if position < text.count, text[position] == "." {
      position += 1
      skip(Self.isDigit)
    }
    let isZero = !text[start..<position].contains { ("1"..."9").contains($0) }
    if position < text.count, text[position] == "e" || text[position] == "E" {
      var end = position + 1
      if end < text.count, text[end] == "+" || text[end] == "-" { end += 1 }
      if end < text.count, Self.isDigit(text[end]) {
        position = end
        skip(Self.isDigit)
      }
    }
    guard let value = Double(slice(from: start)) else {
      throw FormulaError("'\(slice(from: start))' is not a number", at: start..<position)
    }
    if value == 0, !isZero {
      throw FormulaError("this is 0 in double precision", at: start..<position)
    }
    return FormulaToken(kind: .number(value), range: start..<position)
  }

  /// What is wrong with a character that no word begins with.
  private func unexpected(at position: Int) -> FormulaError {
    let character = text[position]
    let rest = text[position...]
    let length = ["&&", "||", "**"].contains { rest.starts(with: $0.unicodeScalars) } ? 2 : 1
    let remedy =
      switch character {
      case "=": "; write '==' to compare"
      case "&": "; write a product of comparisons for 'and'"
      case "|":
        length == 2
          ? "; write 'max' of two comparisons for 'or'"
          : "; write 'abs(...)' for the absolute value"
      case "!": "; write '!=' or '1 - ...'"
      case "?": "; write 'where(condition, a, b)'"
      case "[", "]", "{", "}": "; use round brackets"
      case "\u{2212}", "\u{2013}": "; write '-'"
      case "\u{00B7}", "\u{00D7}": "; write '*'"
      case "\u{00F7}": "; write '/'"
      case "\u{00B2}": "; write '^2'"
      case "\u{00B3}": "; write '^3'"
      case "\u{03C0}": "; write 'pi'"
      case "\u{2264}": "; write '<='"
      case "\u{2265}": "; write '>='"
      case "\u{2260}": "; write '!='"
      default: ""
      }
    let found = String(String.UnicodeScalarView(rest.prefix(length)))
    return FormulaError(
      "'\(found)' has no meaning in a formula\(remedy)", at: position..<position + length)
  }

  private mutating func skip(_ belongs: (Unicode.Scalar) -> Bool) {
    while position < text.count, belongs(text[position]) { position += 1 }
  }

  private func slice(from start: Int) -> String {
    String(String.UnicodeScalarView(text[start..<position]))
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    ("0"..."9").contains(scalar)
  }

  private static func beginsName(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || scalar == "_"
  }
}
