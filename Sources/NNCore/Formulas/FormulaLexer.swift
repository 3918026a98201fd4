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
    if Self.isDigit(first)
      || first == "." && start + 1 < text.count && Self.isDigit(text[start + 1])
    {
      return try number(from: start)
    }
    if Self.beginsName(first) {
      skip { Self.beginsName($0) || Self.isDigit($0) }
      try refuseModule(from: start)
      return FormulaToken(kind: .name(slice(from: start)), range: start..<position)
    }
    for (symbol, meaning) in ForeignSyntax.symbols
    where text[start...].starts(with: symbol.unicodeScalars) {
      throw FormulaError(
        "'\(symbol)' has no meaning in a formula; write \(meaning)",
        at: start..<start + symbol.unicodeScalars.count)
    }
    for symbol in Self.symbols where text[start...].starts(with: symbol.unicodeScalars) {
      position += symbol.unicodeScalars.count
      return FormulaToken(kind: .symbol(symbol), range: start..<position)
    }
    let remedy = ForeignSyntax.remedy(for: first).map { "; \($0)" } ?? ""
    let isVisible =
      switch first.properties.generalCategory {
      case .format, .control, .unassigned, .privateUse: false
      default: true
      }
    let found = isVisible ? "'\(first)'" : "U+\(String(first.value, radix: 16, uppercase: true))"
    throw FormulaError("\(found) has no meaning in a formula\(remedy)", at: start..<start + 1)
  }

  /// Operators and other signs; those that begin with another one come before it.
  private static let symbols = [
    "<=", ">=", "==", "!=", "<", ">", "+", "-", "*", "/", "^", "(", ")", ",",
  ]

  /// Refuses a name that is led by that of a module, such as `np.exp`.
  private mutating func refuseModule(from start: Int) throws(FormulaError) {
    guard position + 1 < text.count, text[position] == ".", Self.beginsName(text[position + 1])
    else { return }
    skip { Self.beginsName($0) || Self.isDigit($0) || $0 == "." }
    let name = slice(from: start)
    let last = name.split(separator: ".").last.map(String.init) ?? name
    let remedy =
      ForeignSyntax.remedy(forFunction: last) ?? ForeignSyntax.remedy(forWord: last)
      ?? "write '\(last)' alone"
    throw FormulaError(
      "'\(name)' has a dot, but there are no modules in formulas; \(remedy)", at: start..<position)
  }

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
    try refuseForeignNumber(from: start)
    guard let value = Double(slice(from: start)) else {
      throw FormulaError("'\(slice(from: start))' is not a number", at: start..<position)
    }
    if value == 0, !isZero {
      throw FormulaError("this is 0 in double precision", at: start..<position)
    }
    return FormulaToken(kind: .number(value), range: start..<position)
  }

  /// Refuses what only other languages read as a number: `0x10`, `1_000`, and `1e` without digits.
  private func refuseForeignNumber(from start: Int) throws(FormulaError) {
    guard position < text.count else { return }
    let next = text[position]
    let rest = text[(position + 1)...]
    let end = rest.firstIndex { !Self.beginsName($0) && !Self.isDigit($0) } ?? text.count
    let word = slice(from: start, to: end)
    let radix = ["x": 16, "o": 8, "b": 2][String(next).lowercased()]
    if let radix, word.first == "0", let value = Int(word.dropFirst(2), radix: radix) {
      throw FormulaError("'\(word)' is not a decimal number; write \(value)", at: start..<end)
    }
    let decimal = word.replacing("_", with: "")
    if next == "_", Double(decimal) != nil {
      throw FormulaError("'\(word)' has '_' in a number; write \(decimal)", at: start..<end)
    }
    if next == "e" || next == "E", end == position + 1 {
      let number = slice(from: start, to: position)
      throw FormulaError(
        "'\(word)' is a number without its exponent; write '\(number)e0', or '\(number) * \(next)' "
          + "for a product", at: start..<end)
    }
  }

  private mutating func skip(_ belongs: (Unicode.Scalar) -> Bool) {
    while position < text.count, belongs(text[position]) { position += 1 }
  }

  /// A part of the text, up to the position unless another end is given.
  private func slice(from start: Int, to end: Int? = nil) -> String {
    String(String.UnicodeScalarView(text[start..<(end ?? position)]))
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    ("0"..."9").contains(scalar)
  }

  private static func beginsName(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || scalar == "_"
  }
}
