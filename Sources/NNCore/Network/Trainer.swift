import NNFiles

/// Changes the weights of a network batch by batch; owns all memory that this takes.
public final class Trainer<T: Scalar> {
  /// The network that is trained.
  public let network: Network<T>
  /// The inputs of a batch, filled by the caller: samples x input neurons. Without elements for
  /// inputs that come as lists.
  public var inputs: Matrix<T> { pass.inputs }
  /// The targets of a batch, filled by the caller: samples x output neurons.
  public let targets: Matrix<T>

  private let loss: any Loss
  private let optimizer: any Optimizer
  private let compute: Compute<T>
  private let pass: ForwardPass<T>
  private let memory = Memory()
  private let deltas: [Matrix<T>]
  private let gradients: [PanelMatrix<T>]
  /// The weights of each layer but the first, transposed; kept up to date.
  private let transposed: [PanelMatrix<T>]
  private let pieces: [WeightPiece]
  private let costs: UnsafeMutablePointer<Double>

  /// Memory to train a network, whose weights nothing else changes from then on.
  ///
  /// - Parameters:
  ///   - network: the network, with its start weights
  ///   - loss: what becomes small
  ///   - optimizer: how weights change
  ///   - capacity: the most samples in a batch
  ///   - hasSparseInputs: whether inputs come as lists
  ///   - compute: what computes
  public init(
    network: Network<T>, loss: any Loss, optimizer: any Optimizer, capacity: Int,
    hasSparseInputs: Bool = false, compute: Compute<T>
  ) {
    self.network = network
    self.loss = loss
    self.optimizer = optimizer
    self.compute = compute
    pass = ForwardPass(
      structure: network.structure, capacity: capacity, hasSparseInputs: hasSparseInputs)
    targets = memory.matrix(rows: capacity, columns: network.structure[network.layers.count])
    deltas = network.layers.map { [memory] in
      memory.matrix(rows: capacity, columns: $0.outputs)
    }
    gradients = network.layers.map { [memory] in
      memory.panels(rows: $0.weights.rows, columns: $0.outputs)
    }
    transposed = network.layers.enumerated().map { [memory] index, layer in
      index == 0
        ? memory.panels(rows: 0, columns: 1)
        : memory.panels(rows: layer.outputs, columns: layer.inputs)
    }
    pieces = WeightPiece.pieces(
      of: network, batchSize: max(1, capacity), threads: compute.threads)
    costs = memory.zeros(capacity)
    for index in network.layers.indices.dropFirst() {
      let layer = network.layers[index]
      compute.kernels.transpose(
        layer.weights, inputs: 0..<layer.inputs, into: transposed[index])
    }
  }

  /// One iteration: forward, cost, backpropagation, update.
  ///
  /// Threads share the samples until all derivatives by weighted sums are known, then the weights.
  ///
  /// - Parameters:
  ///   - count: the number of samples
  ///   - eta: the learning rate
  ///   - lists: the inputs, if they are mostly zero; otherwise they are in `inputs`
  ///   - fill: is called before some samples are computed, by any thread, and may fill these rows of
  ///     `inputs` and `targets`
  /// - Returns: the batch's cost before the update, the mean over its samples
  public func step(
    count: Int, eta: Double, lists: SparseBatch<T>? = nil,
    fill: (_ samples: Range<Int>) -> Void = { _ in }
  ) -> Double {
    let multiplications = network.multiplications(lists: lists)
    compute.share(samples: count, multiplications: 2 * multiplications) { samples in
      fill(samples)
      pass.run(network, rows: samples, lists: lists, kernels: compute.kernels)
      computeCostsAndDeltas(samples)
    }
    let scale = 1 / Double(count)
    let product = multiplications.checkedProduct(count) ?? .max
    compute.share(pieces: pieces.count, multiplications: product) { index in
      update(pieces[index], count: count, lists: lists, scale: scale, eta: eta)
    }
    var cost = 0.0
    for sample in 0..<count { cost += costs[sample] }
    return cost / Double(count)
  }

  private func computeCostsAndDeltas(_ samples: Range<Int>) {
    let kernels = compute.kernels
    let last = network.layers.count - 1
    let targets = targets.rows(samples)
    let sums = pass.sums[last].rows(samples)
    let outputs = pass.activations[last].rows(samples)
    let delta = deltas[last].rows(samples)
    loss.costs(
      sums: sums, activations: outputs, targets: targets, into: costs + samples.lowerBound,
      kernels: kernels)
    loss.gradient(activations: outputs, targets: targets, into: delta, kernels: kernels)
    if loss.requiredOutput == nil {
      network.layers[last].activation.backpropagate(
        delta, sums: sums, activations: outputs, kernels: kernels)
    }
    // delta_l = (W_(l+1)[:,1:]^T delta_(l+1)) * sigma'(z_l)
    for index in stride(from: last, to: 0, by: -1) {
      let delta = deltas[index - 1].rows(samples)
      kernels.backward(deltas[index].rows(samples), transposed: transposed[index], into: delta)
      network.layers[index - 1].activation.backpropagate(
        delta, sums: pass.sums[index - 1].rows(samples),
        activations: pass.activations[index - 1].rows(samples), kernels: kernels)
    }
  }

  private func update(
    _ piece: WeightPiece, count: Int, lists: SparseBatch<T>?, scale: Double, eta: Double
  ) {
    let kernels = compute.kernels
    let (index, rows) = (piece.layer, piece.rows)
    let delta = deltas[index].prefix(count)
    let gradient = gradients[index]
    if index > 0 {
      let inputs = pass.activations[index - 1].prefix(count)
      kernels.gradient(inputs, delta: delta, into: gradient, rows: rows)
    } else if let lists {
      kernels.gradient(lists, delta: delta, into: gradient, rows: rows)
    } else {
      kernels.gradient(pass.inputs.prefix(count), delta: delta, into: gradient, rows: rows)
    }
    let weights = network.layers[index].weights
    for panel in weights.panelStarts {
      optimizer.update(
        weights.panel(at: panel, rows: rows), gradient: gradient.panel(at: panel, rows: rows),
        scale: scale, eta: eta, kernels: kernels)
    }
    if index > 0 {
      kernels.transpose(weights, inputs: piece.inputs, into: transposed[index])
    }
  }
}
