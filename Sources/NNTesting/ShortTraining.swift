import NNConfig
import NNCore

/// A training of a small network, to see whether it depends on the number of threads.
struct ShortTraining {
  var hidden: any Activation
  var output: any Activation
  var loss: any Loss
  var optimizer: any Optimizer
  /// The target of the neurons that do not stand for a sample's class; that of the other one is 1
  /// more.
  var smallestTarget = 0.0

  private static let structure = [4, 40, 3]
  private static let samples = 45
  private static let iterations = 5

  /// A training with built-in plugins: tanh, identity, squared error, gradient descent.
  ///
  /// - Throws: nothing, if there are these plugins
  init() throws {
    hidden = try CorePlugins.activations.builtIn("tanh")
    output = try CorePlugins.activations.builtIn("identity")
    loss = try CorePlugins.losses.builtIn("squared_error")
    optimizer = try CorePlugins.optimizers.builtIn("sgd")
  }

  /// What differs between trainings on 1, 2 and 4 threads.
  ///
  /// - Returns: the first difference; `nil` if all bits are equal
  /// - Throws: `NotChecked` if numbers are infinite or NaN, which says nothing
  func dependenceOnThreads() throws -> String? {
    try dependenceOnThreads(Float.self) ?? dependenceOnThreads(Double.self)
  }

  private func dependenceOnThreads<T: Scalar>(_ type: T.Type) throws -> String? {
    // Functions that grow fast need a small rate.
    for rate in [0.01, 1e-4, 1e-6] {
      let alone = try train(T.self, threads: 1, learningRate: rate)
      if alone.allSatisfy(\.isFinite) {
        return try difference(T.self, from: alone, learningRate: rate)
      }
    }
    throw NotChecked("the short training diverges (\(T.shownName))")
  }

  /// What differs between a training on one thread and those on several.
  private func difference<T: Scalar>(
    _ type: T.Type, from alone: [Double], learningRate: Double
  ) throws -> String? {
    for threads in [2, 4] {
      let shared = try train(T.self, threads: threads, learningRate: learningRate)
      for (index, value) in shared.enumerated() where !sameBits(value, alone[index]) {
        let what = index < Self.iterations ? "the cost in iteration \(index + 1)" : "a weight"
        return "in a short training, \(what) is \(value.shown(besides: alone[index])) with "
          + "\(threads) threads, but \(alone[index].shown(besides: value)) with 1 "
          + "(\(T.shownName))"
      }
    }
    return nil
  }

  /// The costs of all iterations, and the weights after the last one.
  private func train<T: Scalar>(
    _ type: T.Type, threads: Int, learningRate: Double
  ) throws -> [Double] {
    let compute = ComputeContext<T>(
      instructionSet: .best, workers: WorkerPool(threads: threads), minimumMultiplications: 1)
    let state = try TrainingState(
      Network<T>(structure: Self.structure, activations: [hidden, output]), optimizer: optimizer,
      initializer: try CorePlugins.initializers.builtIn("he"), seed: 0, kernels: compute.kernels)
    let trainer = Trainer(
      state, loss: loss, optimizer: optimizer, capacity: Self.samples, compute: compute)
    fill(
      trainer.inputs.matrix(0), CheckNumbers.uniform(-1...1, stream: 1, rows: 0..<Self.samples, columns: 4))
    // One-hot by default, so that they are probabilities, too.
    let targets = (0..<Self.samples).flatMap { row in
      (0..<3).map { smallestTarget + ($0 == row % 3 ? 1 : 0) }
    }
    fill(trainer.targets, targets)
    let costs = (1...Self.iterations).map { iteration in
      trainer.perform(
        TrainingStep(
          iteration: iteration, iterations: Self.iterations, sampleCount: Self.samples,
          learningRate: learningRate))
    }
    // The layers only refer to the network's memory.
    let weights = withExtendedLifetime(state) { state.network.layers.flatMap { $0.weights.values } }
    return costs + weights
  }

  private func fill<T: Scalar>(_ matrix: Matrix<T>, _ values: [Double]) {
    for (index, value) in values.enumerated() {
      matrix[index / matrix.columns, index % matrix.columns] = T(value)
    }
  }
}

extension PanelMatrix {
  /// The elements, row after row.
  var values: [Double] {
    (0..<rows).flatMap { row in (0..<columns).map { Double(self[row, $0]) } }
  }
}

extension Array {
  /// The component of a built-in plugin with default settings.
  ///
  /// - Parameter name: the name of the plugin
  /// - Returns: the component
  /// - Throws: `ExperimentError` if it needs settings
  func builtIn<Component: Sendable>(_ name: String) throws -> Component
  where Element == Plugin<Component> {
    guard let plugin = first(where: { $0.name == name }) else {
      preconditionFailure("there is no plugin '\(name)'")
    }
    return try plugin.component(try plugin.parsed("{}"))
  }
}
