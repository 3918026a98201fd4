import NNConfig
import Testing

@testable import NNCore

/// What plugins say about themselves beside what they compute.
@Suite("Formulas that plugins state")
struct StatedFormulaTests {
  private let kernels = Kernels<Double>(.baseline)
  private let arena = Arena()
  /// Numbers of both signs, 0 among them.
  private static let points = (-16...16).map { Double($0) / 4 }

  /// Values of a plugin's numbers: the defaults, or others where there are none.
  private func numbers<Component>(
    _ plugin: Plugin<Component>, besides ignored: String = ""
  ) -> FormulaNumbers {
    plugin.parameters.filter { $0.name != ignored }.map { parameter in
      switch parameter.defaultValue {
      case .number(let value): (parameter.name, value)
      case .integer(let value): (parameter.name, Double(value))
      case .boolean(let value): (parameter.name, value ? 1 : 0)
      default: (parameter.name, parameter.name == "every" ? 7 : 0.25)
      }
    }
  }

  private func agrees(_ a: Double, _ b: Double, to tolerance: Double = 1e-12) -> Bool {
    abs(a - b) <= tolerance * max(1, abs(b))
  }

  /// The formula and the derivative of a plugin, which states them itself or has them computed.
  private func stated<Component>(
    _ plugin: Plugin<Component>, _ component: any PluginComponent
  ) throws -> (formula: String, derivative: String) {
    let own = component.formulas.map(\.text)
    return (
      try #require(plugin.formula ?? own.first, "\(plugin.name)"),
      try #require(plugin.derivative ?? own.dropFirst().first, "\(plugin.name)")
    )
  }

  @Test(
    "Every activation computes its formula and its derivative",
    arguments: CorePlugins.activations.map(\.name).filter { !["softmax", "formula"].contains($0) })
  func activations(name: String) throws {
    let plugin = try #require(CorePlugins.activations.first { $0.name == name })
    let component: any Activation = try CorePlugins.activations.make(name)
    let (formula, derivative) = try stated(plugin, component)
    let numbers = numbers(plugin)
    let expected = try FormulaActivation(formula, derivative: derivative, numbers: numbers)
    let differentiated = try FormulaActivation(formula, numbers: numbers)
    func values(_ activation: some Activation) -> (values: [Double], slopes: [Double]) {
      let (z, a) = (arena.row(Self.points), arena.row(Self.points))
      let delta = arena.row(Self.points.map { _ in 1 })
      activation.apply(z, into: a, kernels: kernels)
      activation.backpropagate(delta, preActivations: z, activations: a, kernels: kernels)
      return (a.values, delta.values)
    }
    let found = values(component)
    for (index, z) in Self.points.enumerated() {
      #expect(agrees(found.values[index], values(expected).values[index]), "z = \(z)")
      #expect(agrees(found.slopes[index], values(expected).slopes[index]), "z = \(z)")
      #expect(agrees(found.slopes[index], values(differentiated).slopes[index]), "z = \(z)")
    }
  }

  @Test("Softmax computes its formula and its derivative")
  func softmax() throws {
    let z = [0.5, -1, 2]
    let (logits, a) = (arena.row(z), arena.row(z))
    Softmax().apply(logits, into: a, kernels: kernels)
    #expect(Softmax.plugin.formula == "a_i = exp(z_i) / sum_j exp(z_j)")
    let exponential = try FormulaActivation("exp(z)")
    let powers = arena.row(z)
    exponential.apply(logits, into: powers, kernels: kernels)
    let sum = powers.values.reduce(0, +)
    for index in 0..<3 { #expect(agrees(a.values[index], powers.values[index] / sum)) }
    #expect(
      Softmax.plugin.derivative == "da_i/dz_j = a_i * (1 - a_i) if i = j, otherwise -a_i * a_j")
    for i in 0..<3 {
      let delta = arena.row((0..<3).map { $0 == i ? 1.0 : 0 })
      Softmax().backpropagate(delta, preActivations: logits, activations: a, kernels: kernels)
      for j in 0..<3 {
        let (ai, aj) = (a.values[i], a.values[j])
        #expect(agrees(delta.values[j], i == j ? ai * (1 - ai) : -ai * aj), "i = \(i), j = \(j)")
      }
    }
  }

  @Test(
    "Every loss of activations computes its formula and its derivative",
    arguments: ["squared_error", "absolute_error", "huber", "log_cosh"])
  func losses(name: String) throws {
    let plugin = try #require(CorePlugins.losses.first { $0.name == name })
    let component: any Loss = try CorePlugins.losses.make(name)
    let (formula, derivative) = try stated(plugin, component)
    let numbers = numbers(plugin)
    let expected = try FormulaLoss(formula, derivative: derivative, numbers: numbers)
    let differentiated = try FormulaLoss(formula, numbers: numbers)
    for a in Self.points {
      let found = outcome(component, a: [a, 0.5], y: [0.25, 0.5])
      let stated = outcome(expected, a: [a, 0.5], y: [0.25, 0.5])
      #expect(agrees(found.cost, stated.cost), "a = \(a)")
      #expect(agrees(found.slopes[0], stated.slopes[0]), "a = \(a)")
      let slope = outcome(differentiated, a: [a, 0.5], y: [0.25, 0.5]).slopes[0]
      #expect(agrees(found.slopes[0], slope), "a = \(a)")
    }
  }

