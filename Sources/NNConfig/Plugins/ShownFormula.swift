/// A formula for people, such as `da/dz = ...`.
public struct ShownFormula: Sendable, Equatable {
  /// What is on its left side: `f`, `df/dz`.
  public let name: String
  /// What is on its right side.
  public let text: String

  /// A formula with a name; the text may have several lines, which become one.
  public init(_ name: String, _ text: String) {
    self.name = name
    self.text = text.onOneLine
  }
}
