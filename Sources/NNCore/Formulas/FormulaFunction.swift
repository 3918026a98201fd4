/// The functions that formulas can use.
enum FormulaFunction: String, CaseIterable {
  case exp, log, sqrt, tanh, sinh, cosh, sigmoid, softplus, erf, sin, cos, abs, floor, sign
  case min, max
  case `where`

  /// How the function is written.
  var usage: String {
    switch self {
    case .min, .max: "\(rawValue)(a, b)"
    case .where: "where(condition, a, b)"
    default: "\(rawValue)(x)"
    }
  }

  /// How many operands it has.
  var operandCount: Int {
    switch self {
    case .min, .max: 2
    case .where: 3
    default: 1
    }
  }

  /// Adds its value to a graph.
  func apply(_ operands: [Int], in graph: inout ExpressionGraph) -> Int {
    switch self {
    case .exp: graph.apply(.exp, operands[0])
    case .log: graph.apply(.log, operands[0])
    case .sqrt: graph.apply(.sqrt, operands[0])
    case .tanh: graph.apply(.tanh, operands[0])
    case .sinh: graph.apply(.sinh, operands[0])
    case .cosh: graph.apply(.cosh, operands[0])
    case .sigmoid: graph.apply(.sigmoid, operands[0])
    case .softplus: graph.apply(.softplus, operands[0])
    case .erf: graph.apply(.erf, operands[0])
    case .sin: graph.apply(.sin, operands[0])
    case .cos: graph.apply(.cos, operands[0])
    case .abs: graph.apply(.abs, operands[0])
    case .floor: graph.apply(.floor, operands[0])
    case .sign: graph.apply(.sign, operands[0])
    case .min: graph.apply(.minimum, operands[0], operands[1])
    case .max: graph.apply(.maximum, operands[0], operands[1])
    case .where: graph.select(operands[0], operands[1], operands[2])
    }
  }
}
