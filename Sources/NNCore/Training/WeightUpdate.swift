/// The second half of an iteration, whose weights threads share: the gradient with respect to the
/// weights, and their update.
final class WeightUpdate<T: Scalar>: ParallelWork {
  /// The blocks that threads share.
  private(set) var blocks: [WeightBlock] = []

  private let workspace: TrainingWorkspace<T>
  private let state: TrainingState<T>
  private let optimizer: any Optimizer
  private let regularization: Regularization
  /// The optimizer, if it takes the sum of the gradient and no penalty is added to that.
  private let sumOptimizer: (any SumOptimizer)?
  private let kernels: Kernels<T>
  /// The current iteration.
  private var step = TrainingStep(iteration: 0, iterations: 0, sampleCount: 0, learningRate: 0)
  /// The number of threads that the blocks are for.
  private var threads = 0

  init(
    _ workspace: TrainingWorkspace<T>, state: TrainingState<T>, optimizer: any Optimizer,
    regularization: Regularization, kernels: Kernels<T>
  ) {
    self.workspace = workspace
    self.state = state
    self.optimizer = optimizer
    self.regularization = regularization
    sumOptimizer = regularization.isNone ? optimizer as? any SumOptimizer : nil
    self.kernels = kernels
  }

  /// Sets the next iteration, and divides the weights into blocks for a number of threads.
  func prepare(_ step: TrainingStep, threads: Int) {
    self.step = step
    if threads == self.threads { return }
    self.threads = threads
    blocks = WeightBlock.blocks(
      of: state.network, batchSize: step.sampleCount, threads: threads)
  }

  @_specialize(where T == Float)
  @_specialize(where T == Double)
  func perform(_ part: Int) {
    let block = blocks[part]
    computeGradient(of: block)
    let weights = state.network.layers[block.layer].weights
    let gradient = workspace.gradients[block.layer]
    let slots = state.slots[block.layer]
    let scale = 1 / Double(step.sampleCount)
    for panel in weights.panelStarts {
      let weights = weights.panel(at: panel, rows: block.rows)
      let gradient = gradient.panel(at: panel, rows: block.rows)
      if let sumOptimizer {
        sumOptimizer.update(
          weights, gradientSum: gradient, scale: scale, step: step, kernels: kernels)
      } else {
        kernels.apply(.multiply, gradient, scale, into: gradient)
        if !regularization.isNone {
          // Row 0 is the bias neuron's.
          let penalized = block.rows.lowerBound == 0 ? 1..<gradient.rows : 0..<gradient.rows
          regularization.add(
            to: gradient.rows(penalized), weights: weights.rows(penalized), kernels: kernels)
        }
        optimizer.update(
          ParameterBlock(
            weights: weights, gradient: gradient, slots: slots, panel: panel, rows: block.rows),
          step: step, kernels: kernels)
        kernels.clearPadding(of: weights)
      }
    }
    if block.layer > 0 {
      kernels.transpose(
        weights, inputs: block.inputs, into: workspace.transposedWeights[block.layer])
    }
  }

  /// Sums dC/dw over the samples of the batch.
  private func computeGradient(of block: WeightBlock) {
    let count = step.sampleCount
    let buffers = workspace.buffers
    let delta = workspace.deltas[block.layer].prefix(count)
    let gradient = workspace.gradients[block.layer]
    if block.layer > 0 {
      let inputs = buffers.layerOutputs[block.layer - 1].prefix(count)
      kernels.gradient(inputs, delta: delta, into: gradient, rows: block.rows)
    } else if let sparseInputs = workspace.sparseInputs {
      kernels.gradient(sparseInputs, delta: delta, into: gradient, rows: block.rows)
    } else {
      let inputs = buffers.inputs.prefix(count)
      kernels.gradient(inputs, delta: delta, into: gradient, rows: block.rows)
    }
  }
}
