import Testing

@testable import NNCore

/// Derivatives against central differences, (C(w + h) - C(w - h)) / 2h.
@Suite("Gradients")
struct GradientTests {
  private static let structure = [3, 4, 3]
  private static let samples = 5

  // NNTesting checks the derivative of each activation and loss alone; here they are chained.
  private static let cases: [(activations: [String], loss: String)] = [
    (["tanh", "softmax"], "cross_entropy"), (["gelu", "softmax"], "squared_error"),
    (["relu", "sigmoid"], "binary_cross_entropy"), (["sigmoid", "selu"], "squared_error"),
    (["silu", "identity"], "huber"),
  ]

  @Test(
    "The gradients of all weights agree with central differences", arguments: cases)
  func centralDifferences(activations: [String], loss: String) throws {
    var numbers = TestNumbers(seed: 8)
    let weights = zip(Self.structure, Self.structure.dropFirst()).map { inputs, outputs in
      (0..<(inputs + 1) * outputs).map { _ in numbers.uniform() }
    }
    let inputs = (0..<Self.samples * 3).map { _ in numbers.uniform() }
    // Soft targets; each row is a distribution.
    let rows: [[Double]] = [[0.25, 0.125, 0.625], [0, 1, 0]]
    let targets: [Double] = (0..<Self.samples).flatMap { rows[$0 % 2] }
    func training(_ weights: [[Double]]) throws -> TinyTraining {
      try TinyTraining(
        structure: Self.structure, weights: weights, activations: activations, loss: loss,
        inputs: inputs, targets: targets)
    }

    // With eta 1 a step subtracts exactly the gradient.
    let stepped = try training(weights)
    _ = stepped.step(eta: 1)
    for (index, layer) in stepped.network.layers.enumerated() {
      let columns = layer.inputs + 1
      for position in weights[index].indices {
        let step = 1e-6
        var above = weights
        above[index][position] += step
        var below = weights
        below[index][position] -= step
        let slope =
          (try training(above).step(eta: 1) - training(below).step(eta: 1)) / (2 * step)
        let gradient =
          weights[index][position] - layer.weights[position % columns, position / columns]
        #expect(abs(gradient - slope) < 1e-8, "layer \(index + 1), weight \(position)")
      }
    }
  }

  @Test("The derivative of ReLU and leaky ReLU at 0 is 1, as in the lecture")
  func derivativeAtZero() {
    let arena = Arena()
    let zeros = arena.row([0, -0.0] as [Double])
    for activation in [ReLU(), LeakyReLU(slope: 0.1)] as [any Activation] {
      let delta = arena.row([3, -2] as [Double])
      activation.backpropagate(
        delta, preActivations: zeros, activations: zeros, kernels: Kernels(.best))
      #expect(delta.values == [3, -2], "\(activation)")
    }
  }
}
