import NNConfig
import NNCore
import NNFiles

/// A built-in and a formula that computes the same.
struct FormulaTwin {
  /// The built-in as an experiment names it.
  let name: String
  /// The formula as an experiment writes it, a mapping.
  let formula: String

  /// Activations that are written by hand.
  static let activations = [
    FormulaTwin(name: "identity", formula: #"f: "z""#),
    FormulaTwin(name: "relu", formula: #"f: "max(z, 0)""#),
    FormulaTwin(name: "leaky_relu", formula: #"f: "where(z < 0, 0.01 * z, z)""#),
    FormulaTwin(name: "sigmoid", formula: #"f: "sigmoid(z)""#),
    FormulaTwin(name: "sigmoid", formula: #"f: "1 / (1 + exp(-z))""#),
    FormulaTwin(name: "tanh", formula: #"f: "tanh(z)""#),
    FormulaTwin(name: "softplus", formula: #"f: "softplus(z)""#),
    FormulaTwin(name: "gelu", formula: #"f: "z / 2 * (1 + erf(z / sqrt(2)))""#),
  ]

  /// Optimizers that are written by hand.
  static let optimizers = [
    FormulaTwin(name: "sgd", formula: #"w: "w - eta * g""#),
    FormulaTwin(
      name: "momentum", formula: #"state: {v: "0.9 * v + g"}, w: "w - eta * v""#),
    FormulaTwin(
      name: "rmsprop",
      formula: #"state: {s: "0.99 * s + 0.01 * g^2"}, w: "w - eta * g / (sqrt(s) + 1e-8)""#),
    FormulaTwin(
      name: "adam",
      formula: #"""
        state: {m: "b1 * m + (1 - b1) * g", v: "b2 * v + (1 - b2) * g^2"}, b1: 0.9, b2: 0.999,
        w: "w - eta * (m / (1 - b1^t)) / (sqrt(v / (1 - b2^t)) + 1e-8)"
        """#),
  ]

  /// Makes both.
  ///
  /// - Throws: `ExperimentError` at a mistake in the formula
  func make<Component: Sendable>(
    _ plugins: [Plugin<Component>]
  ) throws -> (byHand: Component, byFormula: Component) {
    (
      try Self.make(name, plugins), try Self.make("{name: formula, \(formula)}", plugins)
    )
  }

  private static func make<Component: Sendable>(
    _ text: String, _ plugins: [Plugin<Component>]
  ) throws -> Component {
    let source = SourceText(file: "nnbench", text: text, directory: "")
    var diagnostics = Diagnostics()
    let made = try Catalog(kind: "plugin", plugins).make(
      from: try YAMLParser.parse(text, source: source), label: "it", diagnostics: &diagnostics)
    try diagnostics.throwIfAny()
    guard let made else { preconditionFailure("there is neither a component nor a mistake") }
    return made.component
  }
}

/// Arrays of one shape, and how fast activations and optimizers process them on one thread.
final class FormulaBenchmark<T: Scalar> {
  private let kernels: Kernels<T>
  private let arena = Arena()
  private let z: Matrix<T>
  private let a: Matrix<T>
  private let delta: Matrix<T>
  private let weights: PanelMatrix<T>
  private let gradient: PanelMatrix<T>

  /// A batch of 64 samples and 128 neurons, and the weights from 784 inputs to them.
  init(_ kernels: Kernels<T>) {
    self.kernels = kernels
    z = arena.matrix(rows: 64, columns: 128)
    a = arena.matrix(rows: 64, columns: 128)
    delta = arena.matrix(rows: 64, columns: 128)
    weights = arena.panels(rows: 785, columns: 128)
    gradient = arena.panels(rows: 785, columns: 128)
    for index in 0..<64 * 128 { z.elements[index] = T(index % 101) / 20 - T(2.5) }
    for index in 0..<weights.paddedCount {
      weights.elements[index] = T(index % 103) / 500 - T(0.1)
      gradient.elements[index] = T(index % 107) / 5000 - T(0.01)
    }
  }

  /// Measures the time that an activation and its derivative take for an element.
  ///
  /// - Parameters:
  ///   - activation: the activation
  ///   - probe: that of one thread
  /// - Returns: the figures
  /// - Throws: what the probe throws
  func measure(
    _ activation: any Activation, _ probe: PeakProbe
  ) throws -> (forward: Figure, backward: Figure) {
    let units = z.rows * z.columns
    let forward = try probe.fastest(units: units) { _ in
      activation.apply(z, into: a, kernels: kernels)
    }
    let backward = try probe.fastest(units: units) { _ in
      for index in 0..<delta.rows { delta[index, 0] = 1 }
      activation.backpropagate(delta, preActivations: z, activations: a, kernels: kernels)
    }
    return (forward, backward)
  }

  /// Measures the time that the update of a weight takes.
  ///
  /// - Parameters:
  ///   - optimizer: the optimizer
  ///   - probe: that of one thread
  /// - Returns: the figure
  /// - Throws: what the probe throws
  func measure(_ optimizer: any Optimizer, _ probe: PeakProbe) throws -> Figure {
    let slots = optimizer.slots.map { _ in
      arena.panels(rows: weights.rows, columns: weights.columns, of: T.self)
    }
    var iteration = 0
    return try probe.fastest(units: weights.count) { _ in
      iteration += 1
      let step = TrainingStep(
        iteration: iteration, iterations: 1_000_000, sampleCount: 64, learningRate: 1e-9)
      for panel in weights.panelStarts {
        let rows = 0..<weights.rows
        optimizer.update(
          ParameterBlock(
            weights: weights.panel(at: panel, rows: rows),
            gradient: gradient.panel(at: panel, rows: rows), slots: slots, panel: panel, rows: rows),
          step: step, kernels: kernels)
      }
    }
  }
}
