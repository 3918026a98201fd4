import NNCore
import NNData
import NNFiles

/// Trains a network as an experiment says, in the type it says.
package struct Training<T: Scalar> {
  /// How the iterations ended.
  package enum End {
    /// All iterations were done; with how good the network is then, and what the last evaluation of
    /// the training set has shown.
    case completed(TrainingMetrics, TrainingSetPass)
    /// It was asked to stop.
    case interrupted
    /// The cost of an iteration, or a weight or what was measured after the last one, was NaN or
    /// infinite.
    case diverged
  }

  let experiment: Experiment
  let dataset: Dataset
  /// What the network learns to tell.
  let task: Task
  let compute: ComputeContext<T>
  let network: Network<T>

  /// A network with its start weights.
  ///
  /// - Throws: a `UserFacingError` if a file of start weights does not fit
  package init(_ experiment: Experiment, dataset: Dataset, compute: ComputeContext<T>) throws {
    self.experiment = experiment
    self.dataset = dataset
    task = experiment.task(of: dataset)
    self.compute = compute
    network = Network(
      structure: experiment.structure, activations: experiment.activations.map(\.component))
    try experiment.initializer.component.initialize(
      network, seed: experiment.seed, kernels: compute.kernels)
  }

  /// Does all iterations, or those up to a cost that is not finite or to a stop.
  ///
  /// Evaluations only read the network: how often there are some changes no bit of the training. A
  /// checkpoint is taken after an iteration, before its evaluation.
  ///
  /// - Parameters:
  ///   - progress: how far the training is; the network has the weights of then
  ///   - log: what it reports to
  ///   - stop: asks to stop, behind a checkpoint
  ///   - show: is called with the cost of each iteration, counted from 1
  /// - Returns: how it ended
  /// - Throws: what the log throws
  package func run(
    _ progress: inout TrainingProgress, log: some TrainingLog, stop: StopRequest = StopRequest(),
    show: (_ iteration: Int, _ cost: Double) -> Void = { _, _ in }
  ) throws -> End {
    let batchSize = experiment.batchSize(for: dataset)
    let sampler = BatchSampler(
      mode: experiment.sampling, sampleCount: dataset.train.count, batchSize: batchSize,
      seed: experiment.seed)
    let reader = BatchReader(dataset.train, capacity: batchSize, kernels: compute.kernels)
    let trainer = Trainer(
      network: network, loss: experiment.loss.component,
      optimizer: experiment.optimizer.component, capacity: batchSize, source: reader,
      compute: compute)
    let schedule = experiment.schedule.component
    let iterations = experiment.iterations
    var lastMetrics: TrainingMetrics?
    var lastPass: TrainingSetPass?
    /// Evaluates if it is time; `false` if it was asked to stop.
    func evaluate() throws -> Bool {
      guard experiment.isEvaluated(after: progress.iteration) else { return true }
      guard let (metrics, pass) = metrics(after: progress.iteration, stop: stop) else {
        try log.takeCheckpoint(network, progress)
        return false
      }
      try log.record(metrics)
      (lastMetrics, lastPass) = (metrics, pass)
      return true
    }
    // A training that goes on does so behind a checkpoint.
    if progress.iteration > 0, try !evaluate() { return .interrupted }
    let clock = ContinuousClock()
    var start = clock.now
    while progress.iteration < iterations {
      let iteration = progress.iteration + 1
      let batch = sampler.batch(iteration: iteration)
      reader.choose(batch.selection, count: batch.count)
      let eta = schedule.eta(at: iteration, of: iterations)
      let cost = trainer.step(count: batch.count, eta: eta)
      guard cost.isFinite else {
        progress.seconds += (clock.now - start).seconds
        return .diverged
      }
      try log.record(iteration: iteration, cost: cost)
      show(iteration, cost)
      progress.iteration = iteration
      progress.cost = cost
      let isStopping = stop.isRequested
      let isCheckpointDue = log.isCheckpointDue
      guard isStopping || isCheckpointDue || experiment.isEvaluated(after: iteration) else {
        continue
      }
      progress.seconds += (clock.now - start).seconds
      if isStopping || isCheckpointDue { try log.takeCheckpoint(network, progress) }
      if try isStopping || !evaluate() { return .interrupted }
      start = clock.now
    }
    // No iteration's cost shows what the last update has done.
    guard let lastMetrics, let lastPass, lastMetrics.isFinite, network.isFinite else {
      return .diverged
    }
    return .completed(lastMetrics, lastPass)
  }

  /// Cost and quality of the network on training and test set, and after the last iteration what its
  /// neurons do; `nil` if it was asked to stop.
  private func metrics(
    after iteration: Int, stop: StopRequest
  ) -> (TrainingMetrics, TrainingSetPass)? {
    let evaluator = Evaluator(
      network: network, loss: experiment.loss.component, task: task,
      scaling: dataset.preprocessing.targetScaling, compute: compute)
    var meter = ActivityMeter(
      network, samples: dataset.train.count, pieceSize: Evaluator<T>.pieceSize)
    let isLast = iteration == experiment.iterations
    let train = evaluator.evaluation(
      of: dataset.train, stop: stop, observe: isLast ? { meter.add($0) } : nil)
    guard let train else { return nil }
    let pass = TrainingSetPass(evaluation: train, layers: meter.activities)
    guard let testSet = dataset.test else {
      return (TrainingMetrics(iteration: iteration, train: train.metrics, test: nil), pass)
    }
    guard let test = evaluator.evaluation(of: testSet, stop: stop) else { return nil }
    return (TrainingMetrics(iteration: iteration, train: train.metrics, test: test.metrics), pass)
  }
}

/// What a pass over the training set has shown of a network.
package struct TrainingSetPass {
  /// How good it is.
  let evaluation: Evaluation
  /// What the neurons of each layer behind the input layer answer.
  let layers: [LayerActivity]
}

extension Duration {
  /// The duration in seconds.
  var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}
