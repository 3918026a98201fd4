/// The second half of an iteration: the gradient by the weights, and the weights' change. Threads
/// share the weights.
final class WeightUpdate<T: Scalar>: ParallelWork {
  /// The learning rate.
  var eta = 0.0
  /// The parts of the work.
  private(set) var pieces: [WeightBlock] = []

  private let network: Network<T>
  private let backpropagation: Backpropagation<T>
  private let optimizer: any Optimizer
  private let kernels: Kernels<T>
  private let gradients: [PanelMatrix<T>]
  private let memory = Arena()
  /// How many threads the pieces are for.
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
    gradients = network.layers.map { [memory] in
      memory.panels(rows: $0.weights.rows, columns: $0.outputs)
    }
  }

  /// Divides the weights among threads.
  func divide(among threads: Int, batchSize: Int) {
    if threads == self.threads { return }
    self.threads = threads
    pieces = WeightBlock.pieces(of: network, batchSize: batchSize, threads: threads)
  }

  func perform(_ part: Int) {
    let (index, rows) = (pieces[part].layer, pieces[part].rows)
    let pass = backpropagation.pass
    let count = backpropagation.division.samples
    let delta = backpropagation.deltas[index].prefix(count)
    let gradient = gradients[index]
    if index > 0 {
      let inputs = pass.activations[index - 1].prefix(count)
      kernels.gradient(inputs, delta: delta, into: gradient, rows: rows)
    } else if let sparseInputs = backpropagation.sparseInputs {
      kernels.gradient(sparseInputs, delta: delta, into: gradient, rows: rows)
    } else {
      kernels.gradient(pass.inputs.prefix(count), delta: delta, into: gradient, rows: rows)
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
        weights, inputs: pieces[part].inputs, into: backpropagation.transposed[index])
    }
  }
}
