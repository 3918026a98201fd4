import Testing

@testable import NNCore

/// Neither instruction set nor the number of threads changes a bit of a training.
@Suite("Threads and instruction sets")
struct ThreadCountTests {
  private static let batchSizes = [1, 37, 63, 64, 65, 100, 128, 130, 200]

  /// The layers are wide enough for several threads to share them, and their panels do not divide
  /// among threads.
  private static let structures = [
    [61, 130, 70], [61, 35, 97, 5], [61, 1], [61, 10, 3], [61, 300, 30, 10],
  ]

  @Test("Dense inputs", arguments: batchSizes)
  func dense(batchSize: Int) throws {
    try check(batchSize, isSparse: false)
  }

  @Test("Sparse inputs", arguments: batchSizes)
  func sparse(batchSize: Int) throws {
    try check(batchSize, isSparse: true)
  }

  private func check(_ batchSize: Int, isSparse: Bool) throws {
    for optimizer in [SGD(), Momentum(momentum: 0.9, isNesterov: true)] as [any Optimizer] {
      // Batches are smaller now and then, and some trainers could have larger ones.
      let training = Trainings(
        structure: Self.structures[batchSize % Self.structures.count],
        batches: [batchSize, 1 + batchSize / 3, batchSize],
        capacity: batchSize + batchSize % 2 * 70, optimizer: optimizer)
      let contexts = InstructionSet.allCases.filter(\.isSupported).flatMap { set in
        [1, 2, 3, 7].map { (set, $0) }
      }
      try check(Float.self, training, isSparse: isSparse, contexts)
      try check(Double.self, training, isSparse: isSparse, contexts)
    }
  }

  /// AdaGrad leaves out runs of inputs that are not used, SGD does so within kernels.
  @Test("Sparse inputs that threads share or have for themselves", arguments: [61, 200])
  func layouts(width: Int) throws {
    let optimizers: [any Optimizer] = [SGD(), AdaGrad(epsilon: 1e-10)]
    for (used, capacity) in UsedInputs.allCases.flatMap({ [($0, 200), ($0, 6000)] }) {
      let buffers = ActivationBuffers<Float>(
        structure: [width, 1], capacity: capacity, hasSparseInputs: true, threads: 2)
      #expect(buffers.expandsPrivately == (capacity == 200))
      for optimizer in optimizers {
        let training = Trainings(
          structure: [width, 70, 9], batches: [130, 37, 130], capacity: capacity,
          optimizer: optimizer, used: used)
        let contexts: [(InstructionSet, Int)] = [
          (.best, 1), (.best, 2), (.best, 3), (.best, 7), (.baseline, 3),
        ]
        try check(Float.self, training, isSparse: true, contexts)
        try check(Double.self, training, isSparse: true, contexts)
      }
    }
  }

  /// Compares with one thread of the baseline, and with dense inputs.
  private func check<T: Scalar>(
    _ type: T.Type, _ training: Trainings, isSparse: Bool,
    _ contexts: [(InstructionSet, Int)]
  ) throws {
    let dense = try SparseSource<T>(for: training.structure, training.used, isSparse: false)
    let expected = try training.outcome(from: dense, .baseline, threads: 1)
    let source = try SparseSource<T>(
      for: training.structure, training.used, isSparse: isSparse)
    for (set, threads) in contexts {
      let outcome = try training.outcome(from: source, set, threads: threads)
      #expect(outcome.costs == expected.costs, "\(training), \(set), \(threads) threads")
      #expect(
        sameBits(outcome.weights, expected.weights), "\(training), \(set), \(threads) threads")
    }
  }
}

/// Trainings of the same network with the same samples.
private struct Trainings {
  let structure: [Int]
  /// The number of samples in the batch of each iteration.
  let batches: [Int]
  /// The number of samples that there is memory for.
  let capacity: Int
  let optimizer: any Optimizer
  var used = UsedInputs.scattered

  struct Outcome<T> {
    let costs: [Double]
    let weights: [T]
  }

  func outcome<T>(
    from source: SparseSource<T>, _ set: InstructionSet, threads: Int
  ) throws -> Outcome<T> {
    let compute = ComputeContext<T>(
      instructionSet: set, workers: WorkerPool(threads: threads), minimumMultiplications: 1)
    let network = Network<T>(
      structure: structure,
      activations: structure.dropFirst(2).map { _ in ReLU() as any Activation } + [Sigmoid()])
    let state = try TrainingState(
      network, optimizer: optimizer, initializer: CorePlugins.initializers.make("he"), seed: 4,
      kernels: compute.kernels)
    let dropout = Dropout(
      rates: structure.dropFirst(2).map { _ in 0.2 }, structure: structure, seed: 3)
    let trainer = Trainer<T>(
      state, loss: SquaredError(), optimizer: optimizer, dropout: dropout, capacity: capacity,
      source: source, compute: compute)
    let costs = zip(1..., batches).map { iteration, count in
      source.choose(iteration: iteration, count: count, kernels: compute.kernels)
      return trainer.perform(
        TrainingStep(
          iteration: iteration, iterations: batches.count, sampleCount: count, learningRate: 0.1))
    }
    return withExtendedLifetime(state) {
      Outcome(costs: costs, weights: network.layers.flatMap(\.weights.values))
    }
  }
}
