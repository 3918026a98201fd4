import NNConfig
import NNFiles
import TestSupport
import Testing

@testable import NNCore

/// Heavy-ball momentum with a second slot that counts the updates of each weight.
private struct CountingMomentum: Optimizer {
  let slots = ["velocity", "count"]

  func update<T: Scalar>(_ block: ParameterBlock<T>, step: TrainingStep, kernels: Kernels<T>) {
    let (velocity, count) = (block.slot(0), block.slot(1))
    for row in 0..<block.weights.rows {
      for column in 0..<block.weights.columns {
        count[row, column] += 1
        velocity[row, column] =
          T(0.9) * velocity[row, column] + block.gradient[row, column]
        block.weights[row, column] -= T(step.learningRate) * velocity[row, column]
      }
    }
  }
}

@Suite("The state of a training")
struct TrainingStateTests {
  private static let structure = [5, 40, 3]
  private static let samples = 70

  /// A training with random inputs and targets, the same for all states.
  private struct Example<T: Scalar> {
    let compute = ComputeContext<T>(
      instructionSet: .best, workers: WorkerPool(threads: 2), minimumMultiplications: 1)
    let optimizer = CountingMomentum()

    var network: Network<T> {
      Network(structure: TrainingStateTests.structure, activations: [Tanh(), Identity()])
    }

    func start() throws -> TrainingState<T> {
      try TrainingState(
        network, optimizer: optimizer, initializer: CorePlugins.initializers.make("xavier"),
        seed: 3, kernels: compute.kernels)
    }

    func train(_ state: TrainingState<T>, to last: Int) -> [Double] {
      let trainer = Trainer(
        state, loss: SquaredError(), optimizer: optimizer, capacity: TrainingStateTests.samples,
        compute: compute)
      var numbers = TestNumbers(seed: 11)
      trainer.inputs.set(numbers.sparse(TrainingStateTests.samples * 5))
      trainer.targets.set(numbers.sparse(TrainingStateTests.samples * 3))
      return (state.progress.iteration + 1...last).map { iteration in
        defer { state.progress.iteration = iteration }
        return trainer.perform(
          TrainingStep(
            iteration: iteration, iterations: last, sampleCount: TrainingStateTests.samples,
            learningRate: 0.01))
      }
    }
  }

  @Test("Arrays have the names and shapes that are announced")
  func announcedShapes() throws {
    let state = try Example<Float>().start()
    for hasBest in [false, true] {
      if hasBest { state.keepWeightsAsBest() }
      let expected = TrainingState<Float>.shapes(
        structure: Self.structure, optimizer: CountingMomentum(), hasBest: hasBest)
      #expect(state.arrays.map(\.key) == expected.map(\.key), "best weights: \(hasBest)")
      #expect(state.arrays.map(\.array.shape) == expected.map(\.shape), "best weights: \(hasBest)")
    }
    #expect(
      state.arrays.map(\.key) == [
        "arr_0", "arr_1", "arr_2", "velocity_1", "velocity_2", "count_1", "count_2", "best_1",
        "best_2",
      ])
  }

  @Test(
    "A training that resumes from a state's arrays has the bits of one that was not interrupted")
  func resumes() throws {
    try checkResuming(Float.self)
    try checkResuming(Double.self)
  }

  private func checkResuming<T: Scalar>(_ type: T.Type) throws {
    let example = Example<T>()
    let whole = try example.start()
    let costs = example.train(whole, to: 9)

    let first = try example.start()
    let firstCosts = example.train(first, to: 4)
    first.keepWeightsAsBest()
    let arrays = Dictionary(uniqueKeysWithValues: first.arrays.map { ($0.key, $0.array) })
    let second = try TrainingState(
      restoring: arrays, progress: first.progress, network: example.network,
      optimizer: example.optimizer, from: "checkpoint.npz")
    #expect(second.progress.iteration == 4)
    #expect(firstCosts + example.train(second, to: 9) == costs, "\(T.self)")
    for (key, array) in whole.arrays {
      let resumed = second.arrays.first { $0.key == key }
      #expect(resumed?.array.bytes == array.bytes, "\(key), \(T.self)")
    }
    // The best weights are those after iteration 4.
    second.useBestWeights()
    #expect(
      second.network.weightArrays.map(\.array.bytes)
        == first.network.weightArrays.map(\.array.bytes))
  }

  @Test("Every weight is updated once in each iteration, padding aside")
  func updatesOnce() throws {
    let example = Example<Float>()
    let state = try example.start()
    _ = example.train(state, to: 3)
    for (layer, slots) in state.slots.enumerated() {
      let counts = slots[1]
      for row in 0..<counts.rows {
        for column in 0..<counts.columns {
          #expect(counts[row, column] == 3, "layer \(layer + 1), row \(row), column \(column)")
        }
      }
    }
  }

  @Test("An array that is missing, or has another shape, is refused with its name")
  func refuses() throws {
    let example = Example<Float>()
    var arrays = Dictionary(
      uniqueKeysWithValues: try example.start().arrays.map { ($0.key, $0.array) })
    func failure() -> WeightsError? {
      #expect(throws: WeightsError.self) {
        _ = try TrainingState(
          restoring: arrays, progress: TrainingProgress(), network: example.network,
          optimizer: example.optimizer, from: "checkpoint.npz")
      }
    }
    arrays["count_2"] = arrays["count_1"]
    #expect(
      failure() == .shape("checkpoint.npz", key: "count_2", expected: [3, 41], found: [40, 6]))
    arrays["count_2"] = nil
    #expect(failure() == .missing("checkpoint.npz", key: "count_2", expected: [3, 41]))
  }
}
