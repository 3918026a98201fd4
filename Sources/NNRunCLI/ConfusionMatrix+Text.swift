import NNExperiment
import NNFiles

extension ConfusionMatrix {
  /// A matrix of more classes is too wide to be read.
  private static let maximumClasses = 30

  /// A row for each class, and one for all.
  func scoreTable(_ labels: ClassLabels) -> Table {
    var table = Table.ofScores("class")
    for (label, name) in labels.rows.enumerated() { table.add(name, scores(of: label)) }
    table.add("macro average", macroAverage, support: sampleCount)
    return table
  }

  /// A row for each true class, a column for each predicted one, points for zeros; `nil` if there
  /// are too many.
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

  /// What stands in place of a table that is too wide.
  var remark: String { "The confusion matrix of \(classCount) classes is in the output of --json." }
}
