import NNData
import NNFiles

/// What a training left, as far as it tells whether something was learned.
struct TrainingOutcome {
  let experiment: Experiment
  let dataset: Dataset
  /// Where the inputs of the training set lie.
  let inputs: InputRange
  /// What the network answers to them.
  let pass: TrainingSetPass
  let costs: CostCourse

  /// What looks as if the training failed, the reason first as far as it is visible.
  var doubts: [Doubt] {
    let scales = ScaleDoubts(experiment, dataset, inputs)
    let neurons = NeuronDoubts(
      experiment: experiment, layers: pass.layers, inputRemedy: scales.inputRemedy)
    let answers = AnswerDoubts(
      experiment: experiment, dataset: dataset, quality: pass.evaluation.quality)
    let failures = self.failures(neurons, answers)
    let losses = answers.areGood ? [] : neurons.losses
    return (failures.isEmpty ? [] : scales.all) + failures + losses
  }

  /// What says that nothing was learned, one thing for each reason.
  private func failures(_ neurons: NeuronDoubts, _ answers: AnswerDoubts) -> [Doubt] {
    let dead = neurons.failures
    let course = [course(answers, isDead: !dead.isEmpty)].compactMap { $0 }
    guard dead.isEmpty, experiment.iterations >= Self.fewIterations else { return dead + course }
    if let oneClass = answers.oneClass { return [oneClass] + course }
    return course.isEmpty ? [answers.noBetter].compactMap { $0 } : course
  }

  /// After fewer iterations nobody expects much.
  private static let fewIterations = 50
  /// A cross-entropy of so much means that the right class gets a probability of 2e-9.
  private static let hugeCost = 20.0
  /// With so much of what can be known nobody minds where the cost went.
  private static let fairSkill = 0.5

  /// Whether costs went where they should.
  private func course(_ answers: AnswerDoubts, isDead: Bool) -> Doubt? {
    let remedies = Remedies(experiment)
    let isExact = experiment.batchSize(for: dataset) == dataset.train.count
    let cost = pass.evaluation.cost
    guard let start = costs.start, let end = costs.end else { return nil }
    func text(_ value: Double) -> String { value.text(significant: 4) }
    if !answers.areGood, costs.haveRisen(isExact: isExact) {
      return Doubt(
        "the cost has risen from \(text(start)) at the beginning to \(text(end)) at the end",
        try: [remedies.smallerEta])
    }
    if experiment.loss.component.isForClassification, cost > Self.hugeCost {
      return Doubt(
        "the cost is \(text(cost)) on the training set, as much as answers have that are sure and wrong",
        try: [remedies.smallerEta])
    }
    let isUnskilled = answers.skill.map { $0 < Self.fairSkill } ?? false
    guard !isDead, isUnskilled, experiment.iterations >= Self.fewIterations,
      costs.haveStayed(isExact: isExact)
    else { return nil }
    return Doubt(
      "the cost has hardly moved: \(text(start)) at the beginning, \(text(end)) at the end",
      try: [remedies.largerEta, remedies.moreIterations])
  }
}
