import NNFiles

extension RunEvaluation {
  /// The object that `--json` prints; what is undefined is null.
  public var json: JSONValue {
    .object(
      [("run", .string(run))] + parts.map { ($0.name, .object($0.fields(names: names))) }
        + (warnings.isEmpty ? [] : [("warnings", .array(warnings.map { .string($0) }))]))
  }
}

extension RunEvaluation.Part {
  fileprivate func fields(names: [String]) -> [(String, JSONValue)] {
    (file.map { [("file", .string($0))] } ?? []) + evaluation.fields(names: names)
  }
}

extension Evaluation {
  fileprivate func fields(names: [String]) -> [(String, JSONValue)] {
    let measures =
      switch quality {
      case .classification(let confusion): confusion.fields(names: names)
      case .regression(let quality): quality.fields(names: names)
      }
    return [("samples", .integer(sampleCount)), ("cost", .number(cost))] + measures
  }
}

extension ConfusionMatrix {
  fileprivate func fields(names: [String]) -> [(String, JSONValue)] {
    let classes = (0..<classCount).map { label in
      JSONValue.object([("name", .string(names[label]))] + scores(of: label).fields)
    }
    let rows = (0..<classCount).map { truth in
      JSONValue.array((0..<classCount).map { .integer(self[truth, $0]) })
    }
    let macro = macroAverage
    return [
      ("accuracy", .number(accuracy)),
      (
        "macro_average",
        .object([
          ("precision", .number(macro.precision)), ("recall", .number(macro.recall)),
          ("f1", .number(macro.f1)),
        ])
      ),
      ("classes", .array(classes)),
      ("confusion_matrix", .array(rows)),
    ]
  }
}

extension ClassScores {
  fileprivate var fields: [(String, JSONValue)] {
    [
      ("precision", .number(orNull: precision)), ("recall", .number(orNull: recall)),
      ("f1", .number(orNull: f1)), ("support", .integer(support)),
    ]
  }
}

extension RegressionQuality {
  fileprivate func fields(names: [String]) -> [(String, JSONValue)] {
    let targets = zip(names, targets).map { name, scores in
      JSONValue.object([("name", .string(name))] + scores.fields)
    }
    return overall.fields + [("targets", .array(targets))]
  }
}

extension RegressionQuality.Scores {
  fileprivate var fields: [(String, JSONValue)] {
    [("mae", .number(mae)), ("rmse", .number(rmse)), ("r2", .number(orNull: r2))]
  }
}

extension JSONValue {
  /// A number, or null.
  fileprivate static func number(orNull number: Double?) -> JSONValue {
    number.map { .number($0) } ?? .null
  }
}
