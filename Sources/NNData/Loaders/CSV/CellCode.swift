/// A cell of a CSV file as one number: the number in it, or a NaN that says what is there instead.
///
/// So columns of numbers take no more memory than their numbers, and those with some words or gaps
/// need no second table.
enum CellCode {
  private static let base: UInt64 = 0x7FF8_0000_0000_0000

  /// The code of a cell without a value.
  static let missing = Double(bitPattern: base)

  /// The code of a label by its number.
  static func label(_ index: Int32) -> Double {
    Double(bitPattern: base + 1 + UInt64(index.magnitude))
  }

  /// Whether a code stands for a missing value.
  static func isMissing(_ code: Double) -> Bool { code.bitPattern == base }

  /// The number of the label that a code stands for; `nil` for another cell.
  static func label(of code: Double) -> Int? {
    code.bitPattern > base && code.isNaN ? Int(code.bitPattern - base - 1) : nil
  }
}
