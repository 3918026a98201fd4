extension ExpressionGraph {
  /// Adds the derivative of an expression by a variable.
  ///
  /// The branch that is taken counts where functions have several: of `min` and `max` the first
  /// one at a tie, of `abs` neither at 0. `floor`, `sign` and comparisons have the derivative 0.
  ///
  /// - Parameters:
  ///   - expression: the expression
  ///   - variable: the variable
  /// - Returns: the derivative; `nil` if it is 0 everywhere
  mutating func derivative(of expression: Int, by variable: FormulaVariable) -> Int? {
    // The derivatives of all parts, from the leaves on: each part is differentiated only once.
    let isNeeded = isNeeded(for: [expression])
    var slopes = [Slope?](repeating: nil, count: expression + 1)
    for index in 0...expression where isNeeded[index] {
      let slope = slope(of: index, by: variable, slopes: slopes)
      slopes[index] = slope.flatMap { constant($0.value) == 0 ? nil : $0 }
    }
    return slopes[expression].map { node(of: $0) }
  }

  /// The derivative of a node.
  ///
  /// - Parameters:
  ///   - index: the node
  ///   - variable: the variable
  ///   - slopes: the derivatives of the nodes before it
  /// - Returns: the derivative; `nil` if it is 0
  private mutating func slope(
    of index: Int, by variable: FormulaVariable, slopes: [Slope?]
  ) -> Slope? {
    switch self[index] {
    case .constant, .named: nil
    case .variable(let other): other == variable ? Slope(value: constant(1)) : nil
    case .unary(let function, let x):
      slopes[x].flatMap { slope(of: function, x, value: index, slope: $0) }
    case .binary(let function, let x, let y):
      slope(of: function, x, y, value: index, slopes: (slopes[x], slopes[y]))
    case .select(let condition, let x, let y): select(condition, slopes[x], slopes[y])
    }
  }

  /// - Parameters:
  ///   - function: a function f
  ///   - x: its operand
  ///   - y: its value f(x)
  ///   - slope: the derivative of x
  /// - Returns: the derivative of f(x); `nil` if it is 0
  private mutating func slope(
    of function: UnaryFunction, _ x: Int, value y: Int, slope: Slope
  ) -> Slope? {
    switch function {
    case .negate: return negated(slope)
    case .exp: return apply(.multiply, slope, y)
    case .log: return apply(.divide, slope, x)
    case .sqrt: return apply(.divide, slope, apply(.multiply, constant(2), y))
    case .square: return apply(.multiply, slope, apply(.multiply, constant(2), x))
    case .tanh: return apply(.multiply, slope, apply(.subtract, constant(1), apply(.square, y)))
    case .sigmoid:
      let rest = apply(.subtract, constant(1), y)
      return apply(.multiply, slope, apply(.multiply, y, rest))
    case .softplus: return apply(.multiply, slope, apply(.sigmoid, x))
    case .erf:
      // 2 / sqrt(pi)
      let factor = constant(0x1.20dd750429b6dp+0)
      let bell = apply(.exp, apply(.negate, apply(.square, x)))
      return apply(.multiply, slope, apply(.multiply, factor, bell))
    case .sin: return apply(.multiply, slope, apply(.cos, x))
    case .cos: return negated(apply(.multiply, slope, apply(.sin, x)))
    case .sinh: return apply(.multiply, slope, apply(.cosh, x))
    case .cosh: return apply(.multiply, slope, apply(.sinh, x))
    case .abs: return apply(.multiply, slope, apply(.sign, x))
    case .floor, .sign: return nil
    case .gelu, .relu: preconditionFailure("formulas do not have \(function.name)")
    }
  }

  private mutating func slope(
    of function: BinaryFunction, _ x: Int, _ y: Int, value: Int, slopes: (x: Slope?, y: Slope?)
  ) -> Slope? {
    if slopes.x == nil, slopes.y == nil { return nil }
    switch function {
    case .add: return sum(slopes.x, slopes.y)
    case .subtract: return difference(slopes.x, slopes.y)
    case .multiply: return sum(product(slopes.x, y), product(x, slopes.y))
    case .divide:
      // (x / y)' = (x' - (x / y) y') / y
      let numerator = difference(slopes.x, product(slopes.y, value))
      return numerator.map { apply(.divide, $0, y) }
    case .power: return sum(powerSlope(x, y, slopes.x), exponentialSlope(x, value, slopes.y))
    case .minimum: return select(apply(.less, y, x), slopes.y, slopes.x)
    case .maximum: return select(apply(.less, x, y), slopes.y, slopes.x)
    case .less, .lessOrEqual, .equal, .notEqual: return nil
    }
  }

  /// The derivative of x^y by x times that of x: y x^(y - 1) x'; `nil` if y is the number 0.
  private mutating func powerSlope(_ x: Int, _ y: Int, _ slope: Slope?) -> Slope? {
    guard let slope, constant(y) != 0 else { return nil }
    let power = apply(.power, x, apply(.subtract, y, constant(1)))
    return apply(.multiply, slope, apply(.multiply, y, power))
  }

  /// The derivative of x^y by y times that of y: x^y log(x) y'.
  private mutating func exponentialSlope(_ x: Int, _ value: Int, _ slope: Slope?) -> Slope? {
    slope.map { apply(.multiply, $0, apply(.multiply, value, apply(.log, x))) }
  }

  private mutating func product(_ slope: Slope?, _ factor: Int) -> Slope? {
    slope.map { apply(.multiply, $0, factor) }
  }

  private mutating func product(_ factor: Int, _ slope: Slope?) -> Slope? {
    slope.map { Slope(value: apply(.multiply, factor, $0.value), zeros: $0.zeros) }
  }
}
