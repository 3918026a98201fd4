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

  /// What is meant by a name that other programs use.
  static func advice(on name: String) -> String? {
    switch name {
    case "ln", "log_e": "write 'log(x)'"
    case "log2", "log10": "write 'log(x) / log(\(name.dropFirst(3)))'"
    case "pow", "power": "write 'x ^ y'"
    case "sqr", "square": "write 'x ^ 2'"
    case "relu": "write 'max(x, 0)'"
    case "maximum", "fmax": "write 'max(a, b)'"
    case "minimum", "fmin": "write 'min(a, b)'"
    case "if", "iff", "select", "ifelse", "cond": "write 'where(condition, a, b)'"
    case "fabs", "absolute": "write 'abs(x)'"
    case "tan": "write 'sin(x) / cos(x)'"
    case "logistic", "expit": "write 'sigmoid(x)'"
    case "erfc": "write '1 - erf(x)'"
    case "ceil": "write '-floor(-x)'"
    case "round": "write 'floor(x + 0.5)'"
    case "sgn": "write 'sign(x)'"
    case "log1p": "write 'log(1 + x)'"
    case "expm1": "write 'exp(x) - 1'"
    default: nil
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
