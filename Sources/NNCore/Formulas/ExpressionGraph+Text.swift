extension ExpressionGraph {
  /// An expression as a formula, with an ellipsis for what is too long to be read.
  func text(of expression: Int) -> String {
    var writer = ExpressionWriter(graph: self)
    return writer.text(of: expression, in: .comparison)
  }
}

/// Writes expressions with as few brackets as possible.
private struct ExpressionWriter {
  /// What binds more strongly comes later.
  enum Level: Int, Comparable {
    case comparison, sum, product, sign, power, operand

    static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }
  }

  let graph: ExpressionGraph
  /// How many more nodes are written: common parts are written each time.
  private var rest = 200
  private var depth = 0

  init(graph: ExpressionGraph) {
    self.graph = graph
  }

  /// An expression as an operand of something at a level.
  mutating func text(of expression: Int, in level: Level) -> String {
    guard rest > 0, depth < 50 else { return "..." }
    rest -= 1
    depth += 1
    defer { depth -= 1 }
    let (text, ownLevel) = written(graph[expression])
    return ownLevel < level ? "(\(text))" : text
  }

  private mutating func written(_ node: Expression) -> (String, Level) {
    switch node {
    case .constant(let value): (Self.text(value), value.sign == .minus ? .sign : .operand)
    case .variable(let variable): (variable.name, .operand)
    case .named(let name): (name, .operand)
    case .unary(.negate, let x): ("-\(text(of: x, in: .power))", .sign)
    case .unary(.square, let x): ("\(text(of: x, in: .operand))^2", .power)
    case .unary(let function, let x):
      ("\(function.name)(\(text(of: x, in: .comparison)))", .operand)
    case .binary(let function, let x, let y): written(function, x, y)
    case .select(let condition, let x, let y):
      (
        "where(\(text(of: condition, in: .comparison)), \(text(of: x, in: .comparison)), "
          + "\(text(of: y, in: .comparison)))", .operand
      )
    }
  }

  private mutating func written(_ function: BinaryFunction, _ x: Int, _ y: Int) -> (String, Level) {
    switch function {
    case .add: infix(x, "+", y, left: .sum, right: .product, level: .sum)
    case .subtract: infix(x, "-", y, left: .sum, right: .product, level: .sum)
    case .multiply: infix(x, "*", y, left: .product, right: .sign, level: .product)
    case .divide: infix(x, "/", y, left: .product, right: .sign, level: .product)
    case .power: infix(x, "^", y, left: .operand, right: .sign, level: .power)
    case .less: comparison(x, "<", y, swapped: ">")
    case .lessOrEqual: comparison(x, "<=", y, swapped: ">=")
    case .equal: infix(x, "==", y, left: .sum, right: .sum, level: .comparison)
    case .notEqual: infix(x, "!=", y, left: .sum, right: .sum, level: .comparison)
    case .minimum: call("min", x, y)
    case .maximum: call("max", x, y)
    }
  }

  private mutating func infix(
    _ x: Int, _ symbol: String, _ y: Int, left: Level, right: Level, level: Level
  ) -> (String, Level) {
    ("\(text(of: x, in: left)) \(symbol) \(text(of: y, in: right))", level)
  }

  /// A comparison with a number has the number on its right.
  private mutating func comparison(
    _ x: Int, _ symbol: String, _ y: Int, swapped: String
  ) -> (String, Level) {
    graph.constant(x) != nil
      ? infix(y, swapped, x, left: .sum, right: .sum, level: .comparison)
      : infix(x, symbol, y, left: .sum, right: .sum, level: .comparison)
  }

  private mutating func call(_ name: String, _ x: Int, _ y: Int) -> (String, Level) {
    ("\(name)(\(text(of: x, in: .comparison)), \(text(of: y, in: .comparison)))", .operand)
  }

  private static func text(_ value: Double) -> String {
    Int(exactly: value).map { "\($0)" } ?? "\(value)"
  }
}
