import NNExperiment
import NNFiles

extension WorstMistakes {
  /// The mistakes for people: a heading, a row for each and, of images, a picture below it.
  ///
  /// - Parameter names: the names of the classes, of the labels or of the target's columns
  /// - Returns: the lines
  func text(names: [String]) -> String {
    guard let first = shown.first else { return "no mistakes" }
    let names = names.map { $0.shortened(to: ClassLabels.longest) }
    let columns =
      (first.line == nil ? ["index"] : ["line", "index"]).map { (heading: $0, isNumber: true) }
      + first.content.columns(targets: names.count)
    var table = Table(rightAligned: Set(columns.indices.filter { columns[$0].isNumber }))
    table.add(columns.map(\.heading))
    for mistake in shown {
      for (index, cells) in mistake.content.rows(names: names).enumerated() {
        let numbers = [mistake.line, mistake.index].compactMap { $0.map(String.init) }
        table.add((index == 0 ? numbers : numbers.map { _ in "" }) + cells)
      }
    }
    var lines = table.text.split(separator: "\n").map(String.init)
    let rowsOfEach = (lines.count - 1) / shown.count
    // From the last one on, so that the places of the others stay.
    for (place, mistake) in shown.enumerated().reversed() {
      guard let picture = mistake.picture?.lines.map({ "    \($0)" }) else { continue }
      lines.insert(contentsOf: [""] + picture + [""], at: 1 + (place + 1) * rowsOfEach)
    }
    if lines.last == "" { lines.removeLast() }
    return ([heading(first.content), ""] + lines).joined(separator: "\n")
  }

  private func heading(_ content: Mistake.Content) -> String {
    let (what, order) =
      switch content {
      case .classification: ("mistake", "the most confident")
      case .multilabel: ("mistake", "those with the most wrong labels")
      case .regression: ("error", "the largest")
      }
    if count == 1 { return "the only \(what)" }
    let counts = shown.count == count ? "all \(count)" : "\(shown.count) of \(count)"
    return "\(counts) \(what)s, \(order) first"
  }
}

extension Mistake.Content {
  /// The columns of what is true and what was predicted.
  fileprivate func columns(targets: Int) -> [(heading: String, isNumber: Bool)] {
    switch self {
    case .classification: [("true", false), ("predicted", false), ("probability", true)]
    case .multilabel: [("true", false), ("predicted", false), ("wrong", false)]
    case .regression:
      (targets == 1 ? [] : [("target", false)])
        + [("true", true), ("predicted", true), ("error", true)]
    }
  }

  /// The cells of a mistake: a row, or one for each of several targets.
  fileprivate func rows(names: [String]) -> [[String]] {
    switch self {
    case .classification(let truth, let prediction, let probability):
      [[names[truth], names[prediction], probability.scoreText]]
    case .multilabel(let truth, let prediction, let wrong):
      [
        [
          Self.list(truth.map { names[$0] }), Self.list(prediction.map { names[$0] }),
          Self.list(wrong.map { "\(names[$0.label]) \($0.probability.scoreText)" }),
        ]
      ]
    case .regression(let truth, let prediction, let errors):
      names.indices.map { target in
        (names.count == 1 ? [] : [names[target]])
          + [truth[target], prediction[target], errors[target]].map { $0.text(significant: 6) }
      }
    }
  }

  /// The first of some texts.
  private static func list(_ texts: [String]) -> String {
    let maximumCount = 3
    if texts.isEmpty { return "-" }
    return texts.prefix(maximumCount).joined(separator: ", ")
      + (texts.count > maximumCount ? ", ..." : "")
  }
}
