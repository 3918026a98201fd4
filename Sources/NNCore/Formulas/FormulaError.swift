/// A mistake in the text of a formula.
struct FormulaError: Error, Equatable {
  /// What is wrong and what to do.
  let message: String
  /// Where it is: the Unicode scalars of the text, counted from 0.
  let range: Range<Int>

  init(_ message: String, at range: Range<Int>) {
    self.message = message
    self.range = range
  }
}
