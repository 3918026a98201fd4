import NNConfig

/// An activation that a formula describes: a = f(z).
///
/// Both a and da/dz are computed in double and rounded once. Where the derivative contains f(z)
/// itself, the activation is used, which is rounded, as in functions that are written by hand.
struct FormulaActivation: Activation, DifferentiableFormulaComponent {
  private static let z = FormulaVariable.array("z")
  static var variables: [FormulaVariable] { [z] }
  var erased: any Activation { self }

  private let value: FormulaProgram
  /// dC/da, z and a to dC/dz.
  private let backward: FormulaProgram
  let formulas: [ShownFormula]

  /// An activation.
  ///
  /// - Parameter formula: the formula, with its derivative
  /// - Throws: `FormulaMistakes` if it needs too many intermediate results
  init(_ formula: DifferentiableFormula) throws(FormulaMistakes) {
    var built = formula
    let z = built.graph.variable(Self.z)
    let delta = built.graph.variable(.array("delta"))
    let product = built.graph.product(delta, derivative: built.derivative)
    value = try built.valueProgram(arrays: [z])
    backward = try built.derivativeProgram(product, arrays: [delta, z, built.value])
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
  static let plugin = plugin(
    summary: "the activation from the pre-activation 'z'", formula: "z * sigmoid(b * z)",
    numbers: "b: 1.5"
  )
}
