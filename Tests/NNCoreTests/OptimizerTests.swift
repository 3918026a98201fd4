import NNConfig
import NNFiles
import TestSupport
import Testing

@testable import NNCore

/// Trainings of a small network beside those of PyTorch, which `Golden/make_optimizers.py` makes.
@Suite("Optimizers")
struct OptimizerTests {
  /// The optimizer of each file, and the learning rate.
  private static let cases: [(file: String, optimizer: any Optimizer, eta: Double)] = [
    ("momentum", Momentum(momentum: 0.9, isNesterov: false), 0.02),
    ("momentum-nesterov", Momentum(momentum: 0.7, isNesterov: true), 0.02),
    ("rmsprop", RMSProp(alpha: 0.99, epsilon: 1e-8), 0.005),
    ("rmsprop-other", RMSProp(alpha: 0.8, epsilon: 1e-3), 0.005),
    ("adagrad", AdaGrad(epsilon: 1e-10), 0.05),
    ("adam", Adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0), 0.02),
    ("adam-other", Adam(beta1: 0.5, beta2: 0.8, epsilon: 1e-4, weightDecay: 0), 0.02),
    ("adamw", Adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01), 0.02),
    ("adamw-other", Adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.3), 0.02),
  ]

  /// A network of 4, 9 and 2 neurons with tanh, and the squared error.
  private struct Example<T: Scalar> {
    let golden: [String: NPYArray]
    let optimizer: any Optimizer
    let compute: ComputeContext<T>

    init(
      _ file: String, _ optimizer: any Optimizer, set: InstructionSet = .best, threads: Int = 1
    ) throws {
      golden = try NPZFile.read(
        ProjectFiles.golden("optimizers/\(file).npz"), maximumElements: 10_000)
      self.optimizer = optimizer
      compute = ComputeContext(instructionSet: set, workers: WorkerPool(threads: threads))
    }

    func values(_ key: String) throws -> [Double] {
      guard case .float64(let values)? = golden[key]?.elements else {
        throw GoldenTraining.Missing(key: key)
      }
      return values
    }

    private var network: Network<T> {
      Network(structure: [4, 9, 2], activations: [Tanh(), Identity()])
    }

    func start() throws -> TrainingState<T> {
      let weights = GivenWeights(weights: [try values("start_1"), try values("start_2")])
      return try TrainingState(
        network, optimizer: optimizer, initializer: weights, seed: 0, kernels: compute.kernels)
    }

    func resumed(from state: TrainingState<T>) throws -> TrainingState<T> {
      let arrays = Dictionary(uniqueKeysWithValues: state.arrays.map { ($0.key, $0.array) })
      return try TrainingState(
        restoring: arrays, progress: state.progress, network: network, optimizer: optimizer,
        from: "checkpoint")
    }

    /// Trains up to an iteration; returns the costs before each update.
    func train(_ state: TrainingState<T>, to last: Int, eta: Double) throws -> [Double] {
      let trainer = Trainer(
        state, loss: SquaredError(), optimizer: optimizer, capacity: 40, compute: compute)
      trainer.inputs.set(try values("inputs").map { T($0) })
      trainer.targets.set(try values("targets").map { T($0) })
      return (state.progress.iteration + 1...last).map { iteration in
        state.progress.iteration = iteration
        return trainer.perform(
          TrainingStep(iteration: iteration, iterations: 100, sampleCount: 40, learningRate: eta))
      }
    }
  }

  @Test("100 iterations agree with PyTorch to 1e-9", arguments: cases.map(\.file))
  func pyTorch(file: String) throws {
    let test = try #require(Self.cases.first { $0.file == file })
    try check(file, test.optimizer)
  }

  private func check(_ file: String, _ optimizer: any Optimizer) throws {
    let test = try #require(Self.cases.first { $0.file == file })
    let example = try Example<Double>(file, optimizer)
    let state = try example.start()
    let costs = try example.train(state, to: 100, eta: test.eta)
    for (iteration, expected) in try example.values("costs").enumerated() {
      #expect(abs(costs[iteration] - expected) < 1e-9, "iteration \(iteration + 1)")
    }
    for (index, layer) in state.network.layers.enumerated() {
      for (position, expected) in try example.values("final_\(index + 1)").enumerated() {
        let columns = layer.inputs + 1
        let found = layer.weights[position % columns, position / columns]
        #expect(abs(found - expected) < 1e-9, "layer \(index + 1), position \(position)")
      }
    }
  }

  /// The optimizers as formulas; `adam` as its authors write it.
  private static let formulas = [
    ("momentum", #"{name: formula, state: {v: 0.9 * v + g}, w: w - eta * v}"#),
    (
      "momentum-nesterov",
      #"{name: formula, state: {v: mu * v + g}, w: w - eta * (g + mu * v), mu: 0.7}"#
    ),
    (
      "rmsprop",
      #"{name: formula, state: {s: 0.99 * s + 0.01 * g^2}, w: w - eta * g / (sqrt(s) + 1e-8)}"#
    ),
    (
      "adagrad", #"{name: formula, state: {s: s + g^2}, w: w - eta * g / (sqrt(s) + 1e-10)}"#
    ),
    (
      "adam",
      """
      name: formula
      state: {m: b1 * m + (1 - b1) * g, v: b2 * v + (1 - b2) * g^2}
      b1: 0.9
      b2: 0.999
      w: w - eta * (m / (1 - b1^t)) / (sqrt(v / (1 - b2^t)) + 1e-8)
      """
    ),
    (
      "adamw-other",
      """
      name: formula
      state: {m: b1 * m + (1 - b1) * g, v: b2 * v + (1 - b2) * g^2}
      w: >-
        w - eta * (0.3 * w
          + m / (1 - b1^t) / (sqrt(v / (1 - b2^t)) + 1e-8))
      b1: 0.9
      b2: 0.999
      """
    ),
  ]

  @Test("Formulas agree with PyTorch to 1e-9", arguments: formulas)
  func formula(file: String, yaml: String) throws {
    try check(file, try CorePlugins.optimizers.make(yaml: yaml))
  }

  @Test("Formulas give the same bits with all threads and instruction sets", arguments: formulas)
  func formulaBits(file: String, yaml: String) throws {
    let optimizer = try CorePlugins.optimizers.make(yaml: yaml)
    let test = try #require(Self.cases.first { $0.file == file })
    try checkBits(Float.self, file, optimizer, eta: test.eta)
    try checkBits(Double.self, file, optimizer, eta: test.eta)
  }

  @Test("Defaults are PyTorch's", arguments: ["momentum", "rmsprop", "adagrad", "adam", "adamw"])
  func defaults(name: String) throws {
    let test = try #require(Self.cases.first { $0.file == name })
    let optimizer = try CorePlugins.optimizers.make(name)
    #expect(String(reflecting: optimizer) == String(reflecting: test.optimizer))
  }

  @Test(
    "Threads, instruction sets and an interruption change no bit", arguments: cases.map(\.file))
  func bits(file: String) throws {
    let test = try #require(Self.cases.first { $0.file == file })
    try checkBits(Float.self, file, test.optimizer, eta: test.eta)
    try checkBits(Double.self, file, test.optimizer, eta: test.eta)
  }

  private func checkBits<T: Scalar>(
    _ type: T.Type, _ file: String, _ optimizer: any Optimizer, eta: Double
  ) throws {
    let whole = try Example<T>(file, optimizer, set: .baseline)
    let expected = try whole.start()
    _ = try whole.train(expected, to: 30, eta: eta)
    for set in InstructionSet.supported {
      for threads in [1, 2, 3, 7] {
        let example = try Example<T>(file, optimizer, set: set, threads: threads)
        let first = try example.start()
        _ = try example.train(first, to: 13, eta: eta)
        let second = try example.resumed(from: first)
        _ = try example.train(second, to: 30, eta: eta)
        for (layer, (found, expected)) in zip(second.network.layers, expected.network.layers)
          .enumerated()
        {
          #expect(
            sameBits(found.weights.values, expected.weights.values),
            "\(T.self), \(set), \(threads) threads, layer \(layer + 1)")
        }
      }
    }
  }

  @Test(
    "A power is exact for small exponents, and 0 for large ones",
    arguments: [
      (0.5, 0, 1.0), (0.5, 1, 0.5), (0.5, 10, 0x1p-10), (0.9, 1_000_000_000_000, 0), (0, 1, 0),
    ])
  func power(base: Double, exponent: Int, result: Double) {
    #expect(Adam.power(base, exponent) == result)
  }
}
