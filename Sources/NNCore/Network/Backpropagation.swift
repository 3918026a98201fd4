/// The first half of an iteration: the costs of a batch's samples, and their derivatives by the
/// weighted sums of all layers. Threads share the samples.
final class Backpropagation<T: Scalar>: ParallelWork {
  let buffers: ActivationBuffers<T>
  /// The targets: samples x output neurons.
  let targets: Matrix<T>
  /// The derivatives by each layer's weighted sums: samples x neurons.
  let deltas: [Matrix<T>]
  /// The weights of each layer but the first, transposed, which whoever changes weights keeps up to
  /// date.
  let transposed: [PanelMatrix<T>]
  /// The cost of each sample.
  let costs: UnsafeMutablePointer<Double>
  /// The samples of the batch, and how threads share them.
  var division = SampleDivision(samples: 0, threads: 1)
  /// The inputs of the batch, if they are mostly zero.
  var sparseInputs: SparseBatch<T>?

  private let network: Network<T>
  private let loss: any Loss
  private let kernels: Kernels<T>
  private let source: (any BatchSource<T>)?
  private let arena = Arena()

  init(
    network: Network<T>, loss: any Loss, capacity: Int, source: (any BatchSource<T>)?,
    kernels: Kernels<T>
  ) {
    self.network = network
    self.loss = loss
    self.source = source
    self.kernels = kernels
    buffers = ActivationBuffers(
      structure: network.structure, capacity: capacity,
      hasSparseInputs: source?.isSparse ?? false)
    targets = arena.matrix(rows: capacity, columns: network.structure[network.layers.count])
    deltas = network.layers.map { [arena] in
      arena.matrix(rows: capacity, columns: $0.outputs)
    }
    costs = arena.zeros(capacity)
    transposed = network.layers.enumerated().map { [arena] index, layer in
      index == 0
        ? arena.panels(rows: 0, columns: 1)
        : arena.panels(rows: layer.outputs, columns: layer.inputs)
    }
    for index in network.layers.indices.dropFirst() {
      let layer = network.layers[index]
      kernels.transpose(layer.weights, inputs: 0..<layer.inputs, into: transposed[index])
    }
  }

  func perform(_ part: Int) {
    let samples = division[part]
    source?.fill(samples, inputs: buffers.inputs, targets: targets)
    buffers.run(network, rows: samples, sparseInputs: sparseInputs, kernels: kernels)
    computeCostsAndDeltas(samples)
  }

  private func computeCostsAndDeltas(_ samples: Range<Int>) {
    let last = network.layers.count - 1
    let targets = targets.rows(samples)
    let logits = buffers.preActivations[last].rows(samples)
    let outputs = buffers.activations[last].rows(samples)
    let delta = deltas[last].rows(samples)
    loss.costs(
      logits: logits, activations: outputs, targets: targets, into: costs + samples.lowerBound,
      kernels: kernels)
    loss.gradient(activations: outputs, targets: targets, into: delta, kernels: kernels)
    if loss.requiredOutput == nil {
      network.layers[last].activation.backpropagate(
        delta, preActivations: logits, activations: outputs, kernels: kernels)
    }
    // delta_l = (W_(l+1)[:,1:]^T delta_(l+1)) * sigma'(z_l)
    for index in stride(from: last, to: 0, by: -1) {
      let delta = deltas[index - 1].rows(samples)
      kernels.backward(deltas[index].rows(samples), transposed: transposed[index], into: delta)
      network.layers[index - 1].activation.backpropagate(
        delta, preActivations: buffers.preActivations[index - 1].rows(samples),
        activations: buffers.activations[index - 1].rows(samples), kernels: kernels)
    }
  }
}
