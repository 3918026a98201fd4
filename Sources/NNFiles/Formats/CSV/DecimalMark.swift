/// What stands between the whole part of a number and its decimals.
public enum DecimalMark: String, Sendable, CaseIterable {
  /// 3.14
  case point = "."
  /// 3,14
  case comma = ","
}
