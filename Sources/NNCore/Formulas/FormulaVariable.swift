/// A name that a formula can use for a quantity that nnrun provides.
struct FormulaVariable: Sendable, Hashable {
  /// The name in formulas.
  let name: String
  /// Whether it is one number for all elements, such as the iteration.
  let isUniform: Bool

  /// A quantity with a value for each element.
  static func array(_ name: String) -> FormulaVariable {
    FormulaVariable(name: name, isUniform: false)
  }

  /// A quantity that is one number for all elements.
  static func number(_ name: String) -> FormulaVariable {
    FormulaVariable(name: name, isUniform: true)
  }
}
