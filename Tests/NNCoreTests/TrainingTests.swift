import NNConfig
import NNFiles
import TestSupport
import Testing

@testable import NNCore

/// Whole trainings in double precision against those of plain NumPy.
@Suite("Training")
struct TrainingTests {
  /// Hidden activation, output activation, loss.
  private typealias Case = (hidden: String, output: String, loss: String)

  /// All trainings that NumPy has done: a file for each.
  private static let cases: [Case] = ProjectFiles.goldenNames(in: "training").map { name in
    let parts = name.dropLast(".npz".count).split(separator: "-").map(String.init)
    return (parts[0], parts[1], parts[2])
  }

  @Test("Costs, weights and outputs agree with NumPy to 1e-10", arguments: cases)
  func numPy(hidden: String, output: String, loss: String) throws {
    let golden = try GoldenTraining("\(hidden)-\(output)-\(loss)")
    let training = try TinyTraining(
      activations: [hidden, hidden, output], loss: loss, golden: golden)
    for (iteration, expected) in golden.costs.enumerated() {
      let cost = training.step(eta: golden.eta)
      #expect(isClose(cost, expected), "iteration \(iteration + 1)")
    }
    for (index, layer) in training.network.layers.enumerated() {
      let expected = try golden.array("final_\(index + 1)")
      let found = (0..<layer.outputs).flatMap { neuron in
        (0...layer.inputs).map { layer.weights[$0, neuron] }
      }
      #expect(zip(found, expected).allSatisfy { isClose($0, $1) }, "layer \(index + 1)")
    }
    let outputs = training.outputs()
    #expect(zip(outputs, try golden.array("outputs")).allSatisfy { isClose($0, $1) })
  }

  private func isClose(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-10 * abs(b) }

  @Test(
    "Any instruction set and number of threads gives the same bits",
    arguments: [
      "relu-softmax-cross_entropy", "tanh-sigmoid-squared_error", "gelu-softplus-squared_error",
    ])
  func bits(name: String) throws {
    let parts = name.split(separator: "-").map(String.init)
    try checkBits(Float.self, parts)
    try checkBits(Double.self, parts)
  }

  /// Layers wide enough for several threads to share the products.
  private func checkBits<T: Scalar>(_ type: T.Type, _ parts: [String]) throws {
    var expected: (costs: [Double], weights: [[T]])?
    for set in InstructionSet.allCases where set.isSupported {
      for threads in [1, 2, 3, 7] {
        let compute = ComputeContext<T>(
          instructionSet: set, workers: WorkerPool(threads: threads), minimumMultiplications: 1)
        let network = Network<T>(
          structure: [61, 130, 70],
          activations: try parts[..<2].map { try CorePlugins.activations.make($0) })
        let state = try TrainingState(
          network, optimizer: SGD(), initializer: CorePlugins.initializers.make("he"), seed: 4,
          kernels: compute.kernels)
        let trainer = Trainer<T>(
          state, loss: try CorePlugins.losses.make(parts[2]), optimizer: SGD(),
          capacity: 130, compute: compute)
        var numbers = TestNumbers(seed: 6)
        trainer.inputs.set(numbers.sparse(130 * 61))
        for sample in 0..<130 { trainer.targets[sample, numbers.integer(below: 70)] = 1 }
        let costs = (1...3).map {
          trainer.perform(
            TrainingStep(iteration: $0, iterations: 3, sampleCount: 130, learningRate: 0.1))
        }
        let weights = network.layers.map(\.weights.values)
        if let expected {
          #expect(costs == expected.costs, "\(set), \(threads) threads")
          #expect(
            zip(weights, expected.weights).allSatisfy { sameBits($0, $1) },
            "\(set), \(threads) threads")
        } else {
          expected = (costs, weights)
        }
      }
    }
  }

  @Test("Weights are finite unless one of them is infinite or NaN", arguments: [1 / 0.0, 0 / 0.0])
  func finiteWeights(value: Double) {
    func check<T: Scalar>(_ type: T.Type) {
      let network = Network<T>(structure: [40, 35, 3], activations: [ReLU(), Softmax()])
      #expect(network.isFinite)
      network.layers[1].weights[35, 2] = T(value)
      #expect(!network.isFinite)
      network.layers[1].weights[35, 2] = -T.greatestFiniteMagnitude
      #expect(network.isFinite)
    }
    check(Float.self)
    check(Double.self)
  }

  @Test("A sample's outputs do not depend on the batch it is in")
  func batchIndependence() throws {
    let network = Network<Float>(structure: [20, 35, 3], activations: [Tanh(), Softmax()])
    let compute = ComputeContext<Float>(
      instructionSet: .best, workers: WorkerPool(threads: 2), minimumMultiplications: 1)
    try CorePlugins.initializers.make("xavier")
      .initialize(network, seed: 1, kernels: compute.kernels)
    var numbers = TestNumbers(seed: 7)
    let inputs: [Float] = numbers.sparse(100 * 20)
    let pass = ActivationBuffers<Float>(structure: network.structure, capacity: 100)
    pass.inputs.set(inputs)
    pass.run(network, count: 100, compute: compute)
    let together = pass.outputs(100).values
    for sample in [0, 41, 99] {
      pass.inputs.set(Array(inputs[sample * 20..<(sample + 1) * 20]))
      pass.run(network, count: 1, compute: compute)
      #expect(
        pass.outputs(1).values == Array(together[sample * 3..<(sample + 1) * 3]),
        "sample \(sample)")
    }
  }
}
