import NNData
import NNFiles

/// Predictions that are no better than a constant one.
struct PredictionDoubts {
  let experiment: Experiment
  let dataset: Dataset
  /// How good the network is on the training set.
  let quality: Evaluation.Quality

  private var remedies: Remedies { Remedies(experiment) }

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
      let share = confusion.largestShare.share
      return share < 1 ? (confusion.accuracy - share) / (1 - share) : nil
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
        "'\(name(confusion.largestShare.label))': the accuracy is "
          + "\((confusion.accuracy * 100).text(decimals: 1)) %"
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

extension ConfusionMatrix {
  /// The class with the most samples, and its part of all.
  fileprivate var largestShare: (label: Int, share: Double) {
    let supports = (0..<classCount).map { scores(of: $0).support }
    let label = supports.indices.max { supports[$0] < supports[$1] } ?? 0
    return (label, Double(supports[label]) / Double(sampleCount))
  }
}