  @Test(
    "Every loss of probabilities computes its formula, and its derivative through the output",
    arguments: [("cross_entropy", "softmax"), ("binary_cross_entropy", "sigmoid")])
  func probabilities(name: String, output: String) throws {
    let plugin = try #require(CorePlugins.losses.first { $0.name == name })
    let component: any Loss = try CorePlugins.losses.make(name)
    let activation: any Activation = try CorePlugins.activations.make(output)
    let (formula, derivative) = try stated(plugin, component)
    #expect(derivative == "dC/dz = a - y")
    let (z, y) = ([0.5, -1, 2], [0.25, 0.125, 0.625])
    let (logits, a) = (arena.row(z), arena.row(z))
    activation.apply(logits, into: a, kernels: kernels)
    let found = outcome(component, z: z, a: a.values, y: y)
    let expected = outcome(try FormulaLoss(formula), z: z, a: a.values, y: y)
    #expect(agrees(found.cost, expected.cost))
    let delta = arena.row(expected.slopes)
    activation.backpropagate(delta, preActivations: logits, activations: a, kernels: kernels)
    for index in z.indices {
      #expect(agrees(found.slopes[index], a.values[index] - y[index]))
      #expect(agrees(found.slopes[index], delta.values[index]))
    }
  }

  private func outcome(
    _ loss: some Loss, z: [Double]? = nil, a: [Double], y: [Double]
  ) -> (cost: Double, slopes: [Double]) {
    let (activations, targets) = (arena.row(a), arena.row(y))
    let delta = arena.row(a)
    let cost: UnsafeMutablePointer<Double> = arena.zeros(1)
    loss.costs(
      logits: arena.row(z ?? a), activations: activations, targets: targets, into: cost,
      kernels: kernels)
    loss.gradient(activations: activations, targets: targets, into: delta, kernels: kernels)
    return (cost[0], delta.values)
  }

  @Test(
    "Every initializer draws by its formula",
    arguments: CorePlugins.initializers.filter { $0.formula != nil }.map(\.name))
  func initializers(name: String) throws {
    let plugin = try #require(CorePlugins.initializers.first { $0.name == name })
    let formula = try #require(plugin.formula)
    func weights(_ initializer: some Initializer) throws -> [Double] {
      let network = Network<Double>(structure: [5, 4, 3], activations: [Identity(), Identity()])
      try initializer.initialize(network, seed: 7, kernels: kernels)
      return network.layers.flatMap { $0.weights.values }
    }
    let component: any Initializer = try CorePlugins.initializers.make(name)
    let expected = try weights(FormulaInitializer(formula, bias: nil, numbers: []))
    for (found, expected) in zip(try weights(component), expected) {
      #expect(agrees(found, expected))
    }
  }

  @Test(
    "Every optimizer updates by its formulas",
    arguments: [
      "sgd", "momentum", "{name: momentum, nesterov: true}", "rmsprop", "adagrad", "adam", "adamw",
    ])
  func optimizers(yaml: String) throws {
    let component: any Optimizer = try CorePlugins.optimizers.make(yaml: yaml)
    let plugin = try #require(CorePlugins.optimizers.last { yaml.contains($0.name) })
    let lines = try #require(plugin.formula).split(separator: "\n").map { line in
      let sides = line.split(separator: " = ", maxSplits: 1).map(String.init)
      return OptionValue.Pair(key: sides[0], value: sides[1])
    }
    #expect(lines.last?.key == "w")
    let numbers = numbers(plugin).map { number in
      number.name == "nesterov" ? (number.name, yaml.contains("nesterov") ? 1 : 0) : number
    }
    let formulas = try FormulaOptimizer(
      try #require(lines.last).value, state: lines.dropLast(), numbers: numbers)
    func weights(_ optimizer: some Optimizer) -> [Double] {
      let weights = arena.row([0.5, -1, 2, 0])
      let slots = optimizer.slots.map { _ in arena.panels(rows: 1, columns: 4, of: Double.self) }
      var random = TestNumbers(seed: 3)
      for iteration in 1...10 {
        let block = ParameterBlock(
          weights: weights, gradient: arena.row((0..<4).map { _ in random.uniform() }),
          slots: slots, panel: 0, rows: 0..<1)
        optimizer.update(
          block,
          step: TrainingStep(
            iteration: iteration, iterations: 10, sampleCount: 1, learningRate: 0.1),
          kernels: kernels)
      }
      return weights.values
    }
    for (found, expected) in zip(weights(component), weights(formulas)) {
      #expect(agrees(found, expected))
    }
  }

  @Test(
    "Every schedule has the rates of its formula",
    arguments: CorePlugins.schedules.filter { $0.formula != nil }.map(\.name))
  func schedules(name: String) throws {
    let plugin = try #require(CorePlugins.schedules.first { $0.name == name })
    let formula = try #require(plugin.formula)
    let numbers = numbers(plugin, besides: "warmup")
    let expected = try FormulaSchedule(formula, numbers: numbers)
    let settings = numbers.map { number in
      ", \(number.name): \(Int(exactly: number.value).map { "\($0)" } ?? "\(number.value)")"
    }
    let component: any Schedule = try CorePlugins.schedules.make(
      yaml: "{schedule: \(name)\(settings.joined())}", nameKey: "schedule")
    for iteration in 1...20 {
      #expect(
        agrees(
          component.learningRate(at: iteration, of: 20),
          expected.learningRate(at: iteration, of: 20)), "iteration \(iteration)")
    }
  }
}
