import NNData
import NNFiles

/// Predictions that are no better than a constant one.
struct PredictionDoubts {
  let experiment: Experiment
  let dataset: Dataset
  /// How good the network is on the training set.
  let quality: Evaluation.Quality
  let remedies: Remedies

  /// The skill of the predictions: 0 if they are as good as the best constant one, 1 if all are
  /// right; `nil` if all targets are the same.
  var skill: Double? {
    switch quality {
    case .regression(let quality):
      let measures = quality.targets.compactMap(\.r2)
      return measures.isEmpty ? nil : measures.reduce(0, +) / Double(measures.count)
    case .multilabel(let counts):
      let baseline = counts.constantHammingLoss
      return baseline > 0 ? 1 - counts.hammingLoss / baseline : nil
    case .classification(let confusion):
      let share = largestShare(confusion).share
      return share < 1 ? (weightedAccuracy(confusion) - share) / (1 - share) : nil
    }
  }

  /// Whether so few predictions are wrong that no doubt matters.
  var areGood: Bool { skill.map { $0 > 0.99 } ?? true }

  /// Only one of several classes is predicted.
  var oneClass: Doubt? {
    guard case .classification(let confusion) = quality else { return nil }
    let scores = (0..<confusion.classCount).map { confusion.scores(of: $0) }
    let predicted = scores.indices.filter { scores[$0].precision != nil }
    let present = scores.count { $0.support > 0 }
    guard present > 1, predicted.count == 1 else { return nil }
    return Doubt(
      "all training samples are predicted as '\(name(predicted[0]))', although there are "
        + "\(present) classes", try: ways)
  }

  /// A constant prediction would be as good.
  var noBetter: Doubt? {
    guard let skill, skill <= 0 else { return nil }
    let what =
      switch quality {
      case .regression: "the mean: R2 is \(skill.text(significant: 4))"
      case .multilabel(let counts):
        "the same labels: the Hamming loss is \(counts.hammingLoss.text(significant: 4))"
      case .classification(let confusion):
        "'\(name(largestShare(confusion).label))': the \(classWeights == nil ? "" : "weighted ")"
          + "accuracy is \((weightedAccuracy(confusion) * 100).text(decimals: 1)) %"
      }
    return Doubt(
      "on the training set the network is no better than always predicting \(what)", try: ways)
  }

  private var ways: [String] {
    let structure =
      experiment.structure.count == 2 ? "a hidden layer in 'structure'" : "another structure"
    return [remedies.moreIterations, remedies.largerEta, remedies.smallerEta, structure]
  }

  private func name(_ label: Int) -> String {
    let outputs = experiment.outputCount
    let names = dataset.preprocessing.outputNames(for: .classification, outputs: outputs)
    return names[label].excerpt
  }
}

// Classes count as much as in training.
extension PredictionDoubts {
  private var classWeights: [Double]? { experiment.classWeights(for: dataset) }

  /// The weight of each class's samples together.
  private func supports(_ confusion: ConfusionMatrix) -> [Double] {
    let weights = classWeights
    return (0..<confusion.classCount).map {
      Double(confusion.scores(of: $0).support) * (weights?[$0] ?? 1)
    }
  }

  private func weightedAccuracy(_ confusion: ConfusionMatrix) -> Double {
    let weights = classWeights
    var hits = 0.0
    for label in 0..<confusion.classCount {
      hits += Double(confusion[label, label]) * (weights?[label] ?? 1)
    }
    return hits / supports(confusion).reduce(0, +)
  }

  /// The class whose samples have the most weight, and their part of all.
  private func largestShare(_ confusion: ConfusionMatrix) -> (label: Int, share: Double) {
    let supports = supports(confusion)
    let label = supports.indices.max { supports[$0] < supports[$1] } ?? 0
    return (label, supports[label] / supports.reduce(0, +))
  }
}
