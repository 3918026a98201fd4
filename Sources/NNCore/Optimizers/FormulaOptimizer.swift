import NNConfig

/// An update rule that formulas describe: expressions for the state, in their order, then for the
/// weight.
///
/// The state starts at 0. An expression sees the new values of the states before it, and the old
/// ones of its own state and those after it; the weight's sees all new ones. A state is 0 where it
/// would be a subnormal number, as in the optimizers that are written by hand.
struct FormulaOptimizer: Optimizer {
  private static let w = FormulaVariable.array("w")
  private static let g = FormulaVariable.array("g")
  private static let eta = FormulaVariable.number("eta")
  private static let uniforms = [eta] + ["t", "n"].map(FormulaVariable.number)
  static var variables: [FormulaVariable] { [w, g] + uniforms }

  private let program: FormulaProgram
  let slots: [String]
  let usesLearningRate: Bool
  let dependsOnLength: Bool
  let formulas: [ShownFormula]

  /// An optimizer.
  ///
  /// - Parameters:
  ///   - text: the formula of the new weight
  ///   - state: names and formulas of the state, in the order in which they are computed
  ///   - numbers: the numbers that they name
  /// - Throws: `FormulaMistakes`
  init(
    _ text: String, state: [OptionValue.Pair], numbers: FormulaNumbers
  ) throws(FormulaMistakes) {
    let states = state.map { FormulaVariable.array($0.key) }
    try Self.check(state.map(\.key), numbers: numbers)
    var builder = FormulaBuilder(
      variables: Self.variables + states, numbers: numbers, settings: ["name", "w", "state"])
    let results = try builder.add(
      state.map { ("state.\($0.key)", $0.value, $0.key) } + [("w", text, nil)])
    // The names that the weight depends on, in this iteration or, through the states, in later
    // ones.
    var causes = builder.names(in: "w")
    var rest = Array(causes)
    while let name = rest.popLast() {
      for cause in builder.names(in: "state.\(name)") where causes.insert(cause).inserted {
        rest.append(cause)
      }
    }
    guard causes.contains(Self.g.name) else {
      throw FormulaMistakes(
        setting: "w", text: text,
        message: "the new weight does not depend on the gradient 'g'")
    }
    guard causes.contains(Self.w.name) else {
      throw FormulaMistakes(
        setting: "w", text: text,
        message: "the new weight does not depend on the old one, 'w'")
    }
    try builder.checkNumbersAreUsed(
      besides: state.filter { !causes.contains($0.key) }.map {
        FormulaMistake(
          setting: "state.\($0.key)", text: $0.value,
          message: "the state '\($0.key)' is never used; remove it, or use it in 'w'")
      })
    let arrays = ([Self.w, Self.g] + states).map { builder.graph.variable($0) }
    program = try builder.program(
      results, of: "w", text, arrays: arrays, uniforms: Self.uniforms,
      flushedOutputs: state.count)
    slots = state.map(\.key)
    usesLearningRate = causes.contains(Self.eta.name)
    dependsOnLength = causes.contains("n")
    formulas = state.map { ShownFormula($0.key, $0.value) } + [ShownFormula("w", text)]
  }

  /// Checks the names of the state.
  private static func check(
    _ names: [String], numbers: FormulaNumbers
  ) throws(FormulaMistakes) {
    let maximumCount = FormulaCode.maximumArrays - 2
    if names.count > maximumCount {
      throw FormulaMistakes(
        setting: "state",
        message: "'state' has \(names.count) entries, but at most \(maximumCount) are possible")
    }
    let namesOfNumbers = Set(numbers.map(\.name))
    let mistakes = names.compactMap { name -> FormulaMistake? in
      if !FormulaNames.isName(name) || !SlotName.isValid(name) {
        return FormulaMistake(
          setting: "state.\(name)",
          message: "a state cannot be called '\(name)'; names have lower-case letters, digits and "
            + "'_', and are neither 'arr' nor 'best'")
      }
      if FormulaNames.hasMeaning(name, among: variables) || namesOfNumbers.contains(name) {
        return FormulaMistake(
          setting: "state.\(name)",
          message: "'\(name)' already has a meaning in the formulas; choose another name")
      }
      return nil
    }
    guard mistakes.isEmpty else { throw FormulaMistakes(mistakes) }
  }

  func update<T: Scalar>(_ block: ParameterBlock<T>, step: TrainingStep, kernels: Kernels<T>) {
    let count = slots.count
    kernels.evaluate(
      program, shape: block.weights,
      uniform: { index in
        switch index {
        case 0: step.learningRate
        case 1: Double(step.iteration)
        default: Double(step.iterations)
        }
      },
      array: { index in
        switch index {
        case 0: block.weights
        case 1: block.gradient
        default: block.slot(index - 2)
        }
      }, into: { $0 < count ? block.slot($0) : block.weights })
  }
}

extension FormulaOptimizer {
  static let plugin = Plugin<any Optimizer>(
    "formula",
    summary:
      "the new weight from 'w', the mean gradient 'g', 'eta', the iteration 't' (from 1) of 'n'",
    example: #"{name: formula, state: {v: "0.9 * v + g"}, w: "w - eta * v"}"#,
    parameters: [
      Parameter(
        "w", .formula, isRequired: true, summary: "the new weight, for example \"w - eta * m\""),
      Parameter(
        "state", .formulas,
        summary: "what is remembered for each weight, for example {m: \"0.9 * m + g\"}; starts at 0"
      ),
    ], namedByUser: .number(.finite)
  ) { options throws(ExperimentError) in
    let numbers = try options.formulaNumbers(besides: variables)
    return try options.make { () throws(FormulaMistakes) in
      try FormulaOptimizer(
        options.text("w"), state: options.mapping("state"), numbers: numbers)
    }
  }
}
