/// The second half of an iteration: the gradient with respect to the weights, and their update,
/// tile by tile, so that the gradient never leaves the first-level cache.
final class WeightUpdate<T: Scalar>: ParallelWork {
  private let workspace: TrainingWorkspace<T>
  private let state: TrainingState<T>
  private let optimizer: any Optimizer
  private let regularization: Regularization
  /// Whether kernels change the weights where they compute the gradient.
  private let descends: Bool
  /// Whether weights stay as they are where the gradient is zero.
  private let skipsZeroGradients: Bool
  private let kernels: Kernels<T>
  private var step = TrainingStep(iteration: 0, iterations: 0, sampleCount: 0, learningRate: 0)
  private var blocks: [WeightBlock<T>] = []
  private var division = WorkDivision(parts: 0, threads: 1)
  /// What the blocks are for.
  private var plan: (count: Int, threads: Int) = (0, 0)

  init(
    _ workspace: TrainingWorkspace<T>, state: TrainingState<T>, optimizer: any Optimizer,
    regularization: Regularization, kernels: Kernels<T>
  ) {
    self.workspace = workspace
    self.state = state
    self.optimizer = optimizer
    self.regularization = regularization
    descends = regularization.isNone && optimizer is any PlainDescent
    skipsZeroGradients = regularization.isNone && !optimizer.changesWithoutGradient
    self.kernels = kernels
  }

  /// Updates all weights.
  ///
  /// - Parameters:
  ///   - step: the iteration
  ///   - visitedInputs: the number of inputs of a sample that products visit, if most are zero
  ///   - threads: the number of threads
  ///   - compute: has the threads
  func run(
    _ step: TrainingStep, visitedInputs: Int?, threads: Int, compute: ComputeContext<T>
  ) {
    self.step = step
    if plan != (step.sampleCount, threads) {
      plan = (step.sampleCount, threads)
      (blocks, division) =
        WeightBlockPlan<T>(
          structure: state.network.structure, visitedInputs: visitedInputs,
          count: step.sampleCount, threads: threads,
          minimumMultiplications: compute.minimumMultiplications
        ).blocks
    }
    compute.run(division, self)
  }

  @_specialize(where T == Float)
  @_specialize(where T == Double)
  func perform(_ part: Int, thread: Int) {
    let block = blocks[part]
    let tile = workspace.gradients[thread]
    if block.layer == 0,
      let inputs = workspace.buffers.sparseInputs(thread: thread, kernels: kernels)
    {
      updateSparse(block, inputs, tile)
    } else {
      updateDense(block, tile)
    }
  }

  private func updateDense(_ block: WeightBlock<T>, _ tile: UnsafeMutablePointer<T>) {
    let buffers = workspace.buffers
    let inputs = block.layer > 0 ? buffers.layerOutputs[block.layer - 1] : buffers.inputs
    let a = inputs.prefix(step.sampleCount)
    let delta = workspace.deltas[block.layer].prefix(step.sampleCount)
    let use = use(of: block.layer)
    block.forEachTile(isSparse: false) { rows, columns in
      let part = PanelMatrix(elements: tile, rows: rows.count, columns: columns.count)
      kernels.gradient(a, delta: delta, into: part, rows: rows, columns: columns, use: use)
      if !descends { update(block.layer, rows, columns, part) }
    }
  }

  private func updateSparse(
    _ block: WeightBlock<T>, _ inputs: ExpandedBatch<T>, _ tile: UnsafeMutablePointer<T>
  ) {
    let delta = workspace.deltas[0].prefix(step.sampleCount)
    let use = use(of: 0)
    func compute(_ rows: Range<Int>, _ columns: Range<Int>) -> PanelMatrix<T> {
      let part = PanelMatrix(elements: tile, rows: rows.count, columns: columns.count)
      kernels.gradient(inputs, delta: delta, into: part, rows: rows, columns: columns, use: use)
      return part
    }
    block.forEachTile(isSparse: true) { rows, columns in
      if descends {
        _ = compute(rows, columns)
      } else {
        forEachRunOfUsedRows(of: inputs, rows) { rows in
          update(0, rows, columns, compute(rows, columns))
        }
      }
    }
  }

  /// What becomes of the gradient of a layer.
  private func use(of layer: Int) -> GradientUse<T> {
    let weights = state.network.layers[layer].weights
    return descends
      ? GradientUse(
        descent: weights, scale: 1 / Double(step.sampleCount), learningRate: step.learningRate)
      : GradientUse(with: weights)
  }

  /// Calls a function for rows of a tile that have to be updated: all, or one run after the other
  /// of those whose inputs are not zero in some sample.
  private func forEachRunOfUsedRows(
    of inputs: ExpandedBatch<T>, _ rows: Range<Int>, _ body: (Range<Int>) -> Void
  ) {
    guard skipsZeroGradients else { return body(rows) }
    let unit = inputs.inputsAtATime
    let hasBias = rows.lowerBound == 0
    let first = (hasBias ? 0 : rows.lowerBound - 1) / unit
    let count = (rows.upperBound - 1 - first * unit + unit - 1) / unit
    var used = kernels.usedUnits(inputs, first..<first + count)
    var start = 0
    if hasBias && used & 1 == 0 { body(0..<1) }
    while used != 0 {
      let zeros = used.trailingZeroBitCount
      start += zeros
      used >>= zeros
      // Shifting by all 64 bits leaves none.
      let ones = (~used).trailingZeroBitCount
      let run = (first + start) * unit + 1..<min((first + start + ones) * unit + 1, rows.upperBound)
      body(hasBias && start == 0 ? 0..<run.upperBound : run)
      start += ones
      used >>= ones
    }
  }

  /// Updates some weights by their gradient.
  private func update(
    _ layer: Int, _ rows: Range<Int>, _ columns: Range<Int>, _ gradients: PanelMatrix<T>
  ) {
    let scale = 1 / Double(step.sampleCount)
    let allWeights = state.network.layers[layer].weights
    let slots = state.slots[layer]
    for panel in gradients.panelStarts {
      let column = columns.lowerBound + panel
      let weights = allWeights.panel(at: column, rows: rows)
      let gradient = gradients.panel(at: panel, rows: 0..<rows.count)
      kernels.apply(.multiply, gradient, scale, into: gradient)
      if !regularization.isNone {
        // Row 0 is the bias neuron's.
        let penalized = rows.lowerBound == 0 ? 1..<gradient.rows : 0..<gradient.rows
        regularization.add(
          to: gradient.rows(penalized), weights: weights.rows(penalized), kernels: kernels)
      }
      optimizer.update(
        ParameterBlock(
          weights: weights, gradient: gradient, slots: slots, panel: column, rows: rows),
        step: step, kernels: kernels)
      kernels.clearPadding(of: weights)
    }
  }
}
