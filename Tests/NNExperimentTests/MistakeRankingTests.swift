import NNData
import TestSupport
import Testing

@testable import NNCore
@testable import NNExperiment

@Suite("The worst mistakes")
struct MistakeRankingTests {
  /// The worst mistakes of a network whose outputs are its inputs.
  private func worst(
    _ limit: Int, _ samples: Samples, _ task: Task, scaling: Scaling? = nil
  ) -> WorstMistakes {
    let width = samples.inputWidth
    let network = Network<Float>(structure: [width, width], activations: [Identity()])
    for column in 0..<width { network.layers[0].weights[column + 1, column] = 1 }
    let evaluator = Evaluator(
      network: network, loss: SquaredError(), task: task, scaling: scaling,
      compute: ComputeContext(instructionSet: .best, workers: WorkerPool(threads: 1)))
    var ranking = MistakeRanking(samples, task: task, scaling: scaling, limit: limit)
    evaluator.forEachPiece(of: samples) { ranking.add($0) }
    return ranking.worst
  }

  private func classes(_ outputs: [[Double]], _ labels: [Int32]) -> Samples {
    Samples(
      count: labels.count, inputWidth: outputs[0].count, inputs: .numbers(outputs.flatMap { $0 }),
      targets: .classes(labels))
  }

  private func values(_ outputs: [[Double]], _ targets: [[Double]]) -> Samples {
    let width = targets[0].count
    return Samples(
      count: targets.count, inputWidth: width, inputs: .numbers(outputs.flatMap { $0 }),
      targets: .values(targets.flatMap { $0 }, width: width))
  }

  @Test("Wrong classes come in the order of their probabilities, equal ones in that of the data")
  func classification() throws {
    let samples = classes(
      [[0.75, 0.25], [0.25, 0.75], [1, 0], [0.4, 0.6], [0.6, 0.4], [0, 1]], [1, 1, 1, 0, 1, 0])
    let all = worst(9, samples, .classification)
    #expect(all.count == 5)
    #expect(all.shown.map(\.index) == [2, 5, 0, 3, 4])
    guard case .classification(1, 0, 0.75) = try #require(all.shown[2].content as Mistake.Content?)
    else {
      Issue.record("\(all.shown[2].content)")
      return
    }
    #expect(worst(2, samples, .classification).shown.map(\.index) == [2, 5])
    #expect(worst(1, samples, .classification).count == 5)
  }

  @Test("A single output is the probability of the second class, as a float prints")
  func singleOutput() throws {
    let samples = classes([[0.1], [0.7], [0.9], [0.6]], [1, 0, 1, 0])
    let all = worst(3, samples, .classification)
    #expect(all.shown.map(\.index) == [0, 1, 3])
    let probabilities = all.shown.map { mistake in
      if case .classification(_, _, let probability) = mistake.content { probability } else { -1.0 }
    }
    #expect(probabilities == [0.9, 0.7, 0.6])
  }

  @Test("Rows with the most wrong labels come first, then those that are farther off")
  func multilabel() throws {
    let samples = values(
      [[0.9, 0.1], [0.4, 0.6], [0.1, 0.9], [0.2, 0.2], [0.9, 0.9]],
      [[1, 0], [1, 0], [1, 0], [0, 1], [0, 0]])
    let all = worst(5, samples, .multilabel)
    #expect(all.count == 4)
    #expect(all.shown.map(\.index) == [2, 4, 1, 3])
    guard case .multilabel([1], [], let wrong) = all.shown[3].content else {
      Issue.record("\(all.shown[3].content)")
      return
    }
    #expect(wrong.map(\.label) == [1] && wrong.map(\.probability) == [0.2])
  }

  @Test("The largest error comes first, and what is exact is no mistake")
  func regression() throws {
    let scaling = Scaling(offsets: [10], divisors: [2])
    let all = worst(
      5, values([[1], [-3], [2], [0]], [[1.5], [-1], [2], [0.25]]), .regression, scaling: scaling)
    #expect(all.count == 3)
    #expect(all.shown.map(\.index) == [1, 0, 3])
    guard case .regression([8], [4], [-4]) = all.shown[0].content else {
      Issue.record("\(all.shown[0].content)")
      return
    }
  }

  @Test("Errors of several targets are squared and added in the network's units")
  func severalTargets() {
    let scaling = Scaling(offsets: [0, 0], divisors: [1000, 1])
    let all = worst(
      3, values([[3, 3], [0, 5], [2, 0]], [[0, 0], [0, 0], [0, 0]]), .regression, scaling: scaling)
    #expect(all.shown.map(\.index) == [1, 0, 2])
  }

  @Test("However many are kept, they are the first of all", arguments: [1, 2, 3, 7, 50, 999, 5000])
  func limits(limit: Int) {
    var generator = SeededGenerator(seed: 9)
    let outputs = (0..<1000).map { _ in
      let probability = Double(generator.next(below: 40)) / 40
      return [probability, 1 - probability]
    }
    let labels = (0..<1000).map { _ in Int32(generator.next(below: 2)) }
    let samples = classes(outputs, labels)
    let all = worst(1000, samples, .classification)
    let wrong = (0..<1000).filter { (outputs[$0][0] >= 0.5 ? 0 : 1) != labels[$0] }
    let sorted = wrong.sorted { a, b in
      let (x, y) = (outputs[a].max() ?? 0, outputs[b].max() ?? 0)
      return x == y ? a < b : x > y
    }
    #expect(all.shown.map(\.index) == sorted)
    #expect(
      worst(limit, samples, .classification).shown.map(\.index) == Array(sorted.prefix(limit)))
  }

  @Test("A picture has the values of its sample between its smallest and largest one")
  func picture() throws {
    let bytes = (0..<2 * 64).map { UInt8($0 + 10) }
    let samples = Samples(
      count: 2, inputWidth: 64, inputs: .bytes(bytes, divisor: 255), targets: .classes([0, 1]))
    #expect(Picture(samples, sample: 0) == nil)
    let picture = Picture(height: 1, width: 3, values: [2, 6, 4])
    #expect(picture.pixels == [0, 1, 0.5])
    #expect(Picture(height: 1, width: 2, values: [3, 3]).pixels == [0, 0])
  }
}
