import NNConfig
package import NNCore
package import NNData
import NNFiles

/// Trains a network as an experiment says; `T` is the type of its precision.
package struct Training<T: Scalar> {
  /// How the iterations ended.
  package enum End {
    /// All iterations were done; with the metrics of the last evaluation, and what its pass over
    /// the training set has shown.
    case completed(TrainingMetrics, TrainingSetPass)
    /// It was asked to stop.
    case interrupted
    /// It paused where it was asked to, with the metrics of the network as it is there on a set,
    /// which are not among those of the training.
    case paused(SetMetrics)
    /// The cost of an iteration was NaN or infinite, or a weight or a metric was after the last
    /// one; with the formula that is to blame, if it is one.
    case diverged(DivergenceCause?)
  }

  let experiment: Experiment
  let dataset: Dataset
  /// What the network learns to predict.
  let task: Task
  /// The number of iterations of the whole training.
  let iterations: Int
  let compute: ComputeContext<T>

  /// The training of an experiment on its data set.
  package init(_ experiment: Experiment, dataset: Dataset, compute: ComputeContext<T>) {
    self.experiment = experiment
    self.dataset = dataset
    task = experiment.task(of: dataset)
    iterations = experiment.iterations(for: dataset)
    self.compute = compute
  }

  /// The state before the first iteration.
  ///
  /// - Throws: `ExperimentError` if a formula makes a weight that is not finite; another
  ///   `UserFacingError` if a file of initial weights cannot be read or does not fit the network
  package func initialState() throws -> TrainingState<T> {
    do {
      return try TrainingState(
        newNetwork, optimizer: experiment.optimizer.component,
        initializer: experiment.initializer.component, seed: experiment.seed,
        kernels: compute.kernels)
    } catch let mistake as StartWeightMistake {
      throw ExperimentError(
        mistake.message, at: experiment.ranges[ExperimentFields.initializer, mistake.setting])
    }
  }

  /// The state that a checkpoint has.
  ///
  /// - Throws: `WeightsError` if the checkpoint does not fit the network
  func state(restoring checkpoint: Checkpoint) throws(WeightsError) -> TrainingState<T> {
    try TrainingState(
      restoring: checkpoint.arrays, progress: checkpoint.state.progress, network: newNetwork,
      optimizer: experiment.optimizer.component, from: checkpoint.path)
  }

  private var newNetwork: Network<T> {
    Network(structure: experiment.structure, activations: experiment.activations.map(\.component))
  }

  /// Does all remaining iterations, unless a cost is not finite or it is asked to stop.
  ///
  /// Evaluations only read the network, so they change no bit of the training, however often they
  /// take place. A checkpoint is taken after an iteration, before its evaluation.
  ///
  /// - Parameters:
  ///   - state: the state at which the training starts or resumes; changes with each iteration
  ///   - pause: where to take a checkpoint and pause, unless the training is over by then; one that
  ///     resumes after it pauses at once
  ///   - observer: receives costs, metrics and checkpoints, and can ask to stop
  /// - Returns: how the iterations ended
  /// - Throws: `ExperimentError` at a learning rate that is negative or not finite; what the
  ///   observer throws
  package func run(
    _ state: TrainingState<T>, pausingAt pause: TrainingPause? = nil,
    observer: some TrainingObserver
  ) throws -> End {
    let batchSize = experiment.batchSize(for: dataset)
    let sampler = BatchSampler(
      mode: experiment.sampling, sampleCount: dataset.train.count, batchSize: batchSize,
      seed: experiment.seed, instructionSet: compute.kernels.instructionSet)
    let reader = BatchReader(dataset.train, capacity: batchSize, kernels: compute.kernels)
    let trainer = Trainer(
      state, loss: experiment.loss.component, optimizer: experiment.optimizer.component,
      regularization: experiment.regularization,
      classWeights: experiment.classWeights(for: dataset), dropout: experiment.dropout,
      capacity: batchSize, source: reader,
      compute: compute)
    let schedule = experiment.schedule.component
    var lastEvaluation: (metrics: TrainingMetrics, pass: TrainingSetPass)?
    /// Evaluates if an evaluation is due; `false` if it was asked to stop.
    func evaluate() throws -> Bool {
      guard isEvaluated(after: state.progress.iteration) else { return true }
      let iteration = state.progress.iteration
      guard
        let evaluation = evaluation(
          of: state, after: iteration, isLast: iteration == iterations, stop: observer.stop)
      else {
        try observer.takeCheckpoint(of: state)
        return false
      }
      try observer.didEvaluate(evaluation.metrics)
      lastEvaluation = evaluation
      if let earlyStopping = experiment.earlyStopping {
        let isBest = earlyStopping.update(&state.progress.stopping, with: evaluation.metrics)
        if isBest, earlyStopping.restoresBest { state.keepWeightsAsBest() }
      }
      return true
    }
    var isOver: Bool {
      state.progress.iteration >= iterations
        || experiment.earlyStopping?.isOver(state.progress.stopping) ?? false
    }
    /// Pauses if it is time to.
    func endAtPause() -> End? {
      let iteration = state.progress.iteration
      guard let pause, iteration >= pause.iteration, iteration < iterations else { return nil }
      let split = pause.split ?? Goal(ofAll: [(dataset.sets.splits, task)])?.measure.split ?? .train
      guard let samples = dataset.sets[split],
        let evaluation = evaluator(of: state).evaluation(of: samples, stop: observer.stop)
      else { return .interrupted }
      return .paused(SetMetrics(split: split, metrics: evaluation.metrics))
    }
    if let end = endAtPause() { return end }
    // A training that resumes does so at a checkpoint, after which an evaluation may be due.
    if state.progress.iteration > 0, try !evaluate() { return .interrupted }
    let clock = ContinuousClock()
    var start = clock.now
    while !isOver {
      let iteration = state.progress.iteration + 1
      let batch = sampler.batch(iteration: iteration)
      reader.choose(batch.selection, count: batch.count)
      let rate = schedule.rateOfUpdate(at: iteration, of: iterations)
      if let problem = type(of: schedule).problem(ofRate: rate, at: iteration, of: iterations) {
        throw ExperimentError(problem, at: experiment.ranges[ExperimentFields.eta, "f"])
      }
      let step = TrainingStep(
        iteration: iteration, iterations: iterations, sampleCount: batch.count, learningRate: rate)
      let cost = trainer.perform(step)
      guard cost.isFinite else {
        state.progress.seconds += (clock.now - start) / .seconds(1)
        return .diverged(trainer.formulaFault(in: step))
      }
      try observer.didFinish(step, cost: cost)
      state.progress.iteration = iteration
      state.progress.cost = cost
      let isStopping = observer.stop?.isRequested ?? false
      let isCheckpointDue = observer.isCheckpointDue
      let isPausing = iteration == pause?.iteration
      guard isStopping || isCheckpointDue || isPausing || isEvaluated(after: iteration) else {
        continue
      }
      state.progress.seconds += (clock.now - start) / .seconds(1)
      if isStopping || isCheckpointDue || isPausing { try observer.takeCheckpoint(of: state) }
      if !isStopping, let end = endAtPause() { return end }
      if try isStopping || !evaluate() { return .interrupted }
      start = clock.now
    }
    let best = state.hasBest ? state.progress.stopping.best?.iteration : nil
    let result = best ?? state.progress.iteration
    // An evaluation of another network than that after the last iteration was not the last one.
    if result != iterations {
      state.useBestWeights()
      lastEvaluation = evaluation(of: state, after: result, isLast: true, stop: nil)
    }
    // The cost of an iteration is from before its update, so none shows the effect of the last
    // update.
    guard let (metrics, pass) = lastEvaluation, metrics.sets.train.isFinite,
      state.network.isFinite
    else { return .diverged(nil) }
    if let split = metrics.sets.first(where: { !$0.value.isFinite })?.split {
      let cause =
        "that of the \(split.title), though not that of the training set; look for samples "
        + "that are unlike those of the training set"
      return .diverged(DivergenceCause(cause, isCertain: true))
    }
    return .completed(metrics, pass)
  }

  /// Measures the network of a state.
  func evaluator(of state: TrainingState<T>) -> Evaluator<T> {
    Evaluator(
      network: state.network, loss: experiment.loss.component, task: task,
      scaling: dataset.preprocessing.targetScaling, compute: compute)
  }

  /// Whether the network is evaluated after an iteration, counted from 1.
  private func isEvaluated(after iteration: Int) -> Bool {
    iteration == iterations
      || experiment.evaluateEvery > 0 && iteration.isMultiple(of: experiment.evaluateEvery)
  }

  /// The metrics of the network on all sets, and at the last evaluation also the activity of its
  /// neurons on the training set; `nil` if it was asked to stop.
  private func evaluation(
    of state: TrainingState<T>, after iteration: Int, isLast: Bool, stop: StopRequest?
  ) -> (metrics: TrainingMetrics, pass: TrainingSetPass)? {
    let evaluator = evaluator(of: state)
    var meter = ActivityMeter(
      state.network, samples: dataset.train.count, pieceSize: Evaluator<T>.pieceSize)
    let evaluations = dataset.sets.mapValues { split, samples in
      evaluator.evaluation(
        of: samples, stop: stop,
        observe: isLast && split == .train ? { meter.add($0.activations) } : nil)
    }
    guard let evaluations = evaluations.unwrapped() else { return nil }
    return (
      TrainingMetrics(iteration: iteration, sets: evaluations.mapValues { $1.metrics }),
      TrainingSetPass(evaluation: evaluations.train, layers: meter.activities)
    )
  }
}

/// What a pass over the training set has shown of a network.
package struct TrainingSetPass {
  /// The evaluation of the training set.
  let evaluation: Evaluation
  /// The activity of the neurons of each layer after the input layer.
  let layers: [LayerActivity]
}
