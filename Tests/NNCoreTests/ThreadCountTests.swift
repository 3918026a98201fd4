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
    let structure = Self.structures[batchSize % Self.structures.count]
    let optimizers: [any Optimizer] = [SGD(), Momentum(momentum: 0.9, isNesterov: true)]
    for optimizer in optimizers {
      try check(Float.self, structure, batchSize, optimizer, isSparse: isSparse)
      try check(Double.self, structure, batchSize, optimizer, isSparse: isSparse)
    }
  }

  /// Compares with one thread of the baseline, and with dense inputs.
  private func check<T: Scalar>(
    _ type: T.Type, _ structure: [Int], _ batchSize: Int, _ optimizer: any Optimizer,
    isSparse: Bool
  ) throws {
    let expected: Outcome<T> = try train(structure, batchSize, optimizer, .baseline, 1, false)
    for set in InstructionSet.allCases where set.isSupported {
      for threads in [1, 2, 3, 7] {
        let outcome: Outcome<T> = try train(
          structure, batchSize, optimizer, set, threads, isSparse)
        #expect(outcome.costs == expected.costs, "\(set), \(threads) threads")
        #expect(sameBits(outcome.weights, expected.weights), "\(set), \(threads) threads")
      }
    }
  }

  private struct Outcome<T> {
    let costs: [Double]
    let weights: [T]
  }

  private func train<T: Scalar>(
    _ structure: [Int], _ batchSize: Int, _ optimizer: any Optimizer, _ set: InstructionSet,
    _ threads: Int, _ isSparse: Bool
  ) throws -> Outcome<T> {
    let compute = ComputeContext<T>(
      instructionSet: set, workers: WorkerPool(threads: threads), minimumMultiplications: 1)
    let network = Network<T>(
      structure: structure,
      activations: structure.dropFirst(2).map { _ in ReLU() as any Activation } + [Sigmoid()])
    let state = try TrainingState(
      network, optimizer: optimizer, initializer: CorePlugins.initializers.make("he"), seed: 4,
      kernels: compute.kernels)
    let source = try SparseSource<T>(
      samples: 230, width: structure[0], outputs: structure[structure.count - 1],
      isSparse: isSparse, kernels: compute.kernels)
    let dropout = Dropout(
      rates: structure.dropFirst(2).map { _ in 0.2 }, structure: structure, seed: 3)
    let trainer = Trainer<T>(
      state, loss: SquaredError(), optimizer: optimizer, dropout: dropout, capacity: batchSize,
      source: source, compute: compute)
    let costs = (1...3).map { iteration in
      source.choose(iteration: iteration, count: batchSize)
      return trainer.perform(
        TrainingStep(
          iteration: iteration, iterations: 3, sampleCount: batchSize, learningRate: 0.1))
    }
    return withExtendedLifetime(state) {
      Outcome(costs: costs, weights: network.layers.flatMap(\.weights.values))
    }
  }
}

/// Samples most of whose inputs are zero, as sparse rows or as they are.
private final class SparseSource<T: Scalar>: BatchSource {
  let isSparse: Bool
  private(set) var sparseInputs: SparseBatch<T>?
  private let bytes: [UInt8]
  private let targets: [T]
  private let width: Int
  private let outputs: Int
  private let rows: SparseRows
  private let values: UnsafeMutablePointer<T>
  private let indices: UnsafeMutablePointer<Int>
  private let samples: Int
  private let kernels: Kernels<T>
  private let arena = Arena()

  init(
    samples: Int, width: Int, outputs: Int, isSparse: Bool, kernels: Kernels<T>
  ) throws {
    var numbers = TestNumbers(seed: 9)
    (self.samples, self.width, self.outputs, self.isSparse) = (samples, width, outputs, isSparse)
    self.kernels = kernels
    // Some inputs are always zero.
    let bytes = (0..<samples * width).map { place -> UInt8 in
      let column = place % width
      return column < 8 || column % 12 > 4 || numbers.integer(below: 2) == 0
        ? 0 : UInt8(numbers.integer(below: 256))
    }
    self.bytes = bytes
    targets = numbers.sparse(samples * outputs)
    rows = try #require(
      SparseRows(bytes, width: width, count: samples, maximumShare: 3))
    values = arena.zeros(256)
    for byte in 0..<256 { values[byte] = T(byte) / 255 }
    indices = arena.zeros(samples)
  }

  func choose(iteration: Int, count: Int) {
    for sample in 0..<count { indices[sample] = (sample * 7 + iteration * 11) % samples }
    guard isSparse else { return }
    sparseInputs = SparseBatch(rows, values: values, kernels: kernels, indices: indices, first: 0)
  }

  func fill(_ part: Range<Int>, inputs: PanelBatch<T>, targets: Matrix<T>) {
    for sample in part {
      for output in 0..<outputs {
        targets[sample, output] = self.targets[indices[sample] * outputs + output]
      }
      for column in 0..<width where !isSparse {
        inputs[sample, column] = values[Int(bytes[indices[sample] * width + column])]
      }
    }
  }
}
