import NNConfig
import NNFiles

extension Parameter {
  /// What a value must be, and the default if there is one.
  var requirement: String {
    if isRequired { return "\(kind), required" }
    guard let defaultText else { return "\(kind)" }
    return "\(kind), default \(defaultText)"
  }

  /// The default as people read it; `nil` if there is none.
  var defaultText: String? {
    switch defaultValue {
    case nil: nil
    case .text(let text): Kind.quotedIfNeeded(text)
    case .columnChoice(let choice): choice.forAll ?? choice.json.text
    case let value?: value.json.text
    }
  }
}
