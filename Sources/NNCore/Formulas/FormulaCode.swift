import CNNKernels

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
  static let maximumArrays = 256

  /// Translates expressions.
  ///
  /// - Parameters:
  ///   - outputs: the expressions to compute
  ///   - graph: the graph that they are in
  ///   - constants: the constants that they are computed from
  ///   - numbers: other nodes that are given as numbers
  ///   - arrays: the nodes that are given as arrays, of which several may be equal
  ///   - flushedOutputs: how many of the first outputs are 0 where they would be subnormal numbers
  /// - Throws: `FormulaTooLarge` if too many intermediate results are needed at once
  init(
    _ outputs: [Int], in graph: ExpressionGraph, constants: [Int], numbers: [Int], arrays: [Int],
    flushedOutputs: Int = 0
  ) throws(FormulaTooLarge) {
    self.constants = constants.compactMap { graph.constant($0) }
    numberCount = numbers.count
    let given = Set(constants + numbers + arrays)
    let steps = FormulaOperation.steps(to: outputs, in: graph, given: given)
    let read = Set(outputs + steps.flatMap(\.operation.operands))
    // A node that is given as several arrays is read from the first of them.
    var seen: Set<Int> = []
    self.arrays = arrays.indices.filter {
      seen.insert(arrays[$0]).inserted && read.contains(arrays[$0])
    }
    var registers: [Int: Int] = [:]
    for node in constants + numbers { registers[node] = registers.count }
    for index in self.arrays { registers[arrays[index]] = registers.count }
    let firstTemporary = registers.count
    precondition(
      firstTemporary == constants.count + numbers.count + self.arrays.count,
      "a node is given in one way")
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
      guard firstTemporary + count <= UInt16.max else { throw FormulaTooLarge() }
      instructions.append(step.operation.instruction(operands, result: register))
    }
    guard self.arrays.count + count <= Self.maximumArrays else { throw FormulaTooLarge() }
    temporaryCount = count
    self.flushedOutputs = flushedOutputs
    self.instructions = instructions
    self.outputs = outputs.map { UInt16(registers[$0] ?? 0) }
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
