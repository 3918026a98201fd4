import NNExperiment
import NNFiles

extension ConfusionMatrix {
  /// The most classes that fit into a table that is still readable.
  private static let maximumClasses = 30

  /// Scores: a row for each class, and one for their macro average.
  func scoreTable(_ labels: ClassLabels) -> Table {
    var table = Table.ofScores("class")
    for (label, name) in labels.rows.enumerated() { table.add(name, scores(of: label)) }
    table.add("macro average", macroAverage, support: sampleCount)
    return table
  }

  /// Counts: a row for each true class, a column for each predicted one, and a dot for each zero;
  /// `nil` if there are too many classes.
  func table(_ labels: ClassLabels) -> Table? {
    if classCount > Self.maximumClasses { return nil }
    var table = Table(rightAligned: Set(1...classCount))
    table.add(["true \\ predicted"] + labels.columns)
    for (truth, name) in labels.rows.enumerated() {
      let counts = (0..<classCount).map { self[truth, $0] }
      table.add([name] + counts.map { $0 == 0 ? "." : "\($0)" })
    }
    return table
  }

  /// What is shown instead of a table that would be too wide.
  var remark: String { "The confusion matrix of \(classCount) classes is in the output of --json." }
}
