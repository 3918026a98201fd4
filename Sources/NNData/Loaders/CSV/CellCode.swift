/// A cell of a CSV file as a floating-point number: the number in the cell, or a NaN whose bits
/// encode what it has instead (NaN boxing).
///
/// That way, cells take no more memory than numbers, and words and missing values need no other
/// table.
enum CellCode {
  private static let base: UInt64 = 0x7FF8_0000_0000_0000

  /// The code of a cell without a value.
  static let missing = Double(bitPattern: base)

  /// The code of a label by its number.
  static func label(_ index: Int32) -> Double {
    Double(bitPattern: base + 1 + UInt64(index.magnitude))
  }

  /// Whether a code is that of a missing value.
  static func isMissing(_ code: Double) -> Bool { code.bitPattern == base }

  /// The number of the label that a code denotes; `nil` for any other cell.
  static func label(of code: Double) -> Int? {
    code.bitPattern > base && code.isNaN ? Int(code.bitPattern - base - 1) : nil
  }
}
