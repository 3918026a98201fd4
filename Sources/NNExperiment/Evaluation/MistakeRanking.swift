import NNCore
import NNData

/// Finds the worst mistakes among the samples of a set, as they pass through a network.
///
/// The worst are, of wrong classes, those with the largest probability; of labels, those with the
/// most wrong labels, and then those with the largest sum of |probability - truth| over all labels;
/// of numbers, those with the largest error in the network's units, for several targets the largest
/// sum of squared errors. Of equal ones, the first of the data is the worst.
struct MistakeRanking {
  private let samples: Samples
  private let task: Task
  private let scaling: Scaling?
  private let limit: Int
  /// The number of all mistakes so far.
  private var count = 0
  /// The worst so far, up to twice as many as are wanted.
  private var candidates: [Candidate] = []
  /// Others have to be worse than this one.
  private var threshold: Severity?

  private struct Candidate {
    let severity: Severity
    let sample: Int
    let content: Mistake.Content
  }

  /// How bad a mistake is.
  private struct Severity: Comparable {
    /// The number of wrong labels; for other tasks 1.
    var wrong = 1
    /// How far the prediction is from the truth.
    let distance: Double

    static func < (a: Self, b: Self) -> Bool { (a.wrong, a.distance) < (b.wrong, b.distance) }
  }

  /// A ranking without mistakes.
  ///
  /// - Parameters:
  ///   - samples: the samples of the set
  ///   - task: what the network tells
  ///   - scaling: how targets were scaled
  ///   - limit: how many mistakes are wanted, at least 1
  init(_ samples: Samples, task: Task, scaling: Scaling?, limit: Int) {
    self.samples = samples
    self.task = task
    self.scaling = scaling
    self.limit = min(limit, samples.count)
  }

  /// The worst mistakes so far.
  var worst: WorstMistakes {
    let shown = sortedCandidates.prefix(limit).map { candidate in
      Mistake(
        index: samples.dataRow(of: candidate.sample), line: samples.line(of: candidate.sample),
        content: candidate.content, picture: Picture(samples, sample: candidate.sample))
    }
    return WorstMistakes(shown: shown, count: count)
  }

  private var sortedCandidates: [Candidate] {
    candidates.sorted { a, b in
      a.severity == b.severity ? a.sample < b.sample : a.severity > b.severity
    }
  }

  /// Looks for mistakes in a piece; pieces come in the order of the samples.
  mutating func add<T: Scalar>(_ piece: EvaluatedPiece<T>) {
    for row in 0..<piece.outputs.rows {
      guard let severity = severity(ofRow: row, in: piece) else { continue }
      count += 1
      if let threshold, severity <= threshold { continue }
      candidates.append(
        Candidate(
          severity: severity, sample: piece.first + row, content: content(ofRow: row, in: piece)))
      if candidates.count == 2 * limit {
        candidates = Array(sortedCandidates.prefix(limit))
        threshold = candidates[limit - 1].severity
      }
    }
  }

  /// How bad the mistake of a sample is; `nil` if its prediction is right.
  private func severity<T: Scalar>(ofRow row: Int, in piece: EvaluatedPiece<T>) -> Severity? {
    let (outputs, targets) = (piece.outputs.row(row), piece.targets.row(row))
    let columns = 0..<piece.outputs.columns
    switch task {
    case .classification:
      let prediction = predictedClass(outputs, count: columns.count)
      guard prediction != predictedClass(targets, count: columns.count) else { return nil }
      return Severity(
        distance: Double(probability(of: prediction, outputs, count: columns.count)))
    case .multilabel:
      let wrong = columns.count { isOn(outputs[$0]) != isOn(targets[$0]) }
      if wrong == 0 { return nil }
      return Severity(
        wrong: wrong,
        distance: columns.reduce(0) { $0 + abs(Double(outputs[$1]) - Double(targets[$1])) })
    case .regression:
      guard case .values(let values, let width) = samples.targets else { return nil }
      let start = (piece.first + row) * width
      let errors = columns.map { Double(outputs[$0]) - values[start + $0] }
      // The square of a small error can be 0.
      let distance = width == 1 ? abs(errors[0]) : errors.reduce(0) { $0 + $1 * $1 }
      return distance > 0 ? Severity(distance: distance) : nil
    }
  }

  private func content<T: Scalar>(
    ofRow row: Int, in piece: EvaluatedPiece<T>
  ) -> Mistake.Content {
    let (outputs, targets) = (piece.outputs.row(row), piece.targets.row(row))
    let columns = 0..<piece.outputs.columns
    switch task {
    case .classification:
      let prediction = predictedClass(outputs, count: columns.count)
      return .classification(
        truth: predictedClass(targets, count: columns.count), prediction: prediction,
        probability: probability(of: prediction, outputs, count: columns.count).asPrinted)
    case .multilabel:
      return .multilabel(
        truth: columns.filter { isOn(targets[$0]) },
        prediction: columns.filter { isOn(outputs[$0]) },
        wrong: columns.filter { isOn(outputs[$0]) != isOn(targets[$0]) }
          .map { ($0, outputs[$0].asPrinted) })
    case .regression:
      let truth = samples.numbers(of: piece.first + row, scaling: scaling)
      let predictions = columns.map { column in
        let output = Double(outputs[column])
        return scaling?.unscaled(output, column: column) ?? output
      }
      return .regression(
        truth: truth,
        prediction: predictions.map { T($0).isFinite ? T($0).asPrinted : $0 },
        errors: zip(predictions, truth).map { $0 - $1 })
    }
  }

  /// The probability of a class; a single output is that of the second of two classes.
  private func probability<T: Scalar>(
    of label: Int, _ outputs: UnsafePointer<T>, count: Int
  ) -> T {
    count > 1 ? outputs[label] : label == 1 ? outputs[0] : 1 - outputs[0]
  }
}

extension Scalar {
  /// The number that is printed with the digits that predictions have: those of the shortest
  /// decimal that reads back in its type.
  fileprivate var asPrinted: Double { Double(description) ?? Double(self) }
}
