/// The first half of an iteration: the cost of each sample of a batch, and dC/dz of all layers.
final class Backpropagation<T: Scalar>: ParallelWork {
  private let workspace: TrainingWorkspace<T>
  private let network: Network<T>
  private let loss: any Loss
  /// The weight of each class; `nil` if all samples count the same.
  private let classWeights: [Double]?
  private let source: (any BatchSource<T>)?
  private let kernels: Kernels<T>
  private var iteration = 0
  private var stages: [Stage] = []
  private var stage: Stage?
  /// What the stages are for.
  private var plan: (count: Int, threads: Int) = (0, 0)

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

  /// Does it for a batch.
  ///
  /// - Parameters:
  ///   - step: the iteration
  ///   - rows: the inputs, if they come as sparse rows
  ///   - visitedInputs: the number of inputs of a sample that products visit, if most are zero
  ///   - threads: the number of threads
  ///   - compute: has the threads
  func run(
    _ step: TrainingStep, _ rows: SparseBatch<T>?, visitedInputs: Int?, threads: Int,
    compute: ComputeContext<T>
  ) {
    workspace.buffers.begin(rows, count: step.sampleCount)
    iteration = step.iteration
    if plan != (step.sampleCount, threads) {
      plan = (step.sampleCount, threads)
      stages = StagePlan<T>(
        structure: network.structure, capacity: workspace.buffers.capacity,
        visitedInputs: visitedInputs,
        expandsPrivately: workspace.buffers.expandsPrivately, count: step.sampleCount,
        threads: threads,
        minimumMultiplications: compute.minimumMultiplications
      ).backpropagation(fetches: source != nil)
    }
    for stage in stages {
      self.stage = stage
      compute.run(stage.division, self)
    }
  }

  @_specialize(where T == Float)
  @_specialize(where T == Double)
  func perform(_ index: Int, thread: Int) {
    guard let stage else { return }
    let part = stage.parts[index]
    for step in stage.steps {
      switch step {
      case .fetch:
        source?.fill(
          part.samples, inputs: workspace.buffers.inputs, targets: workspace.targets)
      case .expand: workspace.buffers.expand(part.samples, kernels: kernels)
      case .forward(let layer):
        workspace.buffers.computeLayer(
          layer, of: network, part, count: plan.count, iteration: iteration, thread: thread,
          kernels: kernels)
      case .costs: computeCosts(part.samples)
      case .backward(let layer): propagate(layer, part)
      }
    }
  }

  private func computeCosts(_ samples: Range<Int>) {
    let buffers = workspace.buffers
    let targets = workspace.targets.rows(samples)
    let (logits, outputs) = (buffers.logits(samples), buffers.outputs(samples))
    let delta = workspace.outputDelta(samples)
    let costs = workspace.costs + samples.lowerBound
    loss.costs(
      logits: logits, activations: outputs, targets: targets, into: costs, kernels: kernels)
    loss.gradient(activations: outputs, targets: targets, into: delta, kernels: kernels)
    if let classWeights {
      kernels.weigh(costs, delta, targets: targets, byClass: classWeights)
    }
    if loss.probabilityModel == nil {
      network.layers[network.layers.count - 1].activation.backpropagate(
        delta, preActivations: logits, activations: outputs, kernels: kernels)
    }
    kernels.clearPadding(of: delta)
  }

  /// delta_l = (W_(l+1)[:,1:]^T delta_(l+1)) * dropout factors * sigma'(z_l), where `index` is that
  /// of layer l + 1.
  private func propagate(_ index: Int, _ part: Stage.Part) {
    let (samples, before) = (part.samples, index - 1)
    let neurons = part.neurons ?? 0..<network.layers[before].outputs
    let deltas = workspace.deltas[before].rows(samples)
    kernels.backward(
      workspace.deltas[index].rows(samples), weights: network.layers[index].weights, into: deltas,
      columns: neurons)
    let buffers = workspace.buffers
    let z = buffers.preActivations[before].rows(samples)
    let a = buffers.activations[before].rows(samples)
    for panel in deltas.matrixIndices(of: neurons) {
      let delta = deltas.matrix(panel)
      if let factors = buffers.dropoutFactors[before] {
        kernels.apply(.multiply, delta, factors.rows(samples).matrix(panel), into: delta)
      }
      network.layers[before].activation.backpropagate(
        delta, preActivations: z.matrix(panel), activations: a.matrix(panel), kernels: kernels)
      kernels.clearPadding(of: delta)
    }
  }
}
