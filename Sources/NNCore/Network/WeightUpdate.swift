/// The second half of an iteration: the gradient by the weights, and the weights' change. Threads
/// share the weights.
final class WeightUpdate<T: Scalar>: ParallelWork {
  /// The learning rate.
  var eta = 0.0
  /// The parts of the work.
  private(set) var blocks: [WeightBlock] = []

  private let network: Network<T>
  private let backpropagation: Backpropagation<T>
  private let optimizer: any Optimizer
  private let kernels: Kernels<T>
  private let gradients: [PanelMatrix<T>]
  private let arena = Arena()
  /// How many threads the blocks are for.
  private var threads = 0

  /// What follows the first half, whose transposed weights it keeps up to date.
  init(
    _ backpropagation: Backpropagation<T>, network: Network<T>, optimizer: any Optimizer,
    kernels: Kernels<T>
  ) {
    self.backpropagation = backpropagation
    self.network = network
    self.optimizer = optimizer
    self.kernels = kernels
    gradients = network.layers.map { [arena] in
      arena.panels(rows: $0.weights.rows, columns: $0.outputs)
    }
  }

  /// Divides the weights among threads.
  func divide(among threads: Int, batchSize: Int) {
    if threads == self.threads { return }
    self.threads = threads
    blocks = WeightBlock.blocks(of: network, batchSize: batchSize, threads: threads)
  }

  func perform(_ part: Int) {
    let (index, rows) = (blocks[part].layer, blocks[part].rows)
    let buffers = backpropagation.buffers
    let count = backpropagation.division.samples
    let delta = backpropagation.deltas[index].prefix(count)
    let gradient = gradients[index]
    if index > 0 {
      let inputs = buffers.activations[index - 1].prefix(count)
      kernels.gradient(inputs, delta: delta, into: gradient, rows: rows)
    } else if let sparseInputs = backpropagation.sparseInputs {
      kernels.gradient(sparseInputs, delta: delta, into: gradient, rows: rows)
    } else {
      kernels.gradient(buffers.inputs.prefix(count), delta: delta, into: gradient, rows: rows)
    }
    let weights = network.layers[index].weights
    let scale = 1 / Double(count)
    for panel in weights.panelStarts {
      optimizer.update(
        weights.panel(at: panel, rows: rows), gradient: gradient.panel(at: panel, rows: rows),
        scale: scale, eta: eta, kernels: kernels)
    }
    if index > 0 {
      kernels.transpose(
        weights, inputs: blocks[part].inputs, into: backpropagation.transposed[index])
    }
  }
}
