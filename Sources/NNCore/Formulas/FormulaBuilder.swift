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
      throw FormulaMistake(setting: setting, text: text, part: error.range, message: error.message)
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
    for (name, _) in names.numbers
    where !namesBySetting.values.contains(where: { $0.contains(name) }) {
      throw FormulaMistake(
        setting: name, message: "the number '\(name)' is not used in the formula; remove it")
    }
  }
}

/// The numbers that are set beside a formula, by name.
typealias FormulaNumbers = [(name: String, value: Double)]

/// A mistake in the settings of a plugin that is made of formulas.
struct FormulaMistake: Error {
  /// The setting that has to change.
  let setting: String
  /// The formula.
  let text: String
  /// Where the mistake is in the formula: Unicode scalars, counted from 0.
  let part: Range<Int>
  /// What is wrong and what to do.
  let message: String

  /// A mistake in a part of a formula.
  init(setting: String, text: String, part: Range<Int>, message: String) {
    self.setting = setting
    self.text = text
    self.part = part
    self.message = message
  }

  /// A mistake that is not in a part of a formula.
  init(setting: String, message: String) {
    self.init(setting: setting, text: "", part: 0..<0, message: message)
  }
}

extension FormulaMistake {
  /// Makes a component of formulas that are part of nnrun, and so have no mistakes.
  static func preconditioned<Component>(
    _ make: () throws(FormulaMistake) -> Component
  ) -> Component {
    do {
      return try make()
    } catch {
      preconditionFailure("'\(error.text)': \(error.message)")
    }
  }
}

extension OptionReader {
  /// Makes a component of formulas that the experiment has.
  ///
  /// - Throws: `ExperimentError` at a mistake in them
  func make<Component>(
    _ make: () throws(FormulaMistake) -> Component
  ) throws(ExperimentError) -> Component {
    do {
      return try make()
    } catch {
      throw invalid(error)
    }
  }

  /// A mistake as an error at its place in the experiment.
  private func invalid(_ mistake: FormulaMistake) -> ExperimentError {
    mistake.text.isEmpty
      ? invalid(mistake.setting, mistake.message)
      : invalid(mistake.setting, part: mistake.part, of: mistake.text, mistake.message)
  }

  /// The numbers that are set beside a formula.
  ///
  /// - Parameter variables: the names that mean something else
  /// - Returns: names and values
  /// - Throws: `ExperimentError` if a name cannot be used in a formula
  func formulaNumbers(besides variables: [FormulaVariable]) throws(ExperimentError)
    -> FormulaNumbers
  {
    for name in namesByUser {
      guard FormulaNames.isName(name) else {
        throw invalid(
          name, "'\(name)' cannot be used in a formula; names have letters, digits and '_'")
      }
      guard !FormulaNames.hasMeaning(name, among: variables) else {
        throw invalid(name, "'\(name)' already has a meaning in the formula; choose another name")
      }
    }
    return namesByUser.map { (name: $0, value: number($0)) }
  }
}
