import NNConfig

/// A learning rate that a formula of the iteration describes.
struct FormulaSchedule: Schedule {
  static let variables = ["t", "n"].map(FormulaVariable.number)

  private static let arithmetic = Kernels<Double>(.baseline)

  private let rate: FormulaProgram
  private let warmup: Warmup?
  let formulas: [ShownFormula]
  let dependsOnLength: Bool

  /// A schedule.
  ///
  /// - Parameters:
  ///   - text: the formula of the iteration t, counted from 1, and the number n of all iterations
  ///   - numbers: the numbers that it names
  ///   - warmup: what comes before it, if there is something
  /// - Throws: `FormulaMistakes`
  init(
    _ text: String, numbers: FormulaNumbers, warmup: Warmup? = nil
  ) throws(FormulaMistakes) {
    var builder = FormulaBuilder(
      variables: Self.variables, numbers: numbers, settings: ["schedule", "f"])
    let rate = try builder.add("f", text)
    try builder.checkNumbersAreUsed()
    self.rate = try builder.program(
      [rate], of: "f", text, arrays: [], uniforms: Self.variables)
    self.warmup = warmup
    dependsOnLength = builder.names(in: "f").contains("n")
    let hasWarmup = warmup.map { $0.iterations > 0 } ?? false
    formulas = [
      ShownFormula(
        "eta", text, note: hasWarmup ? "after the warmup, whose iterations t and n leave out" : nil)
    ]
  }

  func learningRate(at iteration: Int, of iterations: Int) -> Double {
    guard let warmup else { return value(iteration, iterations) }
    return warmup.learningRate(at: iteration, of: iterations, value)
  }

  private func value(_ iteration: Int, _ iterations: Int) -> Double {
    // A single number gains nothing from wide vectors.
    Self.arithmetic.value(of: rate) { $0 == 0 ? Double(iteration) : Double(iterations) }
  }

  func problem(inIterations iterations: Int) -> (setting: String, message: String)? {
    if let problem = warmup?.problem(inIterations: iterations) { return problem }
    // At most a thousand iterations, the first and the last among them.
    let count = min(iterations, 1_000)
    // What is not looked at may be positive.
    var isPositive = count < iterations
    for index in 0..<count {
      let iteration = 1 + (iterations - 1) * index / max(1, count - 1)
      let rate = learningRate(at: iteration, of: iterations)
      if let problem = Self.problem(ofRate: rate, at: iteration, of: iterations) {
        return ("f", problem)
      }
      isPositive = isPositive || rate > 0
    }
    return isPositive
      ? nil : ("f", "the learning rate is 0 in all iterations, so nothing would be learned")
  }
}

extension FormulaSchedule {
  static let plugin = Plugin<any Schedule>(
    "formula", summary: "the learning rate from the iteration 't' (from 1) of 'n'",
    example: #"{schedule: formula, f: "0.1 / (1 + t / 100)"}"#,
    parameters: [
      Parameter(
        "f", .formula, isRequired: true,
        summary: "the learning rate, for example \"0.1 * 0.5 ^ floor(t / 1000)\"")
    ], namedByUser: .number(.finite)
  ) { options throws(ExperimentError) in
    let numbers = try options.formulaNumbers(besides: variables)
    return try options.make { () throws(FormulaMistakes) in
      try FormulaSchedule(options.text("f"), numbers: numbers)
    }
  }

  /// A built-in schedule that is a formula, with a warmup.
  ///
  /// - Parameters:
  ///   - name: its name
  ///   - summary: what it is, if the formula does not say it
  ///   - formula: the formula
  ///   - source: the paper that it is from
  ///   - example: how an experiment names it
  ///   - parameters: the numbers that the formula names
  /// - Returns: the plugin
  static func plugin(
    _ name: String, summary: String? = nil, _ formula: String, source: String? = nil,
    example: String, parameters: [Parameter]
  ) -> Plugin<any Schedule> {
    Plugin(
      name, summary: summary ?? formula, formula: formula.onOneLine, source: source,
      example: example, parameters: parameters + [Warmup.parameter]
    ) { options throws(ExperimentError) in
      let numbers = parameters.map { (name: $0.name, value: options.anyNumber($0.name)) }
      return try options.make(name) { () throws(FormulaMistakes) in
        try FormulaSchedule(formula, numbers: numbers, warmup: Warmup(options))
      }
    }
  }
}
