import NNFiles

// Numbers that are written in another form than is read.
extension CSVWords {
  /// Whether a text is a number with a comma before its decimals. Three digits behind it may as well be
  /// thousands.
  private static func hasDecimalComma(_ text: String) -> Bool {
    text.contains(",") && DecimalNumber.value(of: text, .comma) != nil
  }

  /// Whether all commas in a number have three digits behind them and one to three in front, so that
  /// they may separate thousands.
  private static func mayHaveThousands(_ text: String) -> Bool {
    let parts = text.drop { $0 == "-" || $0 == "+" }.split(
      separator: ",", omittingEmptySubsequences: false)
    guard let first = parts.first, parts.count > 1 else { return false }
    return (1...3).contains(first.count) && first.first != "0"
      && parts.dropFirst().allSatisfy { $0.count == 3 }
  }

  private static let signs: Set<Character> = [
    "$", "€", "£", "¥", "%", " ", "'", "_", "\u{A0}", "\u{202F}",
  ]

  /// Whether a text is a number but for signs and separators of thousands.
  private static func isAmount(_ text: String, _ mark: DecimalMark) -> Bool {
    let separator: Character = mark == .point ? "," : "."
    let plain = text.filter { !signs.contains($0) && $0 != separator }
    return plain != text && DecimalNumber.value(of: plain, mark) != nil
  }

  /// Whether a text is a number in another form than is read as one.
  static func isNumber(_ text: String, _ mark: DecimalMark) -> Bool {
    hasDecimalComma(text) || isAmount(text, mark)
  }

  /// What to do about texts that are numbers in another form; `nil` if not all are.
  static func remedies(
    forNumbers texts: [String], _ columns: CSVColumns
  ) -> [CSVProblems.Remedy]? {
    let mark = columns.decimalMark
    if texts.allSatisfy(hasDecimalComma) {
      // A column that is quoted because of its commas needs no other delimiter, but no setting helps.
      let isSeparate = columns.delimiter != .comma
      if texts.allSatisfy(mayHaveThousands) {
        return [.plainNumbers]
          + (isSeparate ? [.set("decimal: \",\"", " if decimals begin with a comma")] : [])
      }
      return [
        isSeparate
          ? .set("decimal: \",\"") : .edit("write points instead of commas before decimals")
      ]
    }
    return texts.allSatisfy { isNumber($0, mark) } ? [.plainNumbers] : nil
  }
}
