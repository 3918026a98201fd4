import CNNKernels

/// A node as a kernel computes it.
struct FormulaOperation {
  private let kind: nn_function_kind
  private let function: Int
  /// The nodes that it reads.
  let operands: [Int]

  /// The operation of a node; `nil` if the node is given.
  ///
  /// A comparison and the selection that depends on it are one operation.
  init?(_ node: Int, in graph: ExpressionGraph, given: Set<Int>) {
    if given.contains(node) { return nil }
    switch graph[node] {
    case .constant, .variable, .named: return nil
    case .unary(let function, let x):
      self.init(nn_unary_function, function.index, [x])
    case .binary(let function, let x, let y):
      self.init(nn_binary_function, function.index, [x, y])
    case .select(let condition, let x, let y):
      switch graph[condition] {
      case .binary(.less, let a, let b) where !given.contains(condition):
        self.init(nn_quaternary_function, QuaternaryFunction.selectLess.index, [a, b, x, y])
      case .binary(.lessOrEqual, let a, let b) where !given.contains(condition):
        self.init(nn_quaternary_function, QuaternaryFunction.selectLessOrEqual.index, [a, b, x, y])
      default:
        self.init(nn_ternary_function, TernaryFunction.select.index, [condition, x, y])
      }
    }
  }

  private init(_ kind: nn_function_kind, _ function: Int, _ operands: [Int]) {
    self.kind = kind
    self.function = function
    self.operands = operands
  }

  /// The step of a program.
  ///
  /// - Parameters:
  ///   - registers: the registers of its operands
  ///   - result: that of its result
  /// - Returns: the step
  func instruction(_ registers: [Int], result: Int) -> nn_instruction {
    precondition(registers.count == operands.count, "an operand has no register")
    func register(_ index: Int) -> UInt16 {
      index < registers.count ? UInt16(registers[index]) : 0
    }
    return nn_instruction(
      kind: UInt8(kind.rawValue), function: UInt8(function), result: UInt16(result),
      operands: (register(0), register(1), register(2), register(3)))
  }
}

extension FormulaOperation {
  /// The operations that compute some nodes, each after those of its operands.
  ///
  /// All that an operand needs is computed before the next operand, and first the one that needs
  /// the most intermediate results, so that few of them exist at once (Sethi and Ullman: "The
  /// generation of optimal code for arithmetic expressions", Journal of the ACM 17(4), 1970).
  ///
  /// - Parameters:
  ///   - outputs: the nodes to compute
  ///   - graph: the graph that they are in
  ///   - given: the nodes that are known
  /// - Returns: nodes and their operations
  static func steps(
    to outputs: [Int], in graph: ExpressionGraph, given: Set<Int>
  ) -> [(node: Int, operation: FormulaOperation)] {
    let operations = graph.nodes.indices.map { FormulaOperation($0, in: graph, given: given) }
    // The intermediate results that a node needs at once, if it shares nothing with others.
    var needs = [Int](repeating: 0, count: operations.count)
    for (node, operation) in operations.enumerated() {
      guard let operation else { continue }
      let counts = operation.operands.map { needs[$0] }.sorted(by: >)
      needs[node] = counts.enumerated().reduce(1) { max($0, $1.element + $1.offset) }
    }
    var steps: [(node: Int, operation: FormulaOperation)] = []
    var isDone = operations.map { $0 == nil }
    // A node stays below the operands that it waits for.
    var stack = Array(outputs.reversed())
    while let node = stack.last {
      guard !isDone[node], let operation = operations[node] else {
        stack.removeLast()
        continue
      }
      var next: Int?
      for operand in operation.operands where !isDone[operand] {
        if next.map({ needs[$0] < needs[operand] }) ?? true { next = operand }
      }
      if let next {
        stack.append(next)
      } else {
        stack.removeLast()
        isDone[node] = true
        steps.append((node, operation))
      }
    }
    return steps
  }
}
