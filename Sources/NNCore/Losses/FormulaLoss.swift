import NNConfig

/// A loss that a formula describes: sum of f(a, y) over the output neurons.
///
/// Costs are computed and added in double; dC/da is computed in double and rounded once.
struct FormulaLoss: Loss {
  private static let a = FormulaVariable.array("a")
  private static let y = FormulaVariable.array("y")

  private let value: FormulaProgram
  private let slope: FormulaProgram
  let formulas: [ShownFormula]

  /// A loss.
  ///
  /// - Parameters:
  ///   - text: the formula f of an activation a and its target y
  ///   - derivative: a formula for df/da; if it is `nil`, f is differentiated
  ///   - numbers: the numbers that they name
  /// - Throws: `FormulaMistake`
  init(
    _ text: String, derivative: String? = nil, numbers: FormulaNumbers = []
  ) throws(FormulaMistake) {
    var built = try DifferentiableFormula(
      text, derivative, variables: [Self.a, Self.y], numbers: numbers)
    let arrays = [built.graph.variable(Self.a), built.graph.variable(Self.y)]
    value = try built.program([built.value], arrays: arrays)
    slope = try built.program([built.derivative], arrays: arrays)
    formulas = built.shown
  }

  func costs<T: Scalar>(
    logits: Matrix<T>, activations: Matrix<T>, targets: Matrix<T>,
    into costs: UnsafeMutablePointer<Double>, kernels: Kernels<T>
  ) {
    kernels.sumRows(
      of: value, shape: activations, array: { $0 == 0 ? activations : targets }, into: costs)
  }

  func gradient<T: Scalar>(
    activations: Matrix<T>, targets: Matrix<T>, into delta: Matrix<T>, kernels: Kernels<T>
  ) {
    kernels.evaluate(
      slope, shape: delta, array: { $0 == 0 ? activations : targets }, into: { _ in delta })
  }
}

extension FormulaLoss {
  static let plugin = Plugin<any Loss>(
    "formula",
    summary: "the sum over the output neurons of a formula of activation 'a' and target 'y'",
    parameters: [
      Parameter("f", .formula, isRequired: true, summary: "for example \"log(cosh(a - y))\""),
      Parameter(
        "df", .formula, summary: "its derivative by a, in place of the one that nnrun finds"),
    ], namedByUser: .number(.finite)
  ) { options throws(ExperimentError) in
    let numbers = try options.formulaNumbers(besides: [a, y])
    return try options.make { () throws(FormulaMistake) in
      try FormulaLoss(
        options.text("f"), derivative: options.optionalText("df"), numbers: numbers)
    }
  }

  /// A built-in loss that is a formula.
  ///
  /// - Parameters:
  ///   - name: its name
  ///   - summary: what it is, if the formula does not say it
  ///   - formula: the formula
  ///   - derivative: its derivative, if another form of it is faster or more accurate
  ///   - parameters: the numbers that the formula names
  /// - Returns: the plugin
  static func plugin(
    _ name: String, summary: String? = nil, _ formula: String, derivative: String? = nil,
    parameters: [Parameter] = []
  ) -> Plugin<any Loss> {
    Plugin(name, summary: summary ?? formula, parameters: parameters) { options in
      let numbers = parameters.map { (name: $0.name, value: options.number($0.name)) }
      return FormulaMistake.preconditioned { () throws(FormulaMistake) in
        try FormulaLoss(formula, derivative: derivative, numbers: numbers)
      }
    }
  }
}
