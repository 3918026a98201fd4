import NNConfig
import NNFiles
import TestSupport

@testable import NNCore

/// A training that NumPy has done, as `Tests/Golden/make_golden.py` writes it.
struct GoldenTraining {
  let eta: Double
  let costs: [Double]
  private let arrays: GoldenArrays

  init(_ name: String) throws {
    arrays = try GoldenArrays("training/\(name)")
    eta = try arrays.values("eta")[0]
    costs = try arrays.values("costs")
  }

  /// The elements of an array, row after row.
  func array(_ key: String) throws -> [Double] { try arrays.values(key) }
}

/// Training of a small network in double precision with all samples at a time.
struct TinyTraining {
  var network: Network<Double> { state.network }
  private let state: TrainingState<Double>
  private let trainer: Trainer<Double>
  private let compute = ComputeContext<Double>(
    instructionSet: .best, workers: WorkerPool(threads: 1))
  private let samples: Int

  /// A network of built-ins by name; `weights` as the lecture has them, the bias column first.
  init(
    structure: [Int], weights: [[Double]], activations: [String], loss: String, inputs: [Double],
    targets: [Double]
  ) throws {
    samples = inputs.count / structure[0]
    let network = Network<Double>(
      structure: structure,
      activations: try activations.map { try CorePlugins.activations.make($0) })
    state = try TrainingState(
      network, optimizer: SGD(), initializer: GivenWeights(weights: weights), seed: 0,
      kernels: compute.kernels)
    trainer = Trainer(
      state, loss: try CorePlugins.losses.make(loss), optimizer: SGD(), capacity: samples,
      compute: compute)
    trainer.inputs.set(inputs)
    trainer.targets.set(targets)
  }

  /// The start of a golden training.
  init(activations: [String], loss: String, golden: GoldenTraining) throws {
    let targets = try golden.array("targets")
    try self.init(
      structure: [5, 7, 6, targets.count / 70],
      weights: try (1...3).map { try golden.array("start_\($0)") }, activations: activations,
      loss: loss, inputs: try golden.array("inputs"), targets: targets)
  }

  /// Changes the weights; returns the cost before.
  func step(eta: Double) -> Double {
    trainer.perform(
      TrainingStep(iteration: 1, iterations: 1, sampleCount: samples, learningRate: eta))
  }

  /// The outputs for all samples, row after row.
  func outputs() -> [Double] {
    let buffers = ActivationBuffers<Double>(structure: network.structure, capacity: samples)
    buffers.inputs.set(trainer.inputs.values)
    buffers.run(network, count: samples, compute: compute)
    return buffers.outputs(samples).values
  }
}

/// Start weights as the lecture has them: a row for each neuron, the bias column first.
struct GivenWeights: Initializer {
  let weights: [[Double]]

  func initialize<T: Scalar>(_ network: Network<T>, seed: UInt64, kernels: Kernels<T>) {
    for (layer, values) in zip(network.layers, weights) {
      let columns = layer.inputs + 1
      for (position, value) in values.enumerated() {
        layer.weights[position % columns, position / columns] = T(value)
      }
    }
  }
}
