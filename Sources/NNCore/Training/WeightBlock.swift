/// Some rows of a layer's weights, which one thread updates at a time.
struct WeightBlock {
  /// The index of the layer, from 0 for the first after the input layer.
  let layer: Int
  /// The rows; row 0 is the bias neuron's.
  let rows: Range<Int>

  /// The inputs, bias neuron not counted, whose weights are in these rows.
  var inputs: Range<Int> { max(0, rows.lowerBound - 1)..<rows.upperBound - 1 }

  /// The fewest multiplications in a block, if there are more blocks than threads.
  private static let minimumMultiplications = 4_000_000
  /// The multiplications from which on a layer is divided among all threads.
  private static let minimumForThreads = 500_000
  /// The most blocks per thread, so that a thread that starts late still finds work.
  private static let maximumPerThread = 4

  /// All weights of a network, in blocks for threads to share.
  ///
  /// Small networks get one block per thread, because each block runs through all samples. Blocks
  /// end where panels of transposed weights end, so that two threads never write to the same cache
  /// line.
  static func blocks<T>(of network: Network<T>, batchSize: Int, threads: Int) -> [WeightBlock] {
    let share = network.weightCount / threads
    let minimum = min(share, minimumMultiplications / batchSize)
    let aim = max(1, minimum, share / maximumPerThread)
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
