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

  private var evaluation: Evaluation { pass.evaluation }
  private var layers: [LayerActivity] { pass.layers }

  /// What looks as if the training failed, the reason first as far as it is visible.
  var doubts: [Doubt] {
    let neurons = NeuronDoubts(experiment: experiment, inputs: inputs, layers: layers)
    var failures = neurons.failures
    if failures.isEmpty, experiment.iterations >= Self.fewIterations {
      failures += [answers].compactMap { $0 }
    }
    failures += [course].compactMap { $0 }
    let reasons = failures.isEmpty ? [] : ScaleDoubts(experiment, dataset, inputs).all
    return reasons + failures + (isGood ? [] : neurons.losses)
  }

  private var remedies: Remedies { Remedies(experiment) }

  /// After fewer iterations nobody expects much.
  private static let fewIterations = 50

  /// Whether the network's answers are worth no more than one that never changes.
  private var answers: Doubt? {
    switch evaluation.quality {
    case .classification(let confusion): classAnswers(confusion)
    case .multilabel(let counts): labelAnswers(counts)
    case .regression(let quality): numberAnswers(quality)
    }
  }

  private func classAnswers(_ confusion: ConfusionMatrix) -> Doubt? {
    let names = dataset.preprocessing.outputNames(
      for: .classification, outputs: experiment.structure[experiment.structure.count - 1])
    let scores = (0..<confusion.classCount).map { confusion.scores(of: $0) }
    let predicted = scores.indices.filter { scores[$0].precision != nil }
    let present = scores.count { $0.support > 0 }
    guard present > 1 else { return nil }
    if predicted.count == 1 {
      return Doubt(
        "all training samples are predicted to be of the class '\(names[predicted[0]].excerpt)', "
          + "although there are \(present) classes",
        try: [remedies.smallerEta, remedies.largerEta, remedies.moreIterations])
    }
    let most = scores.indices.max { scores[$0].support < scores[$1].support } ?? 0
    let share = Double(scores[most].support) / Double(confusion.sampleCount)
    guard confusion.accuracy <= share else { return nil }
    return Doubt(
      "on the training set the network is no better than if it always answered "
        + "'\(names[most].excerpt)': the accuracy is \((confusion.accuracy * 100).text(decimals: 1)) %",
      try: furtherTraining)
  }

  private func labelAnswers(_ counts: LabelCounts) -> Doubt? {
    let baseline = counts.constantHammingLoss
    guard baseline > 0, counts.hammingLoss >= baseline else { return nil }
    return Doubt(
      "on the training set the network is no better than if it always answered the same labels: the "
        + "Hamming loss is \(counts.hammingLoss.text(significant: 4))", try: furtherTraining)
  }

  private func numberAnswers(_ quality: RegressionQuality) -> Doubt? {
    let measures = quality.targets.compactMap(\.r2)
    guard let best = measures.max(), best <= 0 else { return nil }
    return Doubt(
      "on the training set the network is no better than if it always answered the mean: R2 is "
        + best.text(significant: 4), try: furtherTraining)
  }

  private var furtherTraining: [String] {
    [remedies.smallerEta, remedies.largerEta, remedies.moreIterations, "another structure"]
  }

  /// Whether costs went where they should.
  private var course: Doubt? {
    guard !isGood, let start = costs.start, let end = costs.last.last else { return nil }
    let isExact = experiment.batchSize(for: dataset) == dataset.train.count
    func text(_ value: Double) -> String { value.text(significant: 4) }
    if costs.hasRisen(isExact: isExact) {
      return Doubt(
        "the cost has risen from \(text(start)) at the beginning to \(text(end)) at the end",
        try: [remedies.smallerEta])
    }
    if experiment.loss.component.isForClassification, evaluation.cost > Self.hugeCost {
      return Doubt(
        "the cost on the training set is \(text(evaluation.cost)), which is that of answers that are "
          + "sure and wrong", try: [remedies.smallerEta])
    }
    // What is dead does not move either, and has been told of.
    guard layers.allSatisfy({ $0.constant < $0.neurons }), isPoor,
      abs(start - evaluation.cost) <= Self.stillness * abs(start)
    else { return nil }
    return Doubt(
      "the cost has hardly moved: it was \(text(start)) at the beginning and is "
        + "\(text(evaluation.cost)) on the training set at the end",
      try: [remedies.largerEta, remedies.moreIterations])
  }

  /// A cross-entropy of so much means that the right class gets a probability of 2e-9.
  private static let hugeCost = 20.0
  /// The part of the cost at the beginning by which it must have changed to have moved.
  private static let stillness = 0.01

  /// Whether hardly any answer is wrong, so that it does not matter where costs went.
  private var isGood: Bool { skill.map { $0 > 0.99 } ?? true }

  /// Whether answers are worth little more than one that never changes.
  private var isPoor: Bool { skill.map { $0 < 0.1 } ?? false }

  /// How good the network is on a scale on which the best answer that never changes has 0 and right
  /// ones have 1; `nil` if all right answers are the same.
  private var skill: Double? {
    switch evaluation.quality {
    case .regression(let quality): return quality.overall.r2
    case .multilabel(let counts):
      let baseline = counts.constantHammingLoss
      return baseline > 0 ? 1 - counts.hammingLoss / baseline : nil
    case .classification(let confusion):
      let most = (0..<confusion.classCount).map { confusion.scores(of: $0).support }.max() ?? 0
      let share = Double(most) / Double(confusion.sampleCount)
      return share < 1 ? (confusion.accuracy - share) / (1 - share) : nil
    }
  }
}
