import NNData
import NNFiles

/// How good a network is on a set of samples.
public struct Metrics: Sendable, Equatable {
  /// The mean cost per sample.
  public var cost: Double
  /// What is measured besides the cost.
  public var quality: Quality

  /// Measures of quality by task.
  public enum Quality: Sendable, Equatable {
    /// The share of samples whose class is predicted.
    case classification(accuracy: Double)
    /// The mean absolute error in the target's own units, and the coefficient of determination,
    /// which targets without variance do not have.
    case regression(mae: Double, r2: Double?)
  }

  /// Whether all that is defined is finite.
  var isFinite: Bool {
    switch quality {
    case .classification: cost.isFinite
    case .regression(let mae, let r2): cost.isFinite && mae.isFinite && r2?.isFinite ?? true
    }
  }

  /// The content of a JSON object.
  var json: JSONValue {
    switch quality {
    case .classification(let accuracy):
      .object([("cost", .number(cost)), ("accuracy", .number(accuracy))])
    case .regression(let mae, let r2):
      .object([
        ("cost", .number(cost)), ("mae", .number(mae)), ("r2", r2.map { .number($0) } ?? .null),
      ])
    }
  }

  /// Reads what `json` writes.
  init?(json: JSONValue) {
    guard let cost = json["cost"]?.double else { return nil }
    self.cost = cost
    if let accuracy = json["accuracy"]?.double {
      quality = .classification(accuracy: accuracy)
    } else if let mae = json["mae"]?.double {
      quality = .regression(mae: mae, r2: json["r2"]?.double)
    } else {
      return nil
    }
  }

  init(cost: Double, quality: Quality) {
    self.cost = cost
    self.quality = quality
  }

  /// The names of the columns of `csvRow`.
  static func csvHeader(for task: Task) -> String {
    switch task {
    case .classification, .multilabel: "cost,accuracy"
    case .regression: "cost,mae,r2"
    }
  }

  /// A row of `metrics.csv`; what is undefined is an empty cell.
  var csvRow: String {
    switch quality {
    case .classification(let accuracy): "\(cost),\(accuracy)"
    case .regression(let mae, let r2): "\(cost),\(mae),\(r2.map { "\($0)" } ?? "")"
    }
  }
}
