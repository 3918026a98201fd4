import NNExperiment
import NNFiles

extension ConfusionMatrix {
  /// A matrix of more classes is too wide to be read.
  private static let mostClasses = 30

  /// A row for each class, and one for all.
  func scoreTable(_ labels: ClassLabels) -> Table {
    var table = Table(rightAligned: [1, 2, 3, 4])
    table.add("class", "precision", "recall", "F1", "support")
    for (label, name) in labels.rows.enumerated() {
      let scores = scores(of: label)
      table.add(
        name, scores.precision.text, scores.recall.text, scores.f1.text, "\(scores.support)")
    }
    let macro = macroAverage
    table.add(
      "macro average", macro.precision.text(decimals: 4), macro.recall.text(decimals: 4),
      macro.f1.text(decimals: 4), "\(sampleCount)")
    return table
  }

  /// A row for each true class, a column for each predicted one, points for zeros; `nil` if there
  /// are too many.
  func table(_ labels: ClassLabels) -> Table? {
    if classCount > Self.mostClasses { return nil }
    var table = Table(rightAligned: Set(1...classCount))
    table.add(["true \\ predicted"] + labels.columns)
    for (truth, name) in labels.rows.enumerated() {
      let counts = (0..<classCount).map { self[truth, $0] }
      table.add([name] + counts.map { $0 == 0 ? "." : "\($0)" })
    }
    return table
  }

  /// What stands in place of a table that is too wide.
  var remark: String { "The confusion matrix of \(classCount) classes is in the output of --json." }
}

extension Double? {
  /// The number rounded for people, or a sign that there is none.
  fileprivate var text: String { map { $0.text(decimals: 4) } ?? "-" }
}
