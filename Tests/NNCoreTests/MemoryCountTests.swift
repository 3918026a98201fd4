import NNConfig
import Testing

@testable import NNCore

/// The bytes that are announced are those that are allocated.
@Suite("Counting memory before it is allocated")
struct MemoryCountTests {
  /// Widths below, at and above whole vectors, and those that would make columns compete for cache
  /// lines.
  private static let structures = [
    [1, 1], [3, 16, 2], [17, 1, 5], [256, 128, 10], [784, 30, 10], [255, 257, 256, 4],
  ]

  @Test(
    "Matrices and panels take the bytes that are announced", arguments: [0, 1, 7, 64],
    [1, 8, 15, 16, 17, 32, 128, 256, 300])
  func matrices(rows: Int, columns: Int) {
    func check<T: Scalar>(_ type: T.Type) {
      let arena = Arena()
      let matrix: Matrix<T> = arena.matrix(rows: rows, columns: columns)
      #expect(
        Double(arena.byteCount) == Arena.byteCount(ofMatrix: T.self, rows: rows, columns: columns))
      let before = arena.byteCount
      let panels: PanelMatrix<T> = arena.panels(rows: rows, columns: columns)
      #expect(
        Double(arena.byteCount - before)
          == Arena.byteCount(ofPanels: T.self, rows: rows, columns: columns))
      #expect(matrix.rows == panels.rows)
    }
    check(Float.self)
    check(Double.self)
  }

  @Test(
    "A state and a workspace take the bytes that are announced", arguments: structures,
    [false, true])
  func training(structure: [Int], isSparse: Bool) throws {
    func check<T: Scalar>(_ type: T.Type) throws {
      let kernels = Kernels<T>(.baseline)
      let network = Network<T>(
        structure: structure, activations: structure.dropFirst().map { _ in ReLU() })
      let state = try TrainingState(
        network, optimizer: TwoSlots(), initializer: ZeroInitializer(), seed: 0, kernels: kernels)
      #expect(
        Double(state.byteCount)
          == TrainingState<T>.byteCount(structure: structure, slotCount: 2, keepsBest: false),
        "\(T.self)")
      for _ in 0..<2 {
        state.keepWeightsAsBest()
        #expect(
          Double(state.byteCount)
            == TrainingState<T>.byteCount(structure: structure, slotCount: 2, keepsBest: true),
          "\(T.self)")
      }
      // Every other hidden layer has dropout.
      let rates = structure.dropFirst(2).indices.map { $0 % 2 == 0 ? 0.5 : 0 }
      for dropout in [nil, Dropout(rates: rates, structure: structure, seed: 0)] {
        let workspace = TrainingWorkspace(
          network, capacity: 33, isSparse: isSparse, dropout: dropout, threads: 2)
        let expected = TrainingWorkspace<T>.byteCount(
          structure: structure, capacity: 33, isSparse: isSparse, dropout: dropout, threads: 2)
        #expect(Double(workspace.byteCount) == expected.gradients + expected.batch, "\(T.self)")
      }
    }
    try check(Float.self)
    try check(Double.self)
  }

  @Test(
    "A trainer has memory for as many threads as a full batch can use",
    arguments: [(1, false, 1), (20, false, 5), (40, true, 3), (100, true, 7)])
  func threads(capacity: Int, isSparse: Bool, used: Int) throws {
    let structure = [100, 30, 10]
    let compute = ComputeContext<Float>(
      instructionSet: .baseline, workers: WorkerPool(threads: 7), minimumMultiplications: 25_000)
    let network = Network<Float>(structure: structure, activations: [ReLU(), Identity()])
    let state = try TrainingState(
      network, optimizer: SGD(), initializer: ZeroInitializer(), seed: 0, kernels: compute.kernels)
    let source = try SparseSource<Float>(for: structure, .quads, isSparse: isSparse)
    let trainer = Trainer(
      state, loss: SquaredError(), optimizer: SGD(), capacity: capacity, source: source,
      compute: compute)
    let expected = Trainer<Float>.byteCount(
      structure: structure, capacity: capacity, isSparse: isSparse, threads: used)
    #expect(Double(trainer.byteCount) == expected.gradients + expected.batch)
    #expect(
      Trainer<Float>.threads(
        of: 7, structure: structure, visitedInputs: source.visitedInputs, samples: capacity,
        minimumMultiplications: 25_000) == used)
  }

  @Test("Sizes that do not fit into a number are work for all threads")
  func overflow() {
    #expect(
      Trainer<Double>.threads(
        of: 9, structure: [Int.max / 2, Int.max / 2], visitedInputs: 1, samples: .max) == 9)
  }

  private struct TwoSlots: Optimizer {
    let slots = ["first", "second"]
    func update<T: Scalar>(_ block: ParameterBlock<T>, step: TrainingStep, kernels: Kernels<T>) {}
  }
}
