import NNConfig
import Testing

@testable import NNCore

/// The elements that fill rows and panels up to whole vectors.
@Suite("Padding")
struct PaddingTests {
  /// ln |z|, whose derivative 1 / z is infinite where z is 0, as it is in the padding.
  private struct LogMagnitude: Activation {
    func apply<T: Scalar>(
      _ preActivations: Matrix<T>, into activations: Matrix<T>, kernels: Kernels<T>
    ) {
      kernels.apply(.abs, preActivations, into: activations)
      kernels.apply(.log, activations, into: activations)
    }

    func backpropagate<T: Scalar>(
      _ delta: Matrix<T>, preActivations: Matrix<T>, activations: Matrix<T>, kernels: Kernels<T>
    ) {
      kernels.apply(.divide, delta, preActivations, into: delta)
    }
  }

  /// The sum of the outputs, with the derivative 1, in the padding too.
  private struct OutputSum: Loss {
    func costs<T: Scalar>(
      logits: Matrix<T>, activations: Matrix<T>, targets: Matrix<T>,
      into costs: UnsafeMutablePointer<Double>, kernels: Kernels<T>
    ) {
      kernels.sumRows(of: activations, into: costs)
    }

    func gradient<T: Scalar>(
      activations: Matrix<T>, targets: Matrix<T>, into delta: Matrix<T>, kernels: Kernels<T>
    ) {
      kernels.apply(.multiplyAdd, activations, 0, 1, into: delta)
    }
  }

  /// w -= eta times the gradient's sign as g / |g|, which is NaN in the padding, where g is 0.
  private struct SignDescent: Optimizer {
    func update<T: Scalar>(
      _ block: ParameterBlock<T>, step: TrainingStep, kernels: Kernels<T>
    ) {
      kernels.withTemporary(shapedLike: block.gradient) { magnitude in
        kernels.apply(.abs, block.gradient, into: magnitude)
        kernels.apply(.divide, block.gradient, magnitude, into: block.gradient)
      }
      kernels.apply(
        .multiplyAdd, block.gradient, -step.learningRate, block.weights, into: block.weights)
    }
  }

  @Test("Whatever plugins leave in the padding reaches no weight")
  func plugins() throws {
    let compute = ComputeContext<Double>(instructionSet: .best, workers: WorkerPool(threads: 1))
    let network = Network<Double>(
      structure: [2, 3, 1], activations: [LogMagnitude(), LogMagnitude()])
    let state = try TrainingState(
      network, optimizer: SignDescent(),
      initializer: GivenWeights(
        weights: [[0.5, 1.5, 2.5, 0.25, 1.25, 2.25, 0.75, 1, 2], [0.5, 1.5, 2.5, 3.5]]), seed: 0,
      kernels: compute.kernels)
    let trainer = Trainer(
      state, loss: OutputSum(), optimizer: SignDescent(), capacity: 1, compute: compute)
    trainer.inputs.set([0.25, 0.75])
    for iteration in 1...2 {
      let step = TrainingStep(
        iteration: iteration, iterations: 2, sampleCount: 1, learningRate: 0.01)
      #expect(trainer.perform(step).isFinite, "iteration \(iteration)")
    }
    for (index, layer) in network.layers.enumerated() {
      #expect(layer.weights.isFinite, "layer \(index + 1)")
      let panel = layer.weights.panel(at: 0, rows: 0..<layer.weights.rows)
      for row in 0..<panel.rows {
        for column in layer.outputs..<panel.stride {
          #expect(panel.row(row)[column] == 0, "layer \(index + 1), row \(row), column \(column)")
        }
      }
    }
  }
}
