import NNConfig

/// A formula and its derivative by its first variable.
struct DifferentiableFormula {
  /// The expressions.
  var graph: ExpressionGraph {
    get { builder.graph }
    set { builder.graph = newValue }
  }
  /// The formula.
  let value: Int
  /// Its derivative.
  let derivative: Int
  /// Both for people.
  let shown: [ShownFormula]
  private var builder: FormulaBuilder
  private let text: String
  /// The derivative that replaces the one that is found.
  private let derivativeText: String?

  /// Reads a formula and its derivative.
  ///
  /// - Parameters:
  ///   - text: the formula, the setting `f`
  ///   - derivative: its derivative, the setting `df`; if it is `nil`, the formula is
  ///     differentiated
  ///   - variables: its variables, all of which it has to contain
  ///   - numbers: the numbers that are set beside it
  /// - Throws: `FormulaMistakes`
  init(
    _ text: String, _ derivative: String?, variables: [FormulaVariable], numbers: FormulaNumbers
  ) throws(FormulaMistakes) {
    func build(keepsNames: Bool) throws(FormulaMistakes) -> (
      builder: FormulaBuilder, value: Int, derivative: Int
    ) {
      var builder = FormulaBuilder(
        variables: variables, numbers: numbers, settings: ["name", "f", "df"],
        keepsNames: keepsNames)
      let expressions = try builder.add(
        [("f", text, nil)] + (derivative.map { [("df", $0, nil)] } ?? []))
      let value = expressions[0]
      for variable in variables where !builder.depends(value, on: variable) {
        throw FormulaMistakes(
          setting: "f", text: text,
          message: "the formula does not depend on '\(variable.name)'")
      }
      if let derivative {
        let slope = expressions[1]
        guard builder.graph.constant(slope) != 0 else {
          throw FormulaMistakes(
            setting: "df", text: derivative,
            message: "the derivative is 0 everywhere, so nothing is learned from it")
        }
        return (builder, value, slope)
      }
      guard let slope = builder.graph.derivative(of: value, by: variables[0]) else {
        throw FormulaMistakes(
          setting: "f", text: text,
          message: "the derivative of the formula by '\(variables[0].name)' is 0 everywhere, so "
            + "nothing is learned from it; set 'df' to replace it")
      }
      return (builder, value, slope)
    }
    let built = try build(keepsNames: false)
    try built.builder.checkNumbersAreUsed()
    builder = built.builder
    value = built.value
    self.derivative = built.derivative
    self.text = text
    derivativeText = derivative
    let named = try build(keepsNames: true)
    shown = [
      ShownFormula("f", text),
      ShownFormula(
        "df/d\(variables[0].name)", derivative ?? named.builder.graph.text(of: named.derivative)),
    ]
  }

  /// Translates the formula.
  ///
  /// - Throws: `FormulaMistakes` if it needs too many intermediate results
  func valueProgram(arrays: [Int]) throws(FormulaMistakes) -> FormulaProgram {
    try builder.program([value], of: "f", text, arrays: arrays)
  }

  /// Translates an expression in which the derivative takes part.
  ///
  /// - Throws: `FormulaMistakes` if it needs too many intermediate results
  func derivativeProgram(
    _ output: Int, arrays: [Int]
  ) throws(FormulaMistakes) -> FormulaProgram {
    try builder.program(
      [output], of: derivativeText == nil ? "f" : "df", derivativeText ?? text, arrays: arrays)
  }
}
