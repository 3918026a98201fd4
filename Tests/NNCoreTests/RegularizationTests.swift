import NNConfig
import Testing

@testable import NNCore

/// Trainings with penalties beside those of PyTorch, which `Golden/make_methods.py` makes.
@Suite("Regularization")
struct RegularizationTests {
  private static let adam = Adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0)

  private static let trainings = [
    ("l1", Regularization(l1: 0.003, l2: 0)), ("l2", Regularization(l1: 0, l2: 0.02)),
    ("both", Regularization(l1: 0.002, l2: 0.01)),
  ].flatMap { name, penalty in
    [
      PyTorchTraining(
        file: "methods/\(name)-sgd", optimizer: SGD(), eta: 0.05, regularization: penalty),
      PyTorchTraining(
        file: "methods/\(name)-adam", optimizer: adam, eta: 0.02, regularization: penalty),
    ]
  }

  @Test(
    "100 iterations agree with PyTorch to 1e-9, and so do the costs of the data alone",
    arguments: trainings)
  func pyTorch(training: PyTorchTraining) throws { try training.expectAgreement() }

  @Test("Threads, instruction sets and an interruption change no bit", arguments: trainings)
  func bits(training: PyTorchTraining) throws {
    try training.expectSameBits(in: Float.self)
    try training.expectSameBits(in: Double.self)
  }

  /// Has one slot, whose only use is to keep the gradient that the optimizer has seen.
  private struct KeepsGradient: Optimizer {
    let slots = ["gradient"]

    func update<T: Scalar>(_ block: ParameterBlock<T>, step: TrainingStep, kernels: Kernels<T>) {
      kernels.apply(.multiply, block.gradient, 1, into: block.slot(0))
    }
  }

  /// The gradients that an optimizer sees, layer by layer, from a training of one iteration.
  private func gradients(_ regularization: Regularization, threads: Int) throws -> [[Double]] {
    let compute = ComputeContext<Double>(
      instructionSet: .best, workers: WorkerPool(threads: threads), minimumMultiplications: 1)
    let state = try TrainingState(
      Network<Double>(structure: [3, 70, 2], activations: [Tanh(), Identity()]),
      optimizer: KeepsGradient(), initializer: CorePlugins.initializers.make("he"), seed: 4,
      kernels: compute.kernels)
    for (index, layer) in state.network.layers.enumerated() {
      layer.weights[1, 0] = 0
      layer.weights[2, 1] = index == 0 ? -0.0 : 0
    }
    let trainer = Trainer(
      state, loss: SquaredError(), optimizer: KeepsGradient(), regularization: regularization,
      capacity: 5, compute: compute)
    var numbers = TestNumbers(seed: 3)
    trainer.inputs.set(numbers.sparse(15))
    trainer.targets.set(numbers.sparse(10))
    _ = trainer.perform(
      TrainingStep(iteration: 1, iterations: 1, sampleCount: 5, learningRate: 1))
    return zip(state.slots, state.network.layers).map { slots, layer in
      (0..<layer.weights.rows).flatMap { row in
        (0..<layer.outputs).map { slots[0][row, $0] }
      }
    }
  }

  @Test(
    "l1 sign(w) + l2 w is added for all weights but those of bias neurons; sign(0) is 0",
    arguments: [1, 2, 3, 7])
  func formula(threads: Int) throws {
    let (l1, l2) = (0.25, 0.125)
    let plain = try gradients(.none, threads: threads)
    let penalized = try gradients(Regularization(l1: l1, l2: l2), threads: threads)
    let start = Network<Double>(structure: [3, 70, 2], activations: [Tanh(), Identity()])
    try CorePlugins.initializers.make("he").initialize(start, seed: 4, kernels: Kernels(.best))
    for (index, layer) in start.layers.enumerated() {
      layer.weights[1, 0] = 0
      layer.weights[2, 1] = 0
      for row in 0..<layer.weights.rows {
        for column in 0..<layer.outputs {
          let w = layer.weights[row, column]
          let sign = w > 0 ? 1.0 : w < 0 ? -1 : 0
          let gradient = plain[index][row * layer.outputs + column]
          let expected = row == 0 ? gradient : gradient.addingProduct(w, l2) + sign * l1
          #expect(
            penalized[index][row * layer.outputs + column] == expected,
            "layer \(index + 1), row \(row), column \(column)")
        }
      }
    }
  }
}
