import NNFiles

extension Mistake {
  /// The mistake without its picture.
  ///
  /// - Parameter names: the names of the classes, of the labels or of the target's columns
  /// - Returns: an object
  func json(names: [String]) -> JSONValue {
    .object(
      [("index", .integer(index))] + (line.map { [("line", .integer($0))] } ?? [])
        + content.fields(names: names))
  }
}

extension Mistake.Content {
  fileprivate func fields(names: [String]) -> [(String, JSONValue)] {
    switch self {
    case .classification(let truth, let prediction, let probability):
      [
        ("true", .string(names[truth])), ("prediction", .string(names[prediction])),
        ("probability", .number(probability)),
      ]
    case .multilabel(let truth, let prediction, let wrong):
      [
        ("true", .array(truth.map { .string(names[$0]) })),
        ("prediction", .array(prediction.map { .string(names[$0]) })),
        (
          "wrong",
          .array(
            wrong.map { label, probability in
              .object([
                ("label", .string(names[label])), ("probability", .number(probability)),
              ])
            })
        ),
      ]
    case .regression(let truth, let prediction, _):
      [
        (
          "targets",
          .array(
            names.indices.map { target in
              .object([
                ("name", .string(names[target])), ("true", .number(truth[target])),
                ("prediction", .number(prediction[target])),
              ])
            })
        )
      ]
    }
  }
}
