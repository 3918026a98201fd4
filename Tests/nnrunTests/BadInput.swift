import Testing

/// An input that nnrun refuses, with the message about it.
struct BadInput: CustomTestStringConvertible {
  let testDescription: String
  let text: String
  let message: String

  /// An input that a few words describe.
  init(_ description: String, _ text: String, _ message: String) {
    testDescription = description
    self.text = text
    self.message = message
  }

  /// An input that describes itself.
  init(_ text: String, _ message: String) { self.init(text, text, message) }
}
