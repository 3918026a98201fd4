/// A formula for people, such as `da/dz = ...`.
public struct ShownFormula: Sendable, Equatable {
  /// What is on its left side: `f`, `df/dz`.
  public let name: String
  /// What is on its right side.
  public let text: String

  /// Where it holds, if not everywhere.
  public let note: String?

  /// A formula.
  ///
  /// - Parameters:
  ///   - name: what is on its left side
  ///   - text: what is on its right side; it may have several lines, which become one
  ///   - note: where it holds, if not everywhere
  public init(_ name: String, _ text: String, note: String? = nil) {
    self.name = name
    self.text = text.onOneLine
    self.note = note
  }
}

extension ShownFormula {
  /// The formulas in a text.
  ///
  /// - Parameters:
  ///   - text: a formula on each line, with or without a left side
  ///   - name: the left side of those without one
  /// - Returns: the formulas
  static func lines(of text: String?, named name: String?) -> [ShownFormula] {
    (text ?? "").split(separator: "\n").map { line in
      guard let equals = line.firstRange(of: " = "), !line[..<equals.lowerBound].contains(" ")
      else { return ShownFormula(name ?? "", String(line)) }
      return ShownFormula(
        String(line[..<equals.lowerBound]), String(line[equals.upperBound...]))
    }
  }
}
