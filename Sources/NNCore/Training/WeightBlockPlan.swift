/// Divides all weights of a network into blocks that threads own.
struct WeightBlockPlan<T: Scalar> {
  /// The neurons of each layer, input layer first.
  let structure: [Int]
  /// The number of inputs of a sample that products visit, if most are zero.
  let visitedInputs: Int?
  /// The number of samples in the batch.
  let count: Int
  /// The number of threads.
  let threads: Int
  /// The least number of multiplications that makes work for a thread.
  let minimumMultiplications: Int

  /// If there are several blocks for a thread, each is so many times the least work: when a thread
  /// is held up, the others do those that it has not begun.
  private static var minimumOfBlock: Double { 4 }
  /// A layer is shared if it is so many times the least work, or has to be divided for the cache.
  private static var minimumOfLayer: Double { 2 }
  private static var maximumBlocksPerThread: Int { 8 }
  /// The activations that stay in the second-level cache while one panel of deltas after the other
  /// passes.
  private static var bytesOfActivations: Int { 1 << 19 }

  /// The blocks, those of the first thread first.
  var blocks: (blocks: [WeightBlock<T>], division: WorkDivision) {
    var owned = Array(repeating: [WeightBlock<T>](), count: threads)
    let layers = (0..<structure.count - 1).map(blocks(of:))
    // Equal shares: for sparse inputs the columns whose neurons a thread owns in the first half of
    // an iteration.
    for blocks in layers where blocks.count > 1 {
      let division = WorkDivision(parts: blocks.count, threads: threads)
      for thread in 0..<threads {
        owned[thread] += blocks[division.starts[thread]..<division.starts[thread + 1]]
      }
    }
    // A layer that is not worth sharing goes to the thread that has least to do so far, and large
    // ones go first.
    var work = owned.map { $0.reduce(0) { $0 + multiplications($1) } }
    let unshared = layers.filter { $0.count == 1 }.map { $0[0] }
    for block in unshared.sorted(by: { multiplications($0) > multiplications($1) }) {
      let thread = work.indices.min { work[$0] < work[$1] } ?? 0
      owned[thread].append(block)
      work[thread] += multiplications(block)
    }
    return (owned.flatMap { $0 }, WorkDivision(counts: owned.map(\.count)))
  }

  /// The number of multiplications for the gradient of a block, with each sample.
  func multiplications(_ block: WeightBlock<T>) -> Double {
    let share = Double(visited(in: block.layer)) / Double(structure[block.layer])
    return Double(block.rows.count) * Double(block.columns.count) * share
  }

  /// The inputs of a layer that products visit.
  private func visited(in layer: Int) -> Int {
    layer == 0 ? visitedInputs ?? structure[0] : structure[layer]
  }

  private func blocks(of layer: Int) -> [WeightBlock<T>] {
    let (inputs, outputs) = (structure[layer], structure[layer + 1])
    let isSparse = layer == 0 && visitedInputs != nil
    let multiplications = Double(count) * Double(visited(in: layer)) * Double(outputs)
    let units = multiplications / Double(minimumMultiplications)
    let isShared = threads > 1 && units >= Self.minimumOfLayer
    let perThread = Int(
      min(
        max(1, units / Double(threads) / Self.minimumOfBlock), Double(Self.maximumBlocksPerThread)))
    let wanted = isShared ? perThread * threads : 1
    if isSparse {
      // As in the forward pass, a thread has whole columns, which it divides into rows.
      let columns = isShared ? StagePlan<T>.ownedNeurons(outputs) : [0..<outputs]
      let rows = rows(
        inputs, parts: (wanted + columns.count - 1) / columns.count,
        height: WeightBlock<T>.inputsAtATime(isSparse: true))
      return columns.flatMap { columns in
        rows.map { WeightBlock(layer: layer, rows: $0, columns: columns) }
      }
    }
    let width = PanelMatrix<T>.panelWidth
    let panels = (inputs + width - 1) / width
    let cachedPanels = max(4, Self.bytesOfActivations / (count * width * MemoryLayout<T>.stride))
    let rowParts = min(max(wanted, (panels + cachedPanels - 1) / cachedPanels), panels)
    let rows = rows(inputs, parts: rowParts, height: width)
    let columns = columns(outputs, parts: (wanted + rows.count - 1) / rows.count)
    return rows.flatMap { rows in
      columns.map { WeightBlock(layer: layer, rows: rows, columns: $0) }
    }
  }

  /// All rows of weights in parts, which end after a multiple of `height` inputs.
  private func rows(_ inputs: Int, parts: Int, height: Int) -> [Range<Int>] {
    let units = (inputs + height - 1) / height
    let count = max(1, min(parts, units))
    return (0..<count).map { part in
      let start = units * part / count * height
      let end = min(inputs, units * (part + 1) / count * height)
      return (part == 0 ? 0 : start + 1)..<end + 1
    }
  }

  /// All columns in parts of whole panels.
  private func columns(_ outputs: Int, parts: Int) -> [Range<Int>] {
    let width = PanelMatrix<T>.panelWidth
    let panels = (outputs + width - 1) / width
    let count = max(1, min(parts, panels))
    return (0..<count).map { part in
      panels * part / count * width..<min(outputs, panels * (part + 1) / count * width)
    }
  }
}
