/// A node of an `ExpressionGraph`; its operands are nodes that come before it.
enum Expression: Hashable, Sendable {
  /// A number.
  case constant(Double)
  /// A quantity that is known when the formula is evaluated.
  case variable(FormulaVariable)
  /// A number that is shown by its name.
  case named(String)
  /// A function of one operand.
  case unary(UnaryFunction, Int)
  /// A function of two operands.
  case binary(BinaryFunction, Int, Int)
  /// The second operand where the first is not 0, the third elsewhere.
  case select(Int, Int, Int)

  /// The nodes that it is computed from, in their order.
  var operands: [Int] {
    switch self {
    case .constant, .variable, .named: []
    case .unary(_, let x): [x]
    case .binary(_, let x, let y): [x, y]
    case .select(let condition, let x, let y): [condition, x, y]
    }
  }
}
