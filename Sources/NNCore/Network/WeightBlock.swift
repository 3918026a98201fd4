/// Some rows of a layer's weights, which one thread updates at a time.
struct WeightBlock {
  /// The index of the layer, from 0 for the first behind the input layer.
  let layer: Int
  /// The rows, that of the bias neuron is the first of all.
  let rows: Range<Int>

  /// The inputs, bias neuron not counted, whose weights are in these rows.
  var inputs: Range<Int> { max(0, rows.lowerBound - 1)..<rows.upperBound - 1 }

  /// The least multiplications of a piece, if there are more pieces than threads.
  private static let minimumMultiplications = 4_000_000
  /// From so many multiplications on a layer is divided among all threads.
  private static let minimumForThreads = 500_000
  /// So many for each thread that one that comes late finds something to do.
  private static let maximumPerThread = 4

  /// All weights of a network, in pieces for threads to share.
  ///
  /// Small networks get a piece for each thread: each piece runs through all samples. Pieces end
  /// where panels of transposed weights end, so that two threads never write into the same line of
  /// the cache.
  static func blocks<T>(of network: Network<T>, batchSize: Int, threads: Int) -> [WeightBlock] {
    let share = network.weightCount / threads
    let least = min(share, minimumMultiplications / batchSize)
    let aim = max(1, least, share / maximumPerThread)
    return network.layers.indices.flatMap { index in
      let layer = network.layers[index]
      let width = PanelMatrix<T>.panelWidth
      let panels = (layer.inputs + width - 1) / width
      var count = (layer.weights.count + aim - 1) / aim
      let isWorthSharing = layer.weights.count >= minimumForThreads / batchSize
      if count > 1 || isWorthSharing { count = (count + threads - 1) / threads * threads }
      count = min(count, panels)
      return (0..<count).map { piece in
        let start = piece == 0 ? 0 : 1 + panels * piece / count * width
        let end = min(layer.weights.rows, 1 + panels * (piece + 1) / count * width)
        return WeightBlock(layer: index, rows: start..<end)
      }
    }
  }
}
