import NNConfig

/// A loss that a formula describes: sum of f(a, y) over the output neurons.
///
/// Costs are computed and added in double; dC/da is computed in double and rounded once.
struct FormulaLoss: Loss, DifferentiableFormulaComponent {
  private static let a = FormulaVariable.array("a")
  private static let y = FormulaVariable.array("y")
  static var variables: [FormulaVariable] { [a, y] }
  var erased: any Loss { self }

  private let value: FormulaProgram
  private let slope: FormulaProgram
  let formulas: [ShownFormula]

  /// A loss.
  ///
  /// - Parameter formula: the formula, with its derivative
  /// - Throws: `FormulaMistakes` if it needs too many intermediate results
  init(_ formula: DifferentiableFormula) throws(FormulaMistakes) {
    var built = formula
    let arrays = [built.graph.variable(Self.a), built.graph.variable(Self.y)]
    value = try built.valueProgram(arrays: arrays)
    slope = try built.derivativeProgram(built.derivative, arrays: arrays)
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
  static let plugin = plugin(
    summary: "the sum over the output neurons of a formula of activation 'a' and target 'y'",
    formula: "sqrt(1 + (a - y)^2) - 1"
  )
}
