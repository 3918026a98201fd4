import NNCore

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
  /// The samples of the batch, or in mode `epochs` the epoch's permutation.
  private let indices: UnsafeMutablePointer<Int>
  private let indexCount: Int
  /// Which samples the batch has so far.
  private var isDrawn: [Bool]
  private var epoch = -1

  /// A sampler of a training set.
  ///
  /// - Parameters:
  ///   - mode: how batches are drawn
  ///   - sampleCount: the size of the training set
  ///   - batchSize: the samples of a batch, from 1 to `sampleCount`
  ///   - seed: the experiment's seed
  package init(mode: Mode, sampleCount: Int, batchSize: Int, seed: UInt64) {
    precondition(
      batchSize >= 1 && batchSize <= sampleCount,
      "the batch size is not from 1 to the number of samples")
    self.mode = mode
    self.sampleCount = sampleCount
    self.batchSize = batchSize
    draws = RandomNumbers(seed: seed, purpose: .batch)
    shuffles = RandomNumbers(seed: seed, purpose: .shuffle)
    indexCount = mode == .epochs ? sampleCount : batchSize
    indices = .allocate(capacity: indexCount)
    indices.initialize(repeating: 0, count: indexCount)
    isDrawn = [Bool](repeating: false, count: mode == .random ? sampleCount : 0)
  }

  deinit { indices.deallocate() }

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
    for draw in 0..<batchSize {
      let last = sampleCount - batchSize + draw
      var index = draws.integer(below: last + 1, stream: iteration, index: draw)
      if isDrawn[index] { index = last }
      isDrawn[index] = true
      indices[draw] = index
    }
    for draw in 0..<batchSize { isDrawn[indices[draw]] = false }
  }

  /// A Fisher-Yates shuffle of the order of the data.
  private func shuffle(epoch: Int) {
    for index in 0..<sampleCount { indices[index] = index }
    for last in stride(from: sampleCount - 1, to: 0, by: -1) {
      let other = shuffles.integer(below: last + 1, stream: epoch, index: last)
      (indices[last], indices[other]) = (indices[other], indices[last])
    }
    self.epoch = epoch
  }
}
