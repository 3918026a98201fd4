package import NNCore

/// Chooses the samples of each iteration; they depend on nothing but the seed and the iteration.
package final class BatchSampler {
  /// The ways to draw batches.
  package enum Mode: String, Sendable, CaseIterable {
    /// Each iteration draws a batch without replacement, as the lecture does.
    case random
    /// Each epoch is a new permutation of all samples, cut into consecutive batches; the last one
    /// may be short.
    case epochs
  }

  private let mode: Mode
  private let sampleCount: Int
  private let batchSize: Int
  private let draws: RandomNumbers
  private let shuffles: RandomNumbers
  private let kernels: Kernels<Double>
  /// The samples of the batch, or in mode `epochs` the epoch's permutation.
  private let indices: UnsafeMutablePointer<Int>
  private let indexCount: Int
  /// Which samples the batch has so far: a bit of each, so that they stay in the cache.
  private let drawn: UnsafeMutablePointer<UInt64>
  private var epoch = -1

  /// A sampler of a training set.
  ///
  /// - Parameters:
  ///   - mode: how batches are drawn
  ///   - sampleCount: the size of the training set
  ///   - batchSize: the samples of a batch, from 1 to `sampleCount`
  ///   - seed: the experiment's seed
  ///   - instructionSet: the instruction set to draw with
  package init(
    mode: Mode, sampleCount: Int, batchSize: Int, seed: UInt64, instructionSet: InstructionSet
  ) {
    precondition(
      batchSize >= 1 && batchSize <= sampleCount,
      "the batch size is not from 1 to the number of samples")
    self.mode = mode
    self.sampleCount = sampleCount
    self.batchSize = batchSize
    draws = RandomNumbers(seed: seed, purpose: .batch)
    shuffles = RandomNumbers(seed: seed, purpose: .shuffle)
    kernels = Kernels(instructionSet)
    indexCount = Self.indexCount(mode, sampleCount, batchSize)
    indices = .allocate(capacity: indexCount)
    indices.initialize(repeating: 0, count: indexCount)
    let wordCount = Self.wordCount(mode, sampleCount)
    drawn = .allocate(capacity: wordCount)
    drawn.initialize(repeating: 0, count: wordCount)
  }

  /// Counts the bytes that a sampler allocates.
  ///
  /// - Parameters:
  ///   - mode: how batches are drawn
  ///   - sampleCount: the size of the training set
  ///   - batchSize: the samples of a batch
  /// - Returns: the bytes of its arrays
  package static func byteCount(mode: Mode, sampleCount: Int, batchSize: Int) -> Int {
    indexCount(mode, sampleCount, batchSize) * MemoryLayout<Int>.stride
      + wordCount(mode, sampleCount) * MemoryLayout<UInt64>.stride
  }

  private static func indexCount(_ mode: Mode, _ sampleCount: Int, _ batchSize: Int) -> Int {
    mode == .epochs ? sampleCount : batchSize
  }

  private static func wordCount(_ mode: Mode, _ sampleCount: Int) -> Int {
    mode == .random ? (sampleCount + 63) / 64 : 0
  }

  deinit {
    indices.deallocate()
    drawn.deallocate()
  }

  /// The samples of an iteration.
  ///
  /// - Parameter iteration: the iteration, from 1
  /// - Returns: the number of samples and their indices, which are valid until the next call
  package func batch(iteration: Int) -> (count: Int, selection: Samples.Selection) {
    switch mode {
    case .random where batchSize == sampleCount:
      // There is nothing to draw, and sums run in the order of the data.
      return (sampleCount, .consecutive(from: 0))
    case .random:
      drawBatch(iteration: iteration)
      return (batchSize, .indices(indices))
    case .epochs:
      let batches = (sampleCount - 1) / batchSize + 1
      let (epoch, batch) = (iteration - 1).quotientAndRemainder(dividingBy: batches)
      if epoch != self.epoch { shuffle(epoch: epoch) }
      let start = batch * batchSize
      return (min(batchSize, sampleCount - start), .indices(indices + start))
    }
  }

  /// Floyd's algorithm: Bentley and Floyd, "A sample of brilliance", CACM 30(9), 1987.
  private func drawBatch(iteration: Int) {
    let first = sampleCount - batchSize
    kernels.randomIntegers(
      draws, belowPositionPlus: first + 1, stream: iteration, first: 0,
      into: UnsafeMutableBufferPointer(start: indices, count: batchSize))
    for draw in 0..<batchSize {
      var index = indices[draw]
      if drawn[index / 64] & (1 << UInt64(index % 64)) != 0 { index = first + draw }
      drawn[index / 64] |= 1 << UInt64(index % 64)
      indices[draw] = index
    }
    for draw in 0..<batchSize { drawn[indices[draw] / 64] = 0 }
  }

  /// A Fisher-Yates shuffle of the order of the data.
  private func shuffle(epoch: Int) {
    for index in 0..<sampleCount { indices[index] = index }
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 256) { others in
      var end = sampleCount
      while end > 1 {
        let start = max(1, end - others.count)
        kernels.randomIntegers(
          shuffles, belowPositionPlus: 1, stream: epoch, first: start,
          into: UnsafeMutableBufferPointer(rebasing: others[..<(end - start)]))
        for last in stride(from: end - 1, through: start, by: -1) {
          let other = others[last - start]
          (indices[last], indices[other]) = (indices[other], indices[last])
        }
        end = start
      }
    }
    self.epoch = epoch
  }
}
