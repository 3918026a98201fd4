import NNCore
import NNData
import NNFiles

/// Trains a network as an experiment says, in the type it says.
package struct Training<T: Scalar> {
  /// How the iterations ended.
  package enum End {
    /// All iterations were done; with how good the network is then.
    case completed(TrainingMetrics)
    /// The cost of an iteration, or a weight or what was measured after the last one, was NaN or
    /// infinite.
    case diverged
  }

  /// What the training loop did.
  package struct Outcome {
    package let end: End
    /// The iterations whose cost was finite.
    package let iterations: Int
    /// The cost of the last of them.
    package let lastCost: Double?
    /// The seconds that the iterations took, without evaluations.
    package let seconds: Double
  }

  let experiment: Experiment
  let dataset: Dataset
  let compute: Compute<T>
  let network: Network<T>

  /// A network with its start weights.
  ///
  /// - Throws: a `UserFacingError` if a file of start weights does not fit
  package init(_ experiment: Experiment, dataset: Dataset, compute: Compute<T>) throws {
    self.experiment = experiment
    self.dataset = dataset
    self.compute = compute
    network = Network(
      structure: experiment.structure, activations: experiment.activations.map(\.component))
    try experiment.initializer.component.initialize(
      network, seed: experiment.seed, kernels: compute.kernels)
  }

  /// Does all iterations, or those up to a cost that is not finite.
  ///
  /// Evaluations only read the network: how often there are some changes no bit of the training.
  ///
  /// - Parameters:
  ///   - record: is called with the cost of each iteration, counted from 1
  ///   - recordMetrics: is called with each evaluation, that after the last iteration included
  /// - Returns: how it ended
  package func run(
    record: (_ iteration: Int, _ cost: Double) throws -> Void,
    recordMetrics: (TrainingMetrics) throws -> Void
  ) rethrows -> Outcome {
    let batchSize = experiment.batchSize(for: dataset)
    let sampler = BatchSampler(
      mode: experiment.sampling, sampleCount: dataset.train.count, batchSize: batchSize,
      seed: experiment.seed)
    let reader = BatchReader(
      dataset.train, capacity: batchSize, kernels: compute.kernels)
    let trainer = Trainer(
      network: network, loss: experiment.loss.component,
      optimizer: experiment.optimizer.component, capacity: batchSize, source: reader,
      compute: compute)
    let schedule = experiment.schedule.component
    let iterations = experiment.iterations
    let clock = ContinuousClock()
    let start = clock.now
    var evaluating = Duration.zero
    func outcome(_ end: End, _ iterations: Int, _ lastCost: Double?) -> Outcome {
      let seconds = (clock.now - start - evaluating).seconds
      return Outcome(end: end, iterations: iterations, lastCost: lastCost, seconds: seconds)
    }
    var lastCost: Double?
    var lastMetrics: TrainingMetrics?
    for iteration in 1...iterations {
      let batch = sampler.batch(iteration: iteration)
      reader.choose(batch.selection, count: batch.count)
      let eta = schedule.eta(at: iteration, of: iterations)
      let cost = trainer.step(count: batch.count, eta: eta)
      guard cost.isFinite else { return outcome(.diverged, iteration - 1, lastCost) }
      try record(iteration, cost)
      lastCost = cost
      if experiment.isEvaluated(after: iteration) {
        evaluating += try clock.measure {
          let metrics = metrics(after: iteration)
          try recordMetrics(metrics)
          lastMetrics = metrics
        }
      }
    }
    // No iteration's cost shows what the last update has done.
    guard let lastMetrics, lastMetrics.isFinite, network.isFinite else {
      return outcome(.diverged, iterations, lastCost)
    }
    return outcome(.completed(lastMetrics), iterations, lastCost)
  }

  /// Cost and quality of the network on training and test set.
  private func metrics(after iteration: Int) -> TrainingMetrics {
    let evaluator = Evaluator(
      network: network, loss: experiment.loss.component,
      isClassification: experiment.isClassification(dataset.preprocessing),
      scaling: dataset.preprocessing.targetScaling, compute: compute)
    return TrainingMetrics(
      iteration: iteration, train: evaluator.evaluation(of: dataset.train).metrics,
      test: dataset.test.map { evaluator.evaluation(of: $0).metrics })
  }
}

extension Duration {
  /// The duration in seconds.
  var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}
