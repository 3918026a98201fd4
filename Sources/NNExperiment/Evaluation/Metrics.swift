public import NNData
import NNFiles

/// How good a network is on a set of samples.
public struct Metrics: Sendable, Equatable {
  /// The mean cost per sample.
  public let cost: Double
  /// What is measured besides the cost.
  public let quality: Quality

  /// Measures of quality by task.
  public enum Quality: Sendable, Equatable {
    /// The share of samples whose class is predicted.
    case classification(accuracy: Double)
    /// The share of samples all of whose labels are right, the share of labels that are wrong, and
    /// F1 over all labels together, undefined if there are none and none are predicted, and as the
    /// mean over labels.
    case multilabel(subsetAccuracy: Double, hammingLoss: Double, microF1: Double?, macroF1: Double)
    /// The mean absolute error in the target's own units, and the coefficient of determination,
    /// which targets without variance do not have.
    case regression(mae: Double, r2: Double?)
  }

  /// The measures of a network.
  init(cost: Double, quality: Quality) {
    self.cost = cost
    self.quality = quality
  }

  /// The names of the measures of a task, as in files; the cost comes first.
  public static func names(for task: Task) -> [String] {
    switch task {
    case .classification: ["cost", "accuracy"]
    case .multilabel: ["cost", "subset_accuracy", "hamming_loss", "micro_f1", "macro_f1"]
    case .regression: ["cost", "mae", "r2"]
    }
  }

  /// Whether smaller values of a measure are better.
  static func isMinimized(_ name: String) -> Bool {
    ["cost", "mae", "hamming_loss"].contains(name)
  }

  /// The names of the measures of all tasks.
  static var allNames: [String] {
    var all: [String] = []
    for name in Task.allCases.flatMap({ names(for: $0) }) where !all.contains(name) {
      all.append(name)
    }
    return all
  }

  /// The task of the network.
  var task: Task {
    switch quality {
    case .classification: .classification
    case .multilabel: .multilabel
    case .regression: .regression
    }
  }

  /// The measures in the order of their names; `nil` for what is undefined.
  private var all: [Double?] {
    switch quality {
    case .classification(let accuracy): [cost, accuracy]
    case .multilabel(let subsetAccuracy, let hammingLoss, let microF1, let macroF1):
      [cost, subsetAccuracy, hammingLoss, microF1, macroF1]
    case .regression(let mae, let r2): [cost, mae, r2]
    }
  }

  /// The measure of a name; `nil` if it is undefined.
  ///
  /// - Parameter name: one of the names of the measures of the network's task
  public subscript(name: String) -> Double? {
    guard let place = Self.names(for: task).firstIndex(of: name) else {
      preconditionFailure("\(task) has no measure '\(name)'")
    }
    return all[place]
  }

  /// The measures with their names; `nil` for what is undefined.
  var values: [(name: String, value: Double?)] { Array(zip(Self.names(for: task), all)) }

  /// Whether all that is defined is finite.
  var isFinite: Bool { all.allSatisfy { $0?.isFinite ?? true } }
}

// As files have them.
extension Metrics {
  /// The measures by name; what is undefined is null.
  var fields: [(String, JSONValue)] {
    values.map { ($0.name, $0.value.map { .number($0) } ?? .null) }
  }

  /// The content of a JSON object.
  var json: JSONValue { .object(fields) }

  /// Reads what `json` writes.
  init?(json: JSONValue) {
    func number(_ name: String) -> Double? { json[name]?.double }
    guard let cost = number("cost") else { return nil }
    if let accuracy = number("accuracy") {
      self.init(cost: cost, quality: .classification(accuracy: accuracy))
    } else if let subsetAccuracy = number("subset_accuracy"),
      let hammingLoss = number("hamming_loss"), let macroF1 = number("macro_f1")
    {
      self.init(
        cost: cost,
        quality: .multilabel(
          subsetAccuracy: subsetAccuracy, hammingLoss: hammingLoss, microF1: number("micro_f1"),
          macroF1: macroF1))
    } else if let mae = number("mae") {
      self.init(cost: cost, quality: .regression(mae: mae, r2: number("r2")))
    } else {
      return nil
    }
  }

  /// The names of the columns of `csvRow`.
  static func csvHeader(for task: Task) -> String { names(for: task).joined(separator: ",") }

  /// A row of `metrics.csv`; what is undefined is an empty cell.
  var csvRow: String {
    // The sign of what is not a number has no meaning.
    all.map { $0.map { $0.isNaN ? "nan" : "\($0)" } ?? "" }.joined(separator: ",")
  }
}
