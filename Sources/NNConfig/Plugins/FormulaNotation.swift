/// How the formulas of plugins of one kind are written.
public struct FormulaNotation: Sendable {
  /// The left side of what a plugin computes; `nil` if formulas have left sides of their own.
  let formula: String?
  /// The left side of its derivative; `nil` if there is none.
  let derivative: String?
  /// What the names in the formulas mean, in sentences.
  public let meaning: String

  /// A notation.
  ///
  /// - Parameters:
  ///   - formula: the left side of what a plugin computes
  ///   - derivative: the left side of its derivative
  ///   - meaning: what the names in the formulas mean, in sentences
  package init(formula: String? = nil, derivative: String? = nil, meaning: String) {
    self.formula = formula
    self.derivative = derivative
    self.meaning = meaning
  }
}
