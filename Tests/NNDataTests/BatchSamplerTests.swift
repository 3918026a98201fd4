import NNFiles
import TestSupport
import Testing

@testable import NNData

extension BatchSampler {
  /// The indices of an iteration's samples.
  fileprivate func indices(_ iteration: Int) -> [Int] {
    let (count, selection) = batch(iteration: iteration)
    return switch selection {
    case .consecutive(let first): Array(first..<first + count)
    case .indices(let indices): Array(UnsafeBufferPointer(start: indices, count: count))
    }
  }
}

@Suite("Random batches")
struct RandomBatchTests {
  private func sampler(_ samples: Int, _ batch: Int, seed: UInt64 = 1) -> BatchSampler {
    BatchSampler(mode: .random, sampleCount: samples, batchSize: batch, seed: seed)
  }

  @Test(
    "No sample is drawn twice",
    arguments: [(2, 1), (10, 3), (10, 9), (100, 64), (1000, 999), (70_000, 5)])
  func distinct(samples: Int, batch: Int) {
    let sampler = sampler(samples, batch)
    for iteration in 1...20 {
      let indices = sampler.indices(iteration)
      #expect(indices.count == batch)
      #expect(Set(indices).count == batch)
      #expect(indices.allSatisfy { (0..<samples).contains($0) })
    }
  }

  @Test("A batch depends on its iteration alone")
  func stateless() {
    let expected = (1...30).map { sampler(50, 7).indices($0) }
    let used = sampler(50, 7)
    for iteration in [30, 1, 2, 2, 17] + Array((1...30).reversed()) {
      #expect(used.indices(iteration) == expected[iteration - 1])
    }
    #expect(Set(expected).count == 30)
  }

  @Test("Different seeds draw different batches")
  func seeds() {
    let batches = [0, 1, 1 << 32, UInt64.max].map { sampler(1000, 10, seed: $0).indices(1) }
    #expect(Set(batches).count == 4)
  }

  /// Each of 20 samples is in a batch of 5 with probability 1/4; in 4000 iterations that makes 1000
  /// times with a standard deviation of 27. Each pair is in it with probability 1/19, 211 times
  /// with a standard deviation of 14.
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

  @Test("The whole training set comes in the order of the data", arguments: [1, 2, 65])
  func wholeSet(samples: Int) {
    for iteration in [1, 2, 1000] {
      let (count, selection) = sampler(samples, samples).batch(iteration: iteration)
      #expect(count == samples)
      guard case .consecutive(from: 0) = selection else {
        Issue.record("something is drawn")
        return
      }
    }
  }
}

@Suite("Batches of epochs")
struct EpochTests {
  private func sampler(_ samples: Int, _ batch: Int, seed: UInt64 = 1) -> BatchSampler {
    BatchSampler(mode: .epochs, sampleCount: samples, batchSize: batch, seed: seed)
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
      #expect(batches.map(\.count) == sizes)
      #expect(batches.joined().sorted() == Array(0..<samples))
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
      #expect(used.indices(iteration) == expected[iteration - 1])
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

/// Compared with a second implementation, `Tests/Golden/make_numerics.py`.
@Suite("Batches of an independent implementation")
struct GoldenBatchTests {
  private static let seed: UInt64 = 0x0123_4567_89AB_CDEF

  /// The rows of an array of indices.
  private func golden(_ key: String) throws -> [[Int]] {
    let arrays = try NPZFile.read(
      ProjectFiles.golden("numerics/random.npz"), maximumElements: 10_000)
    let array = try #require(arrays[key])
    guard case .float64(let values) = array.elements else { return [] }
    let width = array.shape[1]
    return (0..<array.shape[0]).map { values[$0 * width..<($0 + 1) * width].map { Int($0) } }
  }

  @Test("Random batches are those of the second implementation")
  func random() throws {
    let sampler = BatchSampler(mode: .random, sampleCount: 100, batchSize: 40, seed: Self.seed)
    #expect(try [1, 2, 1_000_000].map { sampler.indices($0) } == golden("batches"))
  }

  @Test("Permutations are those of the second implementation")
  func epochs() throws {
    let sampler = BatchSampler(mode: .epochs, sampleCount: 50, batchSize: 50, seed: Self.seed)
    #expect(try [0, 1, 77].map { sampler.indices($0 + 1) } == golden("permutations"))
  }
}
