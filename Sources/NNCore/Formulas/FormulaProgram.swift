import CNNKernels

/// Expressions as steps over registers that kernels run.
///
/// What is one number for all elements is computed first, once per call, by a program of its own.
struct FormulaProgram: Sendable {
  /// The steps that compute something for each element.
  let main: FormulaCode
  /// The steps that compute numbers from the uniform variables; `nil` if all numbers are constants.
  let setup: FormulaCode?

  /// Translates expressions.
  ///
  /// - Parameters:
  ///   - outputs: the expressions to compute
  ///   - graph: the graph that they are in
  ///   - arrays: the nodes whose values are given as arrays, in the order of the arrays; those that
  ///     are not variables are not computed
  ///   - uniforms: the uniform variables, in the order in which their values are given
  ///   - flushedOutputs: how many of the first outputs are 0 where they would be subnormal numbers
  /// - Throws: `FormulaError` if too many intermediate results are needed at once
  init(
    _ outputs: [Int], in graph: ExpressionGraph, arrays: [Int], uniforms: [FormulaVariable] = [],
    flushedOutputs: Int = 0
  ) throws(FormulaError) {
    let isArray = Set(arrays)
    var varies = [Bool](repeating: false, count: graph.nodes.count)
    for (index, node) in graph.nodes.enumerated() {
      varies[index] = isArray.contains(index) || node.operands.contains { varies[$0] }
    }
    let isNeeded = graph.isNeeded(for: outputs, given: isArray)
    // Numbers that take part in steps for each element, or are results.
    var isNumber = [Bool](repeating: false, count: graph.nodes.count)
    for output in outputs where !varies[output] { isNumber[output] = true }
    for index in graph.nodes.indices
    where isNeeded[index] && varies[index] && !isArray.contains(index) {
      for operand in graph[index].operands where !varies[operand] { isNumber[operand] = true }
    }
    let numbers = graph.nodes.indices.filter { isNumber[$0] }
    let constants = numbers.filter { graph.constant($0) != nil }
    let computed = numbers.filter { graph.constant($0) == nil }
    main = try FormulaCode(
      outputs, in: graph, constants: constants, numbers: computed, arrays: arrays,
      flushedOutputs: flushedOutputs)
    if computed.isEmpty {
      setup = nil
    } else {
      var graph = graph
      let given = uniforms.map { graph.variable($0) }
      let needed = graph.isNeeded(for: computed, given: Set(given))
      // A kernel of one operand takes no numbers, but none has only constants as operands.
      let constants = graph.nodes.indices.filter { needed[$0] && graph.constant($0) != nil }
      setup = try FormulaCode(
        computed, in: graph, constants: constants, numbers: [], arrays: given)
    }
  }
}

/// Steps over registers: `nn_program`.
struct FormulaCode: Sendable {
  /// The numbers that are known; they come first.
  let constants: [Double]
  /// The numbers that are given when it runs.
  let numberCount: Int
  /// The arrays that it reads, by their place among those that are given when it runs.
  let arrays: [Int]
  private let temporaryCount: Int
  private let instructions: [nn_instruction]
  private let outputs: [UInt16]
  private let flushedOutputs: Int

  /// The steps that it takes.
  var stepCount: Int { instructions.count }
  /// The results that it computes.
  var outputCount: Int { outputs.count }

  /// The maximum number of arrays and intermediate results that exist at once.
  private static let maximumArrays = 256

  /// Translates expressions.
  ///
  /// - Parameters:
  ///   - outputs: the expressions to compute
  ///   - graph: the graph that they are in
  ///   - constants: the constants that they are computed from
  ///   - numbers: other nodes that are given as numbers
  ///   - arrays: the nodes that are given as arrays
  ///   - flushedOutputs: how many of the first outputs are 0 where they would be subnormal numbers
  /// - Throws: `FormulaError` if too many intermediate results are needed at once
  init(
    _ outputs: [Int], in graph: ExpressionGraph, constants: [Int], numbers: [Int], arrays: [Int],
    flushedOutputs: Int = 0
  ) throws(FormulaError) {
    self.constants = constants.compactMap { graph.constant($0) }
    numberCount = numbers.count
    let given = Set(constants + numbers + arrays)
    let operations = graph.nodes.indices.map { FormulaOperation($0, in: graph, given: given) }
    var isNeeded = [Bool](repeating: false, count: graph.nodes.count)
    for output in outputs { isNeeded[output] = true }
    for index in graph.nodes.indices.reversed() where isNeeded[index] {
      for operand in operations[index]?.operands ?? [] { isNeeded[operand] = true }
    }
    self.arrays = arrays.indices.filter { isNeeded[arrays[$0]] }
    var registers: [Int: Int] = [:]
    for node in constants + numbers { registers[node] = registers.count }
    for index in self.arrays { registers[arrays[index]] = registers.count }
    let firstTemporary = registers.count
    let steps = operations.indices.compactMap { index in
      isNeeded[index] ? operations[index].map { (node: index, operation: $0) } : nil
    }
    // A register is free after the last step that reads it.
    var lastUse: [Int: Int] = [:]
    for step in steps { for operand in step.operation.operands { lastUse[operand] = step.node } }
    for output in outputs { lastUse[output] = .max }
    var free: [Int] = []
    var count = 0
    var instructions: [nn_instruction] = []
    for step in steps {
      let operands = step.operation.operands.compactMap { registers[$0] }
      for operand in Set(step.operation.operands) where lastUse[operand] == step.node {
        if let register = registers[operand], register >= firstTemporary { free.append(register) }
      }
      // The lowest one, so that what is written last is still in the cache.
      free.sort(by: >)
      let register = free.popLast() ?? firstTemporary + count
      count = max(count, register - firstTemporary + 1)
      registers[step.node] = register
      guard firstTemporary + count <= UInt16.max else { throw Self.tooLarge }
      instructions.append(step.operation.instruction(operands, result: register))
    }
    guard self.arrays.count + count <= Self.maximumArrays else { throw Self.tooLarge }
    temporaryCount = count
    self.flushedOutputs = flushedOutputs
    self.instructions = instructions
    self.outputs = outputs.map { UInt16(registers[$0] ?? 0) }
  }

  private static var tooLarge: FormulaError {
    FormulaError("the formula has too many intermediate results; make it simpler", at: 0..<1)
  }

  /// Calls a function with the program as kernels read it.
  func withProgram<Result>(_ body: (nn_program) -> Result) -> Result {
    instructions.withUnsafeBufferPointer { instructions in
      outputs.withUnsafeBufferPointer { outputs in
        guard let results = outputs.baseAddress else { preconditionFailure("there are outputs") }
        return body(
          nn_program(
            number_count: constants.count + numberCount, input_count: arrays.count,
            temporary_count: temporaryCount, instruction_count: instructions.count,
            instructions: instructions.baseAddress, output_count: outputs.count, outputs: results,
            flushed_count: flushedOutputs))
      }
    }
  }
}

/// A node as a kernel computes it.
private struct FormulaOperation {
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
