/// The first half of an iteration, whose samples threads share: the cost of each sample of a batch,
/// and dC/dz of all layers.
final class Backpropagation<T: Scalar>: ParallelWork {
  /// The samples of the batch, divided into parts; set before each iteration.
  var division = SampleDivision(samples: 0, threads: 1)

  /// The iteration, counted from 1.
  var iteration = 0

  private let workspace: TrainingWorkspace<T>
  private let network: Network<T>
  private let loss: any Loss
  /// The weight of each class; `nil` if all samples count the same.
  private let classWeights: [Double]?
  private let source: (any BatchSource<T>)?
  private let kernels: Kernels<T>

  init(
    _ workspace: TrainingWorkspace<T>, network: Network<T>, loss: any Loss,
    classWeights: [Double]?, source: (any BatchSource<T>)?, kernels: Kernels<T>
  ) {
    self.workspace = workspace
    self.network = network
    self.loss = loss
    self.classWeights = classWeights
    self.source = source
    self.kernels = kernels
  }

  @_specialize(where T == Float)
  @_specialize(where T == Double)
  func perform(_ part: Int) {
    let samples = division[part]
    let buffers = workspace.buffers
    source?.fill(samples, inputs: buffers.inputs, targets: workspace.targets)
    buffers.run(
      network, rows: samples, sparseInputs: workspace.sparseInputs, iteration: iteration,
      kernels: kernels)
    computeCostsAndDeltas(samples)
  }

  private func computeCostsAndDeltas(_ samples: Range<Int>) {
    let (buffers, deltas) = (workspace.buffers, workspace.deltas)
    let last = network.layers.count - 1
    let targets = workspace.targets.rows(samples)
    let logits = buffers.preActivations[last].rows(samples)
    let outputs = buffers.activations[last].rows(samples)
    let delta = deltas[last].rows(samples)
    let costs = workspace.costs + samples.lowerBound
    loss.costs(
      logits: logits, activations: outputs, targets: targets, into: costs, kernels: kernels)
    loss.gradient(activations: outputs, targets: targets, into: delta, kernels: kernels)
    if let classWeights {
      kernels.weigh(costs, delta, targets: targets, byClass: classWeights)
    }
    if loss.probabilityModel == nil {
      network.layers[last].activation.backpropagate(
        delta, preActivations: logits, activations: outputs, kernels: kernels)
    }
    kernels.clearPadding(of: delta)
    // delta_l = (W_(l+1)[:,1:]^T delta_(l+1)) * dropout factors * sigma'(z_l)
    for index in stride(from: last, to: 0, by: -1) {
      let delta = deltas[index - 1].rows(samples)
      kernels.backward(
        deltas[index].rows(samples), transposed: workspace.transposedWeights[index], into: delta)
      if let factors = buffers.dropoutFactors[index - 1] {
        kernels.apply(.multiply, delta, factors.rows(samples), into: delta)
      }
      network.layers[index - 1].activation.backpropagate(
        delta, preActivations: buffers.preActivations[index - 1].rows(samples),
        activations: buffers.activations[index - 1].rows(samples), kernels: kernels)
      kernels.clearPadding(of: delta)
    }
  }
}
