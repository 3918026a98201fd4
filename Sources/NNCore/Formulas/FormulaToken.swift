/// A word of a formula.
struct FormulaToken {
  /// What it is.
  enum Kind: Equatable {
    /// A number, which may be too large for double precision.
    case number(Double)
    /// A name of a variable, number or function.
    case name(String)
    /// An operator, a bracket or a comma.
    case symbol(String)
    /// The end of the formula.
    case end
  }

  let kind: Kind
  /// Where it is: the Unicode scalars of the formula, counted from 0.
  let range: Range<Int>
}
