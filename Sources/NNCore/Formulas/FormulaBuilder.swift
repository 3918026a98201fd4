import NNConfig

/// The formulas of one plugin, which share variables, numbers and an expression graph.
struct FormulaBuilder {
  /// The expressions.
  var graph = ExpressionGraph()
  private var names: FormulaNames
  private var namesBySetting: [String: Set<String>] = [:]

  /// A builder without formulas.
  ///
  /// - Parameters:
  ///   - variables: the quantities that nnrun provides
  ///   - numbers: those that are set beside the formulas
  ///   - keepsNames: whether these numbers keep their names, so that expressions can be shown
  init(variables: [FormulaVariable], numbers: FormulaNumbers, keepsNames: Bool = false) {
    names = FormulaNames(variables: variables, numbers: numbers, keepsNames: keepsNames)
  }

  /// Adds a formula.
  ///
  /// - Parameters:
  ///   - setting: the setting that has it
  ///   - text: the formula
  /// - Returns: the expression
  /// - Throws: `FormulaMistake` at the first mistake in the text
  mutating func add(_ setting: String, _ text: String) throws(FormulaMistake) -> Int {
    do {
      let parsed = try FormulaParser.parse(text, names: names, into: &graph)
      namesBySetting[setting] = parsed.names
      return parsed.expression
    } catch {
      throw FormulaMistake(error, in: setting, text)
    }
  }

  /// Translates expressions that formulas have become.
  ///
  /// - Parameters:
  ///   - outputs: the expressions to compute
  ///   - setting: the setting with the formula of the last one
  ///   - text: that formula
  ///   - arrays: the nodes whose values are given as arrays
  ///   - uniforms: the uniform variables
  ///   - flushedOutputs: how many of the first outputs are 0 where they would be subnormal numbers
  /// - Returns: the program
  /// - Throws: `FormulaMistake` if too many intermediate results are needed at once
  func program(
    _ outputs: [Int], of setting: String, _ text: String, arrays: [Int],
    uniforms: [FormulaVariable] = [], flushedOutputs: Int = 0
  ) throws(FormulaMistake) -> FormulaProgram {
    do {
      return try FormulaProgram(
        outputs, in: graph, arrays: arrays, uniforms: uniforms, flushedOutputs: flushedOutputs)
    } catch {
      throw FormulaMistake(setting: setting, text: text, message: error.message)
    }
  }

  /// Makes a name mean an expression in later formulas.
  mutating func define(_ name: String, as expression: Int) {
    names.definitions[name] = expression
  }

  /// Whether an expression is computed from a variable.
  func depends(_ expression: Int, on variable: FormulaVariable) -> Bool {
    let isNeeded = graph.isNeeded(for: [expression])
    return graph.nodes.indices.contains {
      isNeeded[$0] && graph[$0] == .variable(variable)
    }
  }

  /// The names in a formula.
  ///
  /// - Parameter setting: the setting that has it
  /// - Returns: the names that are no functions
  func names(in setting: String) -> Set<String> { namesBySetting[setting] ?? [] }

  /// Checks that each number beside the formulas is used by one of them.
  ///
  /// - Throws: `FormulaMistake` at the first number that is not
  func checkNumbersAreUsed() throws(FormulaMistake) {
    let used = namesBySetting.values.reduce(into: Set()) { $0.formUnion($1) }
    for (name, _) in names.numbers where !used.contains(name) {
      throw FormulaMistake(
        setting: name, message: "the number '\(name)' is not used in the formula; remove it")
    }
  }
}
