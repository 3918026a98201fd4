public import NNFiles

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
      + (mistakes.map { [("mistakes", .array($0.shown.map { $0.json(names: names) }))] } ?? [])
  }
}

extension Evaluation {
  /// What a run records, and the details.
  fileprivate func fields(names: [String]) -> [(String, JSONValue)] {
    let measures =
      switch quality {
      case .classification(let confusion): metrics.fields + confusion.fields(names: names)
      case .multilabel(let counts): metrics.fields + counts.fields(names: names)
      case .regression(let quality): [("cost", .number(cost))] + quality.fields(names: names)
      }
    return [("samples", .integer(sampleCount))] + measures
  }
}

extension ConfusionMatrix {
  fileprivate func fields(names: [String]) -> [(String, JSONValue)] {
    let rows = (0..<classCount).map { truth in
      JSONValue.array((0..<classCount).map { .integer(self[truth, $0]) })
    }
    return [
      ("macro_average", macroAverage.json),
      ("classes", .array(zip(names, 0..<classCount).map { scores(of: $1).json(name: $0) })),
      ("confusion_matrix", .array(rows)),
    ]
  }
}

extension LabelCounts {
  fileprivate func fields(names: [String]) -> [(String, JSONValue)] {
    [
      ("micro_average", .object(microAverage.quotients)),
      ("macro_average", macroAverage.json),
      ("weighted_average", weightedAverage.json),
      ("samples_average", samplesAverage.json),
      ("labels", .array(zip(names, 0..<labelCount).map { scores(of: $1).json(name: $0) })),
    ]
  }
}

extension MeanScores {
  fileprivate var json: JSONValue {
    .object([("precision", .number(precision)), ("recall", .number(recall)), ("f1", .number(f1))])
  }
}

extension ClassScores {
  fileprivate func json(name: String) -> JSONValue {
    .object([("name", .string(name))] + quotients + [("support", .integer(support))])
  }

  fileprivate var quotients: [(String, JSONValue)] {
    [
      ("precision", .number(orNull: precision)), ("recall", .number(orNull: recall)),
      ("f1", .number(orNull: f1)),
    ]
  }
}

extension RegressionScores {
  fileprivate func fields(names: [String]) -> [(String, JSONValue)] {
    let targets = zip(names, targets).map { name, scores in
      JSONValue.object([("name", .string(name))] + scores.fields)
    }
    return overall.fields + [("targets", .array(targets))]
  }
}

extension RegressionScores.Scores {
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
