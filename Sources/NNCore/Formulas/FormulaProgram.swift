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
  ///     are not variables are not computed, and a node may be given as several equal arrays
  ///   - uniforms: the uniform variables, in the order in which their values are given
  ///   - flushedOutputs: how many of the first outputs are 0 where they would be subnormal numbers
  /// - Throws: `FormulaTooLarge` if too many intermediate results are needed at once
  init(
    _ outputs: [Int], in graph: ExpressionGraph, arrays: [Int], uniforms: [FormulaVariable] = [],
    flushedOutputs: Int = 0
  ) throws(FormulaTooLarge) {
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
