import NNConfig

/// An activation that a formula describes: a = f(z).
///
/// Both a and da/dz are computed in double and rounded once. Where the derivative contains f(z)
/// itself, the activation is used, which is rounded, as in functions that are written by hand.
struct FormulaActivation: Activation {
  private static let z = FormulaVariable.array("z")

  private let value: FormulaProgram
  /// dC/da, z and a to dC/dz.
  private let backward: FormulaProgram
  let formulas: [ShownFormula]

  /// An activation.
  ///
  /// - Parameters:
  ///   - text: the formula f of z
  ///   - derivative: a formula for df/dz; if it is `nil`, f is differentiated
  ///   - numbers: the numbers that they name
  /// - Throws: `FormulaMistake`
  init(
    _ text: String, derivative: String? = nil, numbers: FormulaNumbers = []
  ) throws(FormulaMistake) {
    var built = try DifferentiableFormula(text, derivative, variables: [Self.z], numbers: numbers)
    let z = built.graph.variable(Self.z)
    let delta = built.graph.variable(.array("delta"))
    let product = built.graph.product(delta, derivative: built.derivative)
    value = try built.program([built.value], arrays: [z])
    backward = try built.program([product], arrays: [delta, z, built.value])
    formulas = built.shown
  }

  func apply<T: Scalar>(
    _ preActivations: Matrix<T>, into activations: Matrix<T>, kernels: Kernels<T>
  ) {
    kernels.evaluate(
      value, shape: activations, array: { _ in preActivations }, into: { _ in activations })
  }

  func backpropagate<T: Scalar>(
    _ delta: Matrix<T>, preActivations: Matrix<T>, activations: Matrix<T>, kernels: Kernels<T>
  ) {
    kernels.evaluate(
      backward, shape: delta,
      array: { $0 == 0 ? delta : $0 == 1 ? preActivations : activations }, into: { _ in delta })
  }
}

extension FormulaActivation {
  static let plugin = Plugin<any Activation>(
    "formula", summary: "the activation from the pre-activation 'z'",
    parameters: [
      Parameter("f", .formula, isRequired: true, summary: "for example \"z * sigmoid(b * z)\""),
      Parameter(
        "df", .formula, summary: "its derivative by z, in place of the one that nnrun finds"),
    ], namedByUser: .number(.finite)
  ) { options throws(ExperimentError) in
    let numbers = try options.formulaNumbers(besides: [z])
    return try options.make { () throws(FormulaMistake) in
      try FormulaActivation(
        options.text("f"), derivative: options.optionalText("df"), numbers: numbers)
    }
  }

  /// A built-in activation that is a formula.
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
  ) -> Plugin<any Activation> {
    Plugin(name, summary: summary ?? formula, parameters: parameters) { options in
      let numbers = parameters.map { (name: $0.name, value: options.number($0.name)) }
      return FormulaMistake.preconditioned { () throws(FormulaMistake) in
        try FormulaActivation(formula, derivative: derivative, numbers: numbers)
      }
    }
  }
}
