import NNConfig
import Testing

@testable import NNCore

/// SGD in two passes: the mean of the gradient first, then the weights, element by element.
private struct SGDByMean: Optimizer {
  func update<T: Scalar>(_ block: ParameterBlock<T>, step: TrainingStep, kernels: Kernels<T>) {
    for row in 0..<block.weights.rows {
      for column in 0..<block.weights.columns {
        block.weights[row, column].addProduct(
          T(-step.learningRate), block.gradient[row, column])
      }
    }
  }
}

@Suite("Weights that change where their gradient is computed")
struct PlainDescentTests {
  @Test("SGD has the bits of an update by the mean gradient", arguments: InstructionSet.supported)
  func descent(set: InstructionSet) throws {
    try check(Float.self, set)
    try check(Double.self, set)
  }

  private func check<T: Scalar>(_ type: T.Type, _ set: InstructionSet) throws {
    let fused = try weights(of: SGD(), type, set)
    let plain = try weights(of: SGDByMean(), type, set)
    for (layer, (fused, plain)) in zip(fused, plain).enumerated() {
      #expect(sameBits(fused, plain), "layer \(layer + 1), \(T.self)")
    }
  }

  /// The weights after some iterations with 70 samples, whose number is not a power of two.
  private func weights<T: Scalar>(
    of optimizer: any Optimizer, _ type: T.Type, _ set: InstructionSet
  ) throws -> [[T]] {
    let compute = ComputeContext<T>(
      instructionSet: set, workers: WorkerPool(threads: 2), minimumMultiplications: 1)
    let state = try TrainingState(
      Network<T>(structure: [9, 37, 3], activations: [Tanh(), Identity()]), optimizer: optimizer,
      initializer: CorePlugins.initializers.make("xavier"), seed: 2, kernels: compute.kernels)
    let trainer = Trainer(
      state, loss: SquaredError(), optimizer: optimizer, capacity: 70, compute: compute)
    var numbers = TestNumbers(seed: 12)
    trainer.inputs.set(numbers.sparse(70 * 9))
    trainer.targets.set(numbers.sparse(70 * 3))
    for iteration in 1...5 {
      _ = trainer.perform(
        TrainingStep(iteration: iteration, iterations: 5, sampleCount: 70, learningRate: 0.013))
    }
    return state.network.layers.map(\.weights.values)
  }
}
