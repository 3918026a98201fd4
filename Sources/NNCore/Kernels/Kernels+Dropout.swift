import CNNKernels

extension Kernels {
  /// factors[s, i] = 0 if a random word is below the threshold, `scale` otherwise. It is word i mod
  /// 4 of block first + s step + i / 4, the index of a counter in the stream.
  ///
  /// - Parameters:
  ///   - numbers: the random numbers
  ///   - stream: the stream to take them from
  ///   - first: the index of the first row's first block
  ///   - step: the number of blocks from a row to the next
  ///   - threshold: the smallest word that does not make a factor 0
  ///   - scale: the other factors
  ///   - factors: receives the factors, samples x neurons
  func dropout(
    _ numbers: RandomNumbers, stream: Int, first: Int, step: Int, threshold: UInt32,
    scale: Double, into factors: Matrix<T>
  ) {
    functions.dropout(
      numbers.kernelStream(stream), first, step, threshold, scale, factors.kernelMatrix)
  }
}
