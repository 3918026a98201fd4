import NNExperiment
import NNFiles

extension Table {
  /// A table of scores with its headings.
  ///
  /// - Parameter what: what each row is about: `class` or `label`
  /// - Returns: a table to which rows are added
  static func ofScores(_ what: String) -> Table {
    var table = Table(rightAligned: [1, 2, 3, 4])
    table.add(what, "precision", "recall", "F1", "support")
    return table
  }

  /// Adds a row of scores; a dash is one that is undefined.
  mutating func add(_ name: String, _ scores: ClassScores) {
    let quotients = [scores.precision, scores.recall, scores.f1]
    add([name] + quotients.map { $0?.scoreText ?? "-" } + ["\(scores.support)"])
  }

  /// Adds a row of means.
  mutating func add(_ name: String, _ means: MeanScores, support: Int) {
    let numbers = [means.precision, means.recall, means.f1]
    add([name] + numbers.map(\.scoreText) + ["\(support)"])
  }
}
