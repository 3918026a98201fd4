import NNConfig

/// Start weights that a formula describes; those of bias neurons may have one of their own.
///
/// The random numbers are those of `VarianceScaling`, so `normal * sqrt(2 / inputs)` is `he`.
struct FormulaInitializer: Initializer {
  private static let normal = FormulaVariable.array("normal")
  private static let uniform = FormulaVariable.array("uniform")
  private static let sizes = ["inputs", "outputs", "layer"].map(FormulaVariable.number)

  private let weight: FormulaProgram
  /// The formula of bias neurons' weights, if it is another one.
  private let bias: FormulaProgram?
  let formulas: [ShownFormula]
  let breaksSymmetry: Bool

  /// An initializer.
  ///
  /// - Parameters:
  ///   - text: the formula of a weight
  ///   - biasText: that of a bias neuron's weight, if it is another one
  ///   - numbers: the numbers that they name
  /// - Throws: `FormulaMistakes`
  init(
    _ text: String, bias biasText: String?, numbers: FormulaNumbers
  ) throws(FormulaMistakes) {
    var builder = FormulaBuilder(
      variables: Self.variables, numbers: numbers, settings: ["name", "w", "bias"])
    let results = try builder.add(
      [("w", text, nil)] + (biasText.map { [("bias", $0, nil)] } ?? []))
    try builder.checkNumbersAreUsed()
    // Different bias neurons' weights are enough for neurons to differ.
    breaksSymmetry = [Self.normal, Self.uniform].contains { draw in
      results.contains { builder.depends($0, on: draw) }
    }
    let arrays = [builder.graph.variable(Self.normal), builder.graph.variable(Self.uniform)]
    self.weight = try builder.program(
      [results[0]], of: "w", text, arrays: arrays, uniforms: Self.sizes)
    bias = try biasText.map { text throws(FormulaMistakes) in
      try builder.program(
        [results[1]], of: "bias", text, arrays: arrays, uniforms: Self.sizes)
    }
    formulas = [ShownFormula("w", text)] + (biasText.map { [ShownFormula("bias", $0)] } ?? [])
  }

  static var variables: [FormulaVariable] { [normal, uniform] + sizes }

  /// - Throws: `StartWeightMistake` at a weight that is not finite
  func initialize<T: Scalar>(
    _ network: Network<T>, seed: UInt64, kernels: Kernels<T>
  ) throws {
    let random = RandomNumbers(seed: seed, purpose: .weights)
    let arithmetic = Kernels<Double>(kernels.instructionSet)
    let arena = Arena()
    for (index, layer) in network.layers.enumerated() {
      let inputs = layer.inputs + 1
      let uniform: Matrix<Double> = arena.matrix(rows: 1, columns: inputs)
      let normal: Matrix<Double> = arena.matrix(rows: 1, columns: inputs)
      let values: Matrix<Double> = arena.matrix(rows: 1, columns: inputs)
      let sizes = [Double(inputs), Double(layer.outputs), Double(index + 1)]
      func evaluate(_ program: FormulaProgram, inputs count: Int) {
        arithmetic.evaluate(
          program, shape: values.firstColumns(count), uniform: { sizes[$0] },
          array: { ($0 == 0 ? normal : uniform).firstColumns(count) },
          into: { _ in values.firstColumns(count) })
      }
      for neuron in 0..<layer.outputs {
        for input in 0..<inputs {
          let draw = random.uniform(stream: index + 1, index: neuron * inputs + input)
          uniform.elements[input] = draw
          normal.elements[input] = draw
        }
        arithmetic.normalQuantile(
          UnsafeMutableBufferPointer(start: normal.elements, count: inputs))
        evaluate(weight, inputs: inputs)
        for input in 0..<inputs { layer.weights[input, neuron] = T(values.elements[input]) }
        if let bias {
          evaluate(bias, inputs: 1)
          layer.weights[0, neuron] = T(values.elements[0])
        }
        for input in 0..<inputs where !layer.weights[input, neuron].isFinite {
          throw StartWeightMistake(
            setting: formulas[input == 0 ? formulas.count - 1 : 0].name,
            isInfinite: !layer.weights[input, neuron].isNaN, layer: index + 1, inputs: inputs,
            outputs: layer.outputs)
        }
      }
    }
    withExtendedLifetime(arena) {}
  }
}

extension Matrix {
  /// The first columns of a matrix of one row.
  fileprivate func firstColumns(_ count: Int) -> Matrix {
    Matrix(elements: elements, rows: 1, columns: count, stride: T.padded(count))
  }
}

extension FormulaInitializer {
  static let plugin = Plugin<any Initializer>(
    "formula",
    summary:
      "weights from 'normal', 'uniform' (0...1), 'inputs' (bias neuron included), 'outputs', "
      + "'layer'",
    example: #"{name: formula, w: "normal * sqrt(2 / inputs)", bias: "0"}"#,
    parameters: [
      Parameter(
        "w", .formula, isRequired: true,
        summary: "a weight, for example \"normal * sqrt(2 / inputs)\""),
      Parameter(
        "bias", .formula, summary: "the weight of a bias neuron, if it has a formula of its own"),
    ], namedByUser: .number(.finite)
  ) { options throws(ExperimentError) in
    let numbers = try options.formulaNumbers(besides: variables)
    return try options.make { () throws(FormulaMistakes) in
      try FormulaInitializer(
        options.text("w"), bias: options.optionalText("bias"), numbers: numbers)
    }
  }
}
