import NNData
import NNExperiment
import NNFiles

extension Metrics {
  /// The numbers for people.
  var text: String { texts.joined(separator: "  ") }

  /// Each number with its name.
  fileprivate var texts: [String] {
    let cost = "cost \(cost.text(significant: 4))"
    return switch quality {
    case .classification(let accuracy): [cost, "accuracy \(accuracy.percentage)"]
    case .multilabel(let subsetAccuracy, let hammingLoss, let microF1, _):
      [
        cost, "subset accuracy \(subsetAccuracy.percentage)",
        "Hamming loss \(hammingLoss.text(significant: 4))",
        "micro F1 \(microF1.map(\.scoreText) ?? "undefined")",
      ]
    case .regression(let mae, let r2):
      [cost, "MAE \(mae.text(significant: 4))", "R2 \(r2.r2Text)"]
    }
  }
}

extension TrainingMetrics {
  /// The numbers of all sets in a line:
  /// `iteration 500: train cost 0.213 accuracy 93.91 %, test ...`.
  var line: String {
    let parts = sets.map { "\($0.split.rawValue) \($0.value.texts.joined(separator: " "))" }
    return "iteration \(iteration): \(parts.joined(separator: ", "))"
  }
}
