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
  ///   - settings: the settings beside the formulas, whose names a number cannot have
  ///   - keepsNames: whether these numbers keep their names, so that expressions can be shown
  init(
    variables: [FormulaVariable], numbers: FormulaNumbers, settings: [String] = [],
    keepsNames: Bool = false
  ) {
    names = FormulaNames(
      variables: variables, numbers: numbers, settings: settings, keepsNames: keepsNames)
  }

  /// Adds formulas.
  ///
  /// - Parameter formulas: settings and their formulas, and the names by which formulas that
  ///   follow mean their values
  /// - Returns: their expressions
  /// - Throws: `FormulaMistakes`, the first one of each formula
  mutating func add(
    _ formulas: [(setting: String, text: String, name: String?)]
  ) throws(FormulaMistakes) -> [Int] {
    var expressions: [Int] = []
    var mistakes: [FormulaMistake] = []
    for (setting, text, name) in formulas {
      do throws(FormulaError) {
        let parsed = try FormulaParser.parse(text, names: names, into: &graph)
        namesBySetting[setting] = parsed.names
        expressions.append(parsed.expression)
        if let name { names.definitions[name] = parsed.expression }
      } catch {
        mistakes.append(FormulaMistake(error, in: setting, text))
      }
    }
    guard mistakes.isEmpty else { throw FormulaMistakes(mistakes) }
    return expressions
  }

  /// Adds a formula: its setting and its text.
  ///
  /// - Returns: the expression
  /// - Throws: `FormulaMistakes`, the first one
  mutating func add(_ setting: String, _ text: String) throws(FormulaMistakes) -> Int {
    try add([(setting, text, nil)])[0]
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
  /// - Throws: `FormulaMistakes` if too many intermediate results are needed at once
  func program(
    _ outputs: [Int], of setting: String, _ text: String, arrays: [Int],
    uniforms: [FormulaVariable] = [], flushedOutputs: Int = 0
  ) throws(FormulaMistakes) -> FormulaProgram {
    do {
      return try FormulaProgram(
        outputs, in: graph, arrays: arrays, uniforms: uniforms, flushedOutputs: flushedOutputs)
    } catch {
      throw FormulaMistakes(setting: setting, text: text, message: error.message)
    }
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
  /// - Parameter others: mistakes that were found before
  /// - Throws: `FormulaMistakes` if there are numbers that are not, or other mistakes
  func checkNumbersAreUsed(besides others: [FormulaMistake] = []) throws(FormulaMistakes) {
    let used = namesBySetting.values.reduce(into: Set()) { $0.formUnion($1) }
    let mistakes = names.numbers.filter { !used.contains($0.name) }.map { name, _ in
      FormulaMistake(
        setting: name, message: "the number '\(name)' is not used in the formula; remove it")
    }
    guard others.isEmpty, mistakes.isEmpty else { throw FormulaMistakes(others + mistakes) }
  }
}
