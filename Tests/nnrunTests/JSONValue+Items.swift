import NNFiles

extension JSONValue {
  /// The values of an array; `nil` for anything else.
  var items: [JSONValue]? { if case .array(let values) = self { values } else { nil } }
}
