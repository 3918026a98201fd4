import CNNKernels

extension Kernels {
  /// Whole numbers at consecutive positions, with bounds that grow with them: the number at a
  /// position is `numbers.integer(below: position + bound, ...)`.
  ///
  /// - Parameters:
  ///   - numbers: the random numbers
  ///   - bound: the bound at position 0, which is positive
  ///   - stream: the stream to take them from
  ///   - first: the first position
  ///   - integers: receives the numbers
  package func randomIntegers(
    _ numbers: RandomNumbers, belowPositionPlus bound: Int, stream: Int, first: Int,
    into integers: UnsafeMutableBufferPointer<Int>
  ) {
    guard let start = integers.baseAddress else { return }
    start.withMemoryRebound(to: UInt64.self, capacity: integers.count) { bits in
      functions.random_bits(numbers.kernelStream(stream), first, integers.count, bits)
    }
    for index in 0..<integers.count {
      start[index] = numbers.integer(
        below: first + index + bound, from: UInt64(bitPattern: Int64(start[index])),
        stream: stream, index: first + index)
    }
  }
}

extension RandomNumbers {
  /// What the kernels call a stream of random numbers.
  func kernelStream(_ stream: Int) -> nn_random {
    nn_random(
      seed: UInt64(philox.key.x) | UInt64(philox.key.y) << 32,
      stream: highCounter(stream: stream))
  }
}
