import NNFiles

// Numbers in formats that are not read.
extension CSVWordKind {
  /// Whether a text is a number with a decimal comma. If three digits follow it, it may also be a
  /// thousands separator.
  private static func hasDecimalComma(_ text: String) -> Bool {
    text.contains(",") && DecimalNumber.value(of: text, .comma) != nil
  }

  /// Whether the commas in a number may be thousands separators: three digits follow each of them,
  /// and one to three precede the first.
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

  /// Whether a text is a number with signs or thousands separators.
  private static func isAmount(_ text: String, _ mark: DecimalMark) -> Bool {
    let separator: Character = mark == .point ? "," : "."
    let plain = text.filter { !signs.contains($0) && $0 != separator }
    return plain != text && DecimalNumber.value(of: plain, mark) != nil
  }

  /// Whether a text is a number in a format that is not read as one.
  static func isNumber(_ text: String, _ mark: DecimalMark) -> Bool {
    hasDecimalComma(text) || isAmount(text, mark)
  }

  /// What to do about texts that are numbers in another format; `nil` if not all of them are.
  static func remedies(
    forNumbers texts: [String], _ columns: CSVColumns
  ) -> [CSVProblems.Remedy]? {
    let mark = columns.decimalMark
    if texts.allSatisfy(hasDecimalComma) {
      // With commas between columns, too, these numbers are in quotes, and no setting can help.
      let isSeparate = columns.delimiter != .comma
      if texts.allSatisfy(mayHaveThousands) {
        return [.plainNumbers]
          + (isSeparate ? [.set("decimal: \",\"", " if the comma is the decimal mark")] : [])
      }
      return [
        isSeparate
          ? .set("decimal: \",\"") : .edit("write decimal points instead of commas")
      ]
    }
    return texts.allSatisfy { isNumber($0, mark) } ? [.plainNumbers] : nil
  }
}
