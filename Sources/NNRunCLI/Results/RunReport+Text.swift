import NNData
import NNExperiment
import NNFiles

extension RunReport {
  /// The result for people.
  var text: String {
    let done = counted(iterations, "iteration")
    let headline =
      switch status {
      case .completed: "completed \(done) in \(trainSeconds.text(decimals: 2)) s"
      case .alreadyComplete:
        "already complete: \(done), trained in \(trainSeconds.text(decimals: 2)) s"
      case .interrupted: "interrupted after \(done)"
      case .diverged: "diverged after \(done)"
      }
    guard let metrics else { return "\(run): \(headline)" }
    var table = Table()
    for (split, measured) in metrics { table.add("  \(split.title)", measured.text) }
    return "\(run): \(headline)\n\(table.text)"
  }
}

extension Metrics {
  /// The numbers for people.
  var text: String {
    let cost = "cost \(cost.text(significant: 4))"
    return switch quality {
    case .classification(let accuracy):
      "\(cost)  accuracy \(accuracy.percentage)"
    case .multilabel(let subsetAccuracy, let hammingLoss, let microF1, _):
      "\(cost)  subset accuracy \(subsetAccuracy.percentage)  "
        + "Hamming loss \(hammingLoss.text(significant: 4))  micro F1 "
        + (microF1.map(\.scoreText) ?? "undefined")
    case .regression(let mae, let r2):
      "\(cost)  MAE \(mae.text(significant: 4))  R2 "
        + r2.r2Text
    }
  }
}
