/// Some rows of a layer's weights, which one thread updates at a time.
struct WeightBlock {
  /// The index of the layer, from 0 for the first after the input layer.
  let layer: Int
  /// The rows; row 0 is the bias neuron's.
  let rows: Range<Int>

  /// The inputs whose weights are in these rows, counted from 0, without the bias neuron.
  var inputs: Range<Int> { max(0, rows.lowerBound - 1)..<rows.upperBound - 1 }

  /// The minimum number of multiplications in a block, if there are more blocks than threads.
  private static let minimumMultiplications = 4_000_000
  /// The minimum number of multiplications in a layer that all threads share.
  private static let minimumForThreads = 500_000
  /// The maximum number of blocks per thread; with several, the others do more if one starts late.
  private static let maximumPerThread = 4

  /// Divides all weights of a network into blocks that threads share.
  ///
  /// Small networks get one block per thread, because the work on each block runs through all
  /// samples. Blocks end where panels of transposed weights end, so that two threads never write to
  /// the same cache line.
  static func blocks<T>(of network: Network<T>, batchSize: Int, threads: Int) -> [WeightBlock] {
    let weightsPerThread = network.parameterCount / threads
    let minimum = min(weightsPerThread, minimumMultiplications / batchSize)
    let aim = max(1, minimum, weightsPerThread / maximumPerThread)
    return network.layers.indices.flatMap { index in
      let layer = network.layers[index]
      let width = PanelMatrix<T>.panelWidth
      let panels = (layer.inputs + width - 1) / width
      var count = (layer.weights.count + aim - 1) / aim
      let isWorthSharing = layer.weights.count >= minimumForThreads / batchSize
      if count > 1 || isWorthSharing { count = (count + threads - 1) / threads * threads }
      count = min(count, panels)
      return (0..<count).map { block in
        let start = block == 0 ? 0 : 1 + panels * block / count * width
        let end = min(layer.weights.rows, 1 + panels * (block + 1) / count * width)
        return WeightBlock(layer: index, rows: start..<end)
      }
    }
  }
}
