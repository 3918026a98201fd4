import NNData
import NNExperiment
import NNFiles

extension RunEvaluation {
  /// The measurements for people.
  var text: String {
    ([run] + parts.map { $0.text(names: names) }).joined(separator: "\n\n")
  }
}

extension RunEvaluation.Part {
  fileprivate func text(names: [String]) -> String {
    let title = file ?? Split(rawValue: name)?.title ?? name
    let samples = counted(evaluation.sampleCount, "sample")
    let headline = "\(title)  \(samples)  \(evaluation.headline)"
    let tables =
      switch evaluation.quality {
      case .classification(let confusion):
        [
          confusion.scoreTable(ClassLabels(names)).text,
          confusion.table(ClassLabels(names))?.text ?? confusion.remark,
        ]
      case .multilabel(let counts): [counts.scoreTable(ClassLabels(names)).text]
      case .regression(let quality):
        quality.targets.count == 1 ? [] : [quality.table(names: names).text]
      }
    let mistakes = mistakes.map { $0.text(names: names) }
    return ([headline] + (tables + [mistakes].compactMap { $0 }).map(indented))
      .joined(separator: "\n\n")
  }

  private func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : "  \($0)" }.joined(separator: "\n")
  }
}

extension Evaluation {
  fileprivate var headline: String {
    switch quality {
    case .classification, .multilabel: metrics.text
    case .regression(let quality):
      "cost \(cost.text(significant: 4))  MAE \(quality.overall.mae.text(significant: 4))  "
        + "RMSE \(quality.overall.rmse.text(significant: 4))  R2 \(quality.overall.r2.r2Text)"
    }
  }
}

extension RegressionScores {
  /// Scores: a row for each target.
  fileprivate func table(names: [String]) -> Table {
    var table = Table(rightAligned: [1, 2, 3])
    table.add("target", "MAE", "RMSE", "R2")
    for (name, scores) in zip(names, targets) {
      table.add(
        name.shortened(to: ClassLabels.longest), scores.mae.text(significant: 4),
        scores.rmse.text(significant: 4), scores.r2.r2Text)
    }
    return table
  }
}
