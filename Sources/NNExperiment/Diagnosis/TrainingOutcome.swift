import NNConfig
import NNCore
import NNData
import NNFiles

/// What shows after a training whether anything was learned.
struct TrainingOutcome {
  let experiment: Experiment
  let dataset: Dataset
  /// The range of the training set's inputs.
  let inputs: InputRange
  let progress: TrainingProgress
  /// What the last pass over the training set has shown.
  let pass: TrainingSetPass
  let costs: CostCurve

  /// Signs that the training failed, the likely reason first.
  var doubts: [Doubt] {
    let scales = ScaleDoubts(experiment, dataset, inputs)
    let neurons = NeuronDoubts(
      experiment: experiment, layers: pass.layers, inputRemedy: scales.inputRemedy)
    let predictions = PredictionDoubts(
      experiment: experiment, dataset: dataset, quality: pass.evaluation.quality,
      remedies: remedies)
    let failures = self.failures(neurons, predictions)
    let losses = predictions.areGood ? [] : neurons.losses
    return (failures.isEmpty ? [] : scales.all) + failures + losses
      + [undefinedMetric].compactMap { $0 }
  }

  /// Whether early stopping has ended the training.
  var stoppedEarly: Bool { progress.iteration < experiment.iterations(for: dataset) }

  private var remedies: Remedies { Remedies(experiment, stoppedEarly: stoppedEarly) }

  /// A metric without a value has decided when to stop.
  private var undefinedMetric: Doubt? {
    guard let stopping = experiment.earlyStopping, progress.stopping.best == nil else { return nil }
    return Doubt(
      "early stopping looked at '\(stopping.metric)', which was undefined at each evaluation",
      try: ["early_stopping.metric=\(stopping.split.rawValue).cost"])
  }

  /// Signs that nothing was learned, one for each reason.
  private func failures(_ neurons: NeuronDoubts, _ predictions: PredictionDoubts) -> [Doubt] {
    let dead = neurons.failures
    let course = [course(predictions, isDead: !dead.isEmpty)].compactMap { $0 }
    guard dead.isEmpty, progress.iteration >= Self.fewIterations else { return dead + course }
    if let oneClass = predictions.oneClass { return [oneClass] + course }
    return course.isEmpty ? [predictions.noBetter].compactMap { $0 } : course
  }

  /// Fewer iterations are not expected to achieve much.
  private static let fewIterations = 50
  /// At this cross-entropy, the right class has a probability of 2e-9.
  private static let hugeCost = 20.0
  /// With this much skill, the course of the cost does not matter.
  private static let fairSkill = 0.5

  /// Doubts about the course of the cost.
  private func course(_ predictions: PredictionDoubts, isDead: Bool) -> Doubt? {
    let isExact = experiment.batchSize(for: dataset) == dataset.train.count
    let cost = pass.evaluation.cost
    guard let start = costs.start, let end = costs.end else { return nil }
    func text(_ value: Double) -> String { value.text(significant: 4) }
    if !predictions.areGood, costs.haveRisen(isExact: isExact) {
      return Doubt(
        "the cost has risen from \(text(start)) at the beginning to \(text(end)) at the end",
        try: [remedies.smallerEta])
    }
    if experiment.loss.component.isForClassification, cost > Self.hugeCost {
      return Doubt(
        "the cost is \(text(cost)) on the training set, as high as that of confident but wrong "
          + "predictions",
        try: [remedies.smallerEta])
    }
    let isUnskilled = predictions.skill.map { $0 < Self.fairSkill } ?? false
    guard !isDead, isUnskilled, progress.iteration >= Self.fewIterations,
      costs.areUnchanged(isExact: isExact)
    else { return nil }
    return Doubt(
      "the cost has hardly moved: \(text(start)) at the beginning, \(text(end)) at the end",
      try: [remedies.largerEta, remedies.moreIterations])
  }
}
