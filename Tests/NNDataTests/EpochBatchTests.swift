import NNCore
import Testing

@testable import NNData

@Suite("Batches of epochs")
struct EpochBatchTests {
  private func sampler(_ samples: Int, _ batch: Int, seed: UInt64 = 1) -> BatchSampler {
    BatchSampler(
      mode: .epochs, sampleCount: samples, batchSize: batch, seed: seed, instructionSet: .best)
  }

  @Test(
    "Each epoch has every sample once, in full batches and a short last one",
    arguments: [
      (10, 3, [3, 3, 3, 1]), (10, 5, [5, 5]), (10, 10, [10]), (3, 1, [1, 1, 1]), (1, 1, [1]),
      (65, 64, [64, 1]),
    ])
  func epochs(samples: Int, batch: Int, sizes: [Int]) {
    let sampler = sampler(samples, batch)
    for epoch in 0..<5 {
      let batches = sizes.indices.map { sampler.indices(epoch * sizes.count + $0 + 1) }
      #expect(batches.map(\.count) == sizes, "epoch \(epoch)")
      #expect(batches.joined().sorted() == Array(0..<samples), "epoch \(epoch)")
    }
  }

  @Test("Fisher-Yates shuffles the samples", arguments: InstructionSet.supported)
  func definition(set: InstructionSet) {
    for samples in [1, 2, 255, 256, 257, 258, 1000] {
      let sampler = BatchSampler(
        mode: .epochs, sampleCount: samples, batchSize: samples, seed: 5, instructionSet: set)
      let numbers = RandomNumbers(seed: 5, purpose: .shuffle)
      for epoch in [0, 3] {
        var expected = Array(0..<samples)
        for last in (1..<samples).reversed() {
          expected.swapAt(last, numbers.integer(below: last + 1, stream: epoch, index: last))
        }
        #expect(sampler.indices(epoch + 1) == expected, "\(samples) samples, epoch \(epoch)")
      }
    }
  }

  @Test("Epochs are different permutations")
  func permutations() {
    let sampler = sampler(30, 30)
    let epochs = (1...20).map { sampler.indices($0) }
    #expect(Set(epochs).count == 20)
    #expect(!epochs.contains(Array(0..<30)))
    #expect(self.sampler(30, 30, seed: 2).indices(1) != epochs[0])
  }

  @Test("The size of batches does not change the order")
  func batchSize() {
    let whole = sampler(12, 12).indices(2)
    let parts = sampler(12, 5)
    #expect((4...6).flatMap { parts.indices($0) } == whole)
  }

  @Test("A batch depends on its iteration alone")
  func stateless() {
    let expected = (1...20).map { sampler(11, 4).indices($0) }
    let used = sampler(11, 4)
    for iteration in [20, 1, 2, 2, 9] + Array((1...20).reversed()) {
      #expect(used.indices(iteration) == expected[iteration - 1], "iteration \(iteration)")
    }
  }

  /// In 6000 permutations of 4 samples each sample is at each place 1500 times on average, with a
  /// standard deviation of 34, and each of the 24 orders comes 250 times, with one of 15.5.
  @Test("All orders are equally frequent")
  func frequencies() {
    let sampler = sampler(4, 4)
    var orders: [[Int]: Int] = [:]
    var places = [Int](repeating: 0, count: 16)
    for iteration in 1...6000 {
      let order = sampler.indices(iteration)
      orders[order, default: 0] += 1
      for (place, sample) in order.enumerated() { places[place * 4 + sample] += 1 }
    }
    #expect(orders.count == 24)
    #expect(orders.values.allSatisfy { (165...335).contains($0) }, "\(orders)")
    #expect(places.allSatisfy { (1310...1690).contains($0) }, "\(places)")
  }
}
