import NNData
import Testing

@testable import NNCore
@testable import NNExperiment

@Suite("Measuring a network")
struct EvaluatorTests {
  /// Measures a network of one layer: outputs are the inputs plus bias weights.
  private func metrics(
    _ samples: Samples, outputs: Int, bias: [Float] = [], activation: any Activation = Identity(),
    loss: any Loss = SquaredError(), task: Task = .regression, targetScaling: Scaling? = nil
  ) -> Metrics {
    let network = Network<Float>(
      structure: [samples.inputWidth, outputs], activations: [activation])
    for column in 0..<outputs {
      network.layers[0].weights[0, column] = bias.isEmpty ? 0 : bias[column]
      network.layers[0].weights[column + 1, column] = 1
    }
    return Evaluator(
      network: network, loss: loss, task: task,
      scaling: targetScaling,
      compute: ComputeContext(instructionSet: .best, workers: WorkerPool(threads: 1))
    ).evaluation(of: samples).metrics
  }

  private func line(count: Int, targets: (Int) -> Double) -> Samples {
    Samples(
      count: count, inputWidth: 1, inputs: .numbers((0..<count).map(Double.init)),
      targets: .values((0..<count).map(targets), width: 1))
  }

  @Test(
    "Cost is the mean over samples, also over several pieces", arguments: [1, 255, 256, 257, 700])
  func pieces(count: Int) {
    // Outputs are 0, 1, 2, ..., targets 0.5 less for even and as much for odd ones.
    let samples = line(count: count) { Double($0) - ($0.isMultiple(of: 2) ? 0.5 : 0) }
    let result = metrics(samples, outputs: 1)
    let even = Double((count + 1) / 2)
    #expect(result.cost == 0.25 * even / Double(count))
    guard case .regression(let mae, _) = result.quality else {
      Issue.record("is no regression")
      return
    }
    #expect(mae == 0.5 * even / Double(count))
  }

  @Test("Cost is in the network's units, MAE and R2 in the target's own")
  func units() {
    let samples = line(count: 4) { Double($0) + 0.5 }
    // Distances of the targets from their mean: 1.5, 0.5, 0.5, 1.5; their squares add up to 5.
    let result = metrics(samples, outputs: 1, targetScaling: Scaling(offsets: [7], divisors: [2]))
    #expect(result == Metrics(cost: 0.25, quality: .regression(mae: 1, r2: 1 - 4.0 / 20)))
  }

  @Test("Classes are counted and their cost is that of one-hot targets")
  func classes() {
    let samples = Samples(
      count: 3, inputWidth: 2, inputs: .bytes([255, 0, 0, 255, 255, 255], divisor: 255),
      targets: .classes([0, 1, 1]))
    let result = metrics(samples, outputs: 2, task: .classification)
    // The last sample has equal outputs: class 0 is predicted, and output 0 is off by 1.
    #expect(result == Metrics(cost: 1.0 / 3, quality: .classification(accuracy: 2.0 / 3)))
  }

  @Test("A single sigmoid output is a half at zero, and that is class 1")
  func threshold() {
    let samples = Samples(
      count: 2, inputWidth: 1, inputs: .numbers([0, -1]), targets: .classes([1, 1]))
    let result = metrics(
      samples, outputs: 1, activation: Sigmoid(), loss: BinaryCrossEntropy(),
      task: .classification)
    #expect(result.quality == .classification(accuracy: 0.5))
    // -ln(1/2) and -ln sigmoid(-1) = ln(1 + e).
    #expect(abs(result.cost - (0.693147180559945 + 1.313261687518223) / 2) < 1e-7)
  }
}
