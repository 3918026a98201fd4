/// What separates the integer part of a number from its decimals.
package enum DecimalMark: String, Sendable, CaseIterable {
  /// 3.14
  case point = "."
  /// 3,14
  case comma = ","
}
