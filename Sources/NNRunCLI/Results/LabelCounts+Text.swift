import NNExperiment

extension LabelCounts {
  /// Scores: a row for each label, and the averages of scikit-learn's `classification_report`.
  func scoreTable(_ labels: ClassLabels) -> Table {
    var table = Table.ofScores("label")
    for (label, name) in labels.rows.enumerated() { table.add(name, scores(of: label)) }
    let micro = microAverage
    table.add("micro average", micro)
    table.add("macro average", macroAverage, support: micro.support)
    table.add("weighted average", weightedAverage, support: micro.support)
    table.add("samples average", samplesAverage, support: micro.support)
    return table
  }
}
