import NNFiles
import TestSupport

@testable import NNCore

/// A training that NumPy has done, as `Tests/Golden/make_golden.py` writes it.
struct GoldenTraining {
  let eta: Double
  let costs: [Double]
  private let arrays: [String: NPYArray]

  init(_ name: String) throws {
    arrays = try NPZFile.read(ProjectFiles.golden("training/\(name).npz"), maximumElements: 10_000)
    eta = try Self.values("eta", in: arrays)[0]
    costs = try Self.values("costs", in: arrays)
  }

  /// The elements of an array, row after row.
  func array(_ key: String) throws -> [Double] { try Self.values(key, in: arrays) }

  private static func values(_ key: String, in arrays: [String: NPYArray]) throws -> [Double] {
    guard case .float64(let values)? = arrays[key]?.elements else { throw Missing(key: key) }
    return values
  }

  struct Missing: Error {
    let key: String
  }
}

/// Training of a small network in double precision with all samples at a time.
struct TinyTraining {
  let network: Network<Double>
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
    network = Network(
      structure: structure,
      activations: try activations.map { try CorePlugins.activations.make($0) })
    for (layer, values) in zip(network.layers, weights) {
      let columns = layer.inputs + 1
      for (position, value) in values.enumerated() {
        layer.weights[position % columns, position / columns] = value
      }
    }
    trainer = Trainer(
      network: network, loss: try CorePlugins.losses.make(loss), optimizer: SGD(),
      capacity: samples, compute: compute)
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
  func step(eta: Double) -> Double { trainer.step(count: samples, eta: eta) }

  /// The outputs for all samples, row after row.
  func outputs() -> [Double] {
    let pass = ActivationBuffers<Double>(structure: network.structure, capacity: samples)
    pass.inputs.set(trainer.inputs.values)
    pass.run(network, count: samples, compute: compute)
    return pass.outputs(samples).values
  }
}
