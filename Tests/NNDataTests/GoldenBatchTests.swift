import NNCore
import NNFiles
import TestSupport
import Testing

@testable import NNData

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
    let sampler = BatchSampler(
      mode: .random, sampleCount: 100, batchSize: 40, seed: Self.seed, instructionSet: .best)
    #expect(try [1, 2, 1_000_000].map { sampler.indices($0) } == golden("batches"))
  }

  @Test("Permutations are those of the second implementation")
  func epochs() throws {
    let sampler = BatchSampler(
      mode: .epochs, sampleCount: 50, batchSize: 50, seed: Self.seed, instructionSet: .best)
    #expect(try [0, 1, 77].map { sampler.indices($0 + 1) } == golden("permutations"))
  }
}
