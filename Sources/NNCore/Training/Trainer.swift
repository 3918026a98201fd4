/// Trains a network, one batch at a time.
package final class Trainer<T: Scalar> {
  /// The inputs of a batch: samples x input neurons; without elements if they come as sparse rows.
  package var inputs: PanelBatch<T> { workspace.buffers.inputs }
  /// The targets of a batch: samples x output neurons.
  package var targets: Matrix<T> { workspace.targets }

  private let network: Network<T>
  private let workspace: TrainingWorkspace<T>
  private let backpropagation: Backpropagation<T>
  private let update: WeightUpdate<T>
  private let source: (any BatchSource<T>)?
  private let compute: ComputeContext<T>
  /// The number of inputs of a sample that products visit, if most are zero.
  private let visitedInputs: Int?
  /// The number of multiplications in a forward pass of one sample.
  private let multiplications: Int
  private let faults: FormulaFaults<T>

  /// A trainer of a network.
  ///
  /// - Parameters:
  ///   - state: the network and the optimizer's slots
  ///   - loss: the loss to minimize
  ///   - optimizer: the rule by which weights change; the one that the state was made for
  ///   - regularization: the penalty for large weights
  ///   - classWeights: the weight of each class, by which the costs of its samples are multiplied;
  ///     `nil` if targets are not classes, or all of them count the same
  ///   - dropout: leaves out hidden activations; `nil` for none
  ///   - capacity: the maximum number of samples in a batch
  ///   - source: provides batches; if it is `nil`, the caller fills `inputs` and `targets`
  ///   - compute: the kernels and threads to compute with
  package init(
    _ state: TrainingState<T>, loss: any Loss, optimizer: any Optimizer,
    regularization: Regularization = .none, classWeights: [Double]? = nil,
    dropout: Dropout? = nil, capacity: Int, source: (any BatchSource<T>)? = nil,
    compute: ComputeContext<T>
  ) {
    precondition(state.slotNames == optimizer.slots, "the state is another optimizer's")
    network = state.network
    self.source = source
    self.compute = compute
    visitedInputs = source?.visitedInputs
    multiplications = Network<T>.multiplications(
      structure: network.structure, visitedInputs: visitedInputs)
    workspace = TrainingWorkspace(
      network, capacity: capacity, isSparse: visitedInputs != nil, dropout: dropout,
      threads: Self.threads(
        of: compute.threadCount, structure: network.structure, visitedInputs: visitedInputs,
        samples: capacity, minimumMultiplications: compute.minimumMultiplications))
    backpropagation = Backpropagation(
      workspace, network: network, loss: loss, classWeights: classWeights, source: source,
      kernels: compute.kernels)
    faults = FormulaFaults(
      network: state.network, loss: loss, optimizer: optimizer, kernels: compute.kernels)
    update = WeightUpdate(
      workspace, state: state, optimizer: optimizer, regularization: regularization,
      kernels: compute.kernels)
  }

  /// The number of bytes that are allocated.
  var byteCount: Int { workspace.byteCount }

  /// The bytes of a trainer's memory.
  ///
  /// - Parameters:
  ///   - structure: the neurons of each layer, input layer first
  ///   - capacity: the maximum number of samples in a batch
  ///   - isSparse: whether inputs come as sparse rows
  ///   - dropout: leaves out hidden activations; `nil` for none
  ///   - threads: the number of threads that batches of so many samples can use
  /// - Returns: the bytes of gradients, and those that depend on the batch, as a `Double`, which
  ///   does not overflow
  package static func byteCount(
    structure: [Int], capacity: Int, isSparse: Bool, dropout: Dropout? = nil, threads: Int
  ) -> (gradients: Double, batch: Double) {
    TrainingWorkspace<T>.byteCount(
      structure: structure, capacity: capacity, isSparse: isSparse, dropout: dropout,
      threads: threads)
  }

  /// The number of threads that a batch can use; there is memory for no more.
  ///
  /// - Parameters:
  ///   - threads: the number of threads that there are
  ///   - structure: the neurons of each layer, input layer first
  ///   - visitedInputs: the number of inputs of a sample that products visit, if most are zero
  ///   - samples: the number of samples in the batch
  ///   - minimumMultiplications: the least that a thread does
  /// - Returns: their number
  package static func threads(
    of threads: Int, structure: [Int], visitedInputs: Int?, samples: Int,
    minimumMultiplications: Int = ComputeContext<T>.usualMinimum
  ) -> Int {
    // The first half of an iteration can use more than the second one.
    ComputeContext<T>.threads(
      for: 2 * Network<T>.multiplications(structure: structure, visitedInputs: visitedInputs),
      samples: samples, of: threads, minimumMultiplications: minimumMultiplications)
  }

  /// The formula that is to blame if the cost of an iteration is not finite.
  ///
  /// - Parameter step: the iteration, which has just been performed
  /// - Returns: the formula; `nil` if none fails for ordinary numbers
  package func formulaFault(in step: TrainingStep) -> DivergenceCause? {
    let found = faults.first(
      in: workspace.buffers, targets: workspace.targets, count: step.sampleCount)
    if let found { return DivergenceCause(found, isCertain: true) }
    return faults.firstTried(at: step).map { DivergenceCause($0, isCertain: false) }
  }

  /// Performs an iteration: forward pass, cost, backpropagation, update.
  ///
  /// Threads share samples or neurons until all dC/dz are known, then the weights.
  ///
  /// - Parameter step: the iteration, with the number of samples in its batch
  /// - Returns: the cost of the batch before the update, which is the mean over its samples, each
  ///   with its weight
  @_specialize(where T == Float)
  @_specialize(where T == Double)
  package func perform(_ step: TrainingStep) -> Double {
    // This function and the two halves are specialized: an iteration of a small network would spend
    // some 3 % of its time on looking up types.
    let count = step.sampleCount
    backpropagation.run(
      step, source?.sparseInputs, visitedInputs: visitedInputs,
      threads: compute.threads(for: 2 * multiplications, samples: count), compute: compute)
    update.run(
      step, visitedInputs: visitedInputs,
      threads: compute.threads(for: multiplications, samples: count), compute: compute)

    var cost = 0.0
    for sample in 0..<count { cost += workspace.costs[sample] }
    return cost / Double(count)
  }
}
