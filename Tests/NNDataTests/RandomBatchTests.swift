import NNCore
import Testing

@testable import NNData

@Suite("Random batches")
struct RandomBatchTests {
  private func sampler(_ samples: Int, _ batch: Int, seed: UInt64 = 1) -> BatchSampler {
    BatchSampler(
      mode: .random, sampleCount: samples, batchSize: batch, seed: seed, instructionSet: .best)
  }

  @Test(
    "No sample is drawn twice",
    arguments: [(2, 1), (10, 3), (10, 9), (100, 64), (1000, 999), (70_000, 5)])
  func distinct(samples: Int, batch: Int) {
    let sampler = sampler(samples, batch)
    for iteration in 1...20 {
      let indices = sampler.indices(iteration)
      #expect(indices.count == batch, "iteration \(iteration)")
      #expect(Set(indices).count == batch, "iteration \(iteration)")
      #expect(indices.allSatisfy { (0..<samples).contains($0) }, "iteration \(iteration)")
    }
  }

  @Test("A batch depends on its iteration alone")
  func stateless() {
    let expected = (1...30).map { sampler(50, 7).indices($0) }
    let used = sampler(50, 7)
    for iteration in [30, 1, 2, 2, 17] + Array((1...30).reversed()) {
      #expect(used.indices(iteration) == expected[iteration - 1], "iteration \(iteration)")
    }
    #expect(Set(expected).count == 30)
  }

  @Test("Different seeds draw different batches")
  func seeds() {
    let batches = [0, 1, 1 << 32, UInt64.max].map { sampler(1000, 10, seed: $0).indices(1) }
    #expect(Set(batches).count == 4)
  }

  /// Each of 20 samples is in a batch of 5 with probability 1/4: 1000 times in 4000 iterations,
  /// with a standard deviation of 27. Each pair is in it with probability 1/19: 211 times, with a
  /// standard deviation of 14.
  @Test("All samples, and all pairs of them, are equally frequent")
  func frequencies() {
    let sampler = sampler(20, 5)
    var counts = [Int](repeating: 0, count: 20)
    var pairs = [Int](repeating: 0, count: 400)
    for iteration in 1...4000 {
      let batch = sampler.indices(iteration).sorted()
      for (place, first) in batch.enumerated() {
        counts[first] += 1
        for second in batch[(place + 1)...] { pairs[first * 20 + second] += 1 }
      }
    }
    #expect(counts.allSatisfy { (850...1150).contains($0) }, "\(counts)")
    let drawn = (0..<20).flatMap { first in (0..<first).map { pairs[$0 * 20 + first] } }
    #expect(drawn.allSatisfy { (130...290).contains($0) }, "\(drawn)")
  }

  @Test(
    "Floyd's algorithm draws them, with any instruction set", arguments: InstructionSet.supported)
  func definition(set: InstructionSet) {
    for (samples, batch) in [(2, 1), (9, 8), (1000, 33), (70_000, 64)] {
      let sampler = BatchSampler(
        mode: .random, sampleCount: samples, batchSize: batch, seed: .max, instructionSet: set)
      let numbers = RandomNumbers(seed: .max, purpose: .batch)
      for iteration in [1, 1 << 40] {
        var expected: [Int] = []
        for last in samples - batch..<samples {
          let index = numbers.integer(
            below: last + 1, stream: iteration, index: last - (samples - batch))
          expected.append(expected.contains(index) ? last : index)
        }
        #expect(sampler.indices(iteration) == expected, "\(batch) of \(samples)")
      }
    }
  }

  @Test("The whole training set comes in the order of the data", arguments: [1, 2, 65])
  func wholeSet(samples: Int) {
    for iteration in [1, 2, 1000] {
      let (count, selection) = sampler(samples, samples).batch(iteration: iteration)
      #expect(count == samples, "iteration \(iteration)")
      guard case .consecutive(from: 0) = selection else {
        Issue.record("samples are drawn in iteration \(iteration)")
        return
      }
    }
  }
}
