/// What separates the integer part of a number from its decimals.
public enum DecimalMark: String, Sendable, CaseIterable {
  /// 3.14
  case point = "."
  /// 3,14
  case comma = ","
}
