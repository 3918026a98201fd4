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
    var derivatives = [Int?](repeating: nil, count: expression + 1)
    for index in 0...expression where isNeeded[index] {
      switch self[index] {
      case .constant, .named: break
      case .variable(let other): derivatives[index] = other == variable ? constant(1) : nil
      case .unary(let function, let x):
        if let slope = derivatives[x] {
          derivatives[index] = derivative(of: function, x, value: index, slope: slope)
        }
      case .binary(let function, let x, let y):
        derivatives[index] = derivative(
          of: function, x, y, value: index, slopes: (derivatives[x], derivatives[y]))
      case .select(let condition, let x, let y):
        derivatives[index] = select(condition, slopes: (derivatives[x], derivatives[y]))
      }
    }
    return derivatives[expression]
  }

  /// - Parameters:
  ///   - function: a function f
  ///   - x: its operand
  ///   - y: its value f(x)
  ///   - slope: the derivative of x
  /// - Returns: the derivative of f(x); `nil` if it is 0
  private mutating func derivative(
    of function: UnaryFunction, _ x: Int, value y: Int, slope: Int
  ) -> Int? {
    switch function {
    case .negate: return apply(.negate, slope)
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
    case .cos: return apply(.negate, apply(.multiply, slope, apply(.sin, x)))
    case .sinh: return apply(.multiply, slope, apply(.cosh, x))
    case .cosh: return apply(.multiply, slope, apply(.sinh, x))
    case .abs: return apply(.multiply, slope, apply(.sign, x))
    case .floor, .sign: return nil
    case .gelu, .relu: preconditionFailure("formulas do not have \(function.name)")
    }
  }

  private mutating func derivative(
    of function: BinaryFunction, _ x: Int, _ y: Int, value: Int, slopes: (x: Int?, y: Int?)
  ) -> Int? {
    if slopes.x == nil, slopes.y == nil { return nil }
    switch function {
    case .add: return sum(slopes.x, slopes.y)
    case .subtract: return difference(slopes.x, slopes.y)
    case .multiply:
      return sum(product(slopes.x, y), slopes.y.map { apply(.multiply, x, $0) })
    case .divide:
      // (x / y)' = (x' - (x / y) y') / y
      let numerator = difference(slopes.x, product(slopes.y, value))
      return numerator.map { apply(.divide, $0, y) }
    case .power: return sum(powerSlope(x, y, slopes.x), exponentialSlope(x, value, slopes.y))
    case .minimum:
      return select(apply(.less, y, x), slopes: (slopes.y, slopes.x))
    case .maximum:
      return select(apply(.less, x, y), slopes: (slopes.y, slopes.x))
    case .less, .lessOrEqual, .equal, .notEqual: return nil
    }
  }

  /// The derivative of x^y by x times that of x: y x^(y - 1) x'.
  private mutating func powerSlope(_ x: Int, _ y: Int, _ slope: Int?) -> Int? {
    slope.map { slope in
      let power = apply(.power, x, apply(.subtract, y, constant(1)))
      return apply(.multiply, slope, apply(.multiply, y, power))
    }
  }

  /// The derivative of x^y by y times that of y: x^y log(x) y'.
  private mutating func exponentialSlope(_ x: Int, _ value: Int, _ slope: Int?) -> Int? {
    slope.map { slope in
      apply(.multiply, slope, apply(.multiply, value, apply(.log, x)))
    }
  }

  private mutating func sum(_ a: Int?, _ b: Int?) -> Int? {
    guard let a, let b else { return a ?? b }
    return apply(.add, a, b)
  }

  private mutating func difference(_ a: Int?, _ b: Int?) -> Int? {
    guard let b else { return a }
    guard let a else { return apply(.negate, b) }
    return apply(.subtract, a, b)
  }

  private mutating func product(_ slope: Int?, _ factor: Int) -> Int? {
    slope.map { apply(.multiply, $0, factor) }
  }

  private mutating func select(_ condition: Int, slopes: (x: Int?, y: Int?)) -> Int? {
    if slopes.x == nil, slopes.y == nil { return nil }
    let (x, y) = (slopes.x ?? constant(0), slopes.y ?? constant(0))
    return select(condition, x, y)
  }
}
