import NNConfig
import Testing

@testable import NNCore

/// Trainings with class weights beside those of PyTorch, which `Golden/make_methods.py` makes.
@Suite("Class weights in training")
struct ClassWeightTests {
  private static let trainings = [
    PyTorchTraining(
      file: "methods/class-weights-softmax", output: Softmax(), loss: CrossEntropy(),
      optimizer: SGD(), eta: 0.05, classWeights: [0.5, 1, 3.25]),
    PyTorchTraining(
      file: "methods/class-weights-sigmoid", output: Sigmoid(), loss: BinaryCrossEntropy(),
      optimizer: SGD(), eta: 0.05, classWeights: [0.75, 2.5]),
  ]

  @Test("100 iterations agree with PyTorch to 1e-9", arguments: trainings)
  func pyTorch(training: PyTorchTraining) throws { try training.expectAgreement() }

  @Test("Threads, instruction sets and an interruption change no bit", arguments: trainings)
  func bits(training: PyTorchTraining) throws {
    try training.expectSameBits(in: Float.self)
    try training.expectSameBits(in: Double.self)
  }

  @Test("Weights of 1 change no bit")
  func ones() throws {
    for (training, count) in zip(Self.trainings, [3, 2]) {
      var (plain, weighted) = (training, training)
      plain.classWeights = nil
      weighted.classWeights = [Double](repeating: 1, count: count)
      #expect(try plain.weights(in: Float.self) == weighted.weights(in: Float.self))
      #expect(try plain.weights(in: Float.self) != training.weights(in: Float.self))
    }
  }

  @Test(
    "Costs and derivatives are multiplied by the weight of the sample's class",
    arguments: InstructionSet.supported)
  func kernel(set: InstructionSet) {
    let arena = Arena()
    let kernels = Kernels<Float>(set)
    func weigh(_ targets: [[Float]], by weights: [Double]) -> (costs: [Double], delta: [Float]) {
      let (y, delta): (Matrix<Float>, Matrix<Float>) = (
        arena.matrix(rows: targets.count, columns: targets[0].count),
        arena.matrix(rows: targets.count, columns: targets[0].count)
      )
      y.set(targets.flatMap { $0 })
      delta.set(targets.flatMap { $0.map { _ in 3 } })
      let costs: UnsafeMutablePointer<Double> = arena.zeros(targets.count)
      for index in targets.indices { costs[index] = Double(index + 1) }
      kernels.weigh(costs, delta, targets: y, byClass: weights)
      return ((0..<targets.count).map { costs[$0] }, delta.values)
    }
    let classes = weigh([[0, 1, 0], [0, 0, 1], [1, 0, 0], [0.5, 0.25, 0.25]], by: [2, 0.5, 4])
    #expect(classes.costs == [0.5, 8, 6, 4 * 2.125])
    #expect(
      classes.delta == [1.5, 1.5, 1.5, 12, 12, 12, 6, 6, 6, 6.375, 6.375, 6.375])
    // A single output is the probability of the second of two classes.
    let single = weigh([[0], [1], [0.25]], by: [0.1, 7])
    #expect(single.costs == [0.1, 14, 3 * (0.25 * 7 + 0.1 * 0.75)])
    #expect(single.delta == [3 * Float(0.1), 21, 3 * Float(0.25 * 7 + 0.1 * 0.75)])
  }
}
