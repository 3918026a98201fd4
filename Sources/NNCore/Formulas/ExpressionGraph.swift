/// Expressions that share their common parts: a node exists only once, and comes after its
/// operands.
///
/// What is computed does not depend on the order in which expressions are built, and each operation
/// is rounded to double by itself. A node is simplified when it is made, by rules that change no
/// bit of a result: operations on numbers are done at once, x * x is a square, x * 1 is x. There
/// are two exceptions. Powers with small whole exponents are products, which are faster: x^4 is
/// (x^2)^2, x^3 is x^2 * x, and x^-1 is 1 / x. And 1 / (1 + exp(-x)) and log(1 + exp(x)) become
/// sigmoid(x) and softplus(x), which are more accurate, and do not overflow.
struct ExpressionGraph: Sendable {
  /// The nodes; operands have smaller indices.
  private(set) var nodes: [Expression] = []
  private var indices: [Expression: Int] = [:]
  // By their bits, because 0 and -0 are equal.
  private var constants: [UInt64: Int] = [:]

  /// The node at an index.
  subscript(index: Int) -> Expression { nodes[index] }

  /// The value of a node that is a number.
  func constant(_ index: Int) -> Double? {
    if case .constant(let value) = nodes[index] { value } else { nil }
  }

  /// A number.
  mutating func constant(_ value: Double) -> Int {
    if let index = constants[value.bitPattern] { return index }
    nodes.append(.constant(value))
    constants[value.bitPattern] = nodes.count - 1
    return nodes.count - 1
  }

  /// A quantity that is known when the formula is evaluated.
  mutating func variable(_ variable: FormulaVariable) -> Int { add(.variable(variable)) }

  /// A number that is shown by its name; a graph with such nodes is only printed.
  mutating func named(_ name: String) -> Int { add(.named(name)) }

  /// f(x)
  mutating func apply(_ function: UnaryFunction, _ x: Int) -> Int {
    if let value = constant(x) {
      return constant(Self.arithmetic.value(of: function, value))
    }
    switch (function, nodes[x]) {
    case (.negate, .unary(.negate, let inner)): return inner
    case (.negate, .binary(.multiply, let a, let b)):
      if let factor = constant(a) { return apply(.multiply, constant(-factor), b) }
      if let factor = constant(b) { return apply(.multiply, a, constant(-factor)) }
    case (.log, _): if let exponent = exponentOfSumWithOne(x) { return apply(.softplus, exponent) }
    default: break
    }
    return add(.unary(function, x))
  }

  /// f(x, y)
  mutating func apply(_ function: BinaryFunction, _ x: Int, _ y: Int) -> Int {
    if let a = constant(x), let b = constant(y) {
      return constant(Self.arithmetic.value(of: function, a, b))
    }
    if function == .divide, constant(x) == 1, let exponent = exponentOfSumWithOne(y) {
      return apply(.sigmoid, apply(.negate, exponent))
    }
    switch (function, nodes[x], nodes[y]) {
    case (.multiply, .constant(1), _): return y
    case (.multiply, _, .constant(1)), (.divide, _, .constant(1)), (.power, _, .constant(1)):
      return x
    case (.multiply, .constant(-1), _): return apply(.negate, y)
    case (.multiply, _, .constant(-1)), (.divide, _, .constant(-1)): return apply(.negate, x)
    case (.multiply, _, _) where x == y: return apply(.square, x)
    case (.power, _, .constant(2)): return apply(.square, x)
    case (.power, _, .constant(3)): return apply(.multiply, apply(.square, x), x)
    case (.power, _, .constant(4)): return apply(.square, apply(.square, x))
    case (.power, _, .constant(-1)): return apply(.divide, constant(1), x)
    case (.add, _, .unary(.negate, let z)): return apply(.subtract, x, z)
    case (.add, .unary(.negate, let z), _): return apply(.subtract, y, z)
    case (.subtract, _, .unary(.negate, let z)): return apply(.add, x, z)
    default: return add(.binary(function, x, y))
    }
  }

  /// x where the condition is not 0, y elsewhere
  mutating func select(_ condition: Int, _ x: Int, _ y: Int) -> Int {
    if let value = constant(condition) { return value != 0 ? x : y }
    return x == y ? x : add(.select(condition, x, y))
  }

  /// The exponent e of a node that is 1 + exp(e).
  private func exponentOfSumWithOne(_ node: Int) -> Int? {
    guard case .binary(.add, let x, let y) = nodes[node] else { return nil }
    switch (nodes[x], nodes[y]) {
    case (.constant(1), .unary(.exp, let exponent)): return exponent
    case (.unary(.exp, let exponent), .constant(1)): return exponent
    default: return nil
    }
  }

  /// Adds the product of two nodes, one of which is a derivative: where that is 0, the product is
  /// 0, too, even if the other one is infinite.
  mutating func product(_ x: Int, derivative: Int) -> Int {
    switch nodes[derivative] {
    case .constant(0): return constant(0)
    case .select(let condition, let a, let b) where constant(a) != nil || constant(b) != nil:
      return select(condition, product(x, derivative: a), product(x, derivative: b))
    default: return apply(.multiply, x, derivative)
    }
  }

  /// The index of a node, which is new only if there is none like it.
  private mutating func add(_ node: Expression) -> Int {
    if let index = indices[node] { return index }
    if case .binary(let function, let x, let y) = node, Self.isCommutative(function),
      let index = indices[.binary(function, y, x)]
    {
      return index
    }
    nodes.append(node)
    indices[node] = nodes.count - 1
    return nodes.count - 1
  }

  private static func isCommutative(_ function: BinaryFunction) -> Bool {
    switch function {
    case .add, .multiply, .equal, .notEqual: true
    default: false
    }
  }

  /// Computes with numbers; the result does not depend on the instruction set.
  private static let arithmetic = Kernels<Double>(.baseline)

  /// Which nodes are needed to compute some of them.
  ///
  /// - Parameters:
  ///   - outputs: the nodes to compute
  ///   - given: nodes that are known already, so that their operands are not needed
  /// - Returns: for each node, whether it is one of them or one of their operands
  func isNeeded(for outputs: [Int], given: Set<Int> = []) -> [Bool] {
    var isNeeded = [Bool](repeating: false, count: nodes.count)
    for output in outputs { isNeeded[output] = true }
    for index in nodes.indices.reversed() where isNeeded[index] && !given.contains(index) {
      for operand in nodes[index].operands { isNeeded[operand] = true }
    }
    return isNeeded
  }
}
