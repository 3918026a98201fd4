import NNConfig

/// A component that a formula and its derivative make.
protocol DifferentiableFormulaComponent: Sendable {
  /// What plugins of the kind make: `any Activation`, for example.
  associatedtype Kind: Sendable

  /// The component as one of its kind.
  var erased: Kind { get }

  /// The variables of the formula, which is differentiated by the first.
  static var variables: [FormulaVariable] { get }

  /// A component.
  ///
  /// - Parameter formula: a formula of the variables
  /// - Throws: `FormulaMistakes` if it needs too many intermediate results
  init(_ formula: DifferentiableFormula) throws(FormulaMistakes)
}

extension DifferentiableFormulaComponent {
  /// A component.
  ///
  /// - Parameters:
  ///   - text: the formula
  ///   - derivative: its derivative; if it is `nil`, the formula is differentiated
  ///   - numbers: the numbers that they name
  /// - Throws: `FormulaMistakes`
  init(
    _ text: String, derivative: String? = nil, numbers: FormulaNumbers = []
  ) throws(FormulaMistakes) {
    try self.init(
      DifferentiableFormula(text, derivative, variables: Self.variables, numbers: numbers))
  }

  /// The plugin whose formula the experiment has.
  ///
  /// - Parameters:
  ///   - summary: what the formula computes
  ///   - formula: an example of a formula
  ///   - numbers: the numbers that it names, as an experiment has them
  /// - Returns: the plugin
  static func plugin(summary: String, formula: String, numbers: String? = nil) -> Plugin<Kind> {
    let settings = ["name: formula", "f: \"\(formula)\""] + (numbers.map { [$0] } ?? [])
    return Plugin(
      "formula", summary: summary, example: "{\(settings.joined(separator: ", "))}",
      parameters: [
        Parameter("f", .formula, isRequired: true, summary: "for example \"\(formula)\""),
        Parameter(
          "df", .formula,
          summary: "its derivative by \(variables[0].name), in place of the one that nnrun finds"),
      ], namedByUser: .number(.finite)
    ) { options throws(ExperimentError) in
      let numbers = try options.formulaNumbers(besides: variables)
      return try options.make { () throws(FormulaMistakes) in
        try Self(
          options.text("f"), derivative: options.optionalText("df"), numbers: numbers
        ).erased
      }
    }
  }

  /// A built-in plugin that is a formula.
  ///
  /// - Parameters:
  ///   - name: its name
  ///   - aliases: other names
  ///   - summary: what it is, if the formula does not say it
  ///   - formula: the formula
  ///   - derivative: its derivative, if another form of it is faster or more accurate
  ///   - source: the paper that it is from
  ///   - parameters: the numbers that the formula names
  /// - Returns: the plugin
  static func plugin(
    _ name: String, aliases: [String] = [], summary: String? = nil, _ formula: String,
    derivative: String? = nil, source: String? = nil, parameters: [Parameter] = []
  ) -> Plugin<Kind> {
    Plugin(
      name, aliases: aliases, summary: summary ?? formula, source: source, parameters: parameters
    ) { options throws(ExperimentError) in
      let numbers = parameters.map { (name: $0.name, value: options.number($0.name)) }
      return try options.make(name) { () throws(FormulaMistakes) in
        try Self(formula, derivative: derivative, numbers: numbers).erased
      }
    }
  }
}
