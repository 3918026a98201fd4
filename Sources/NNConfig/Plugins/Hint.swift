/// What to write instead of an unknown key.
package struct Hint: Sendable {
  /// The advice.
  let text: String
  /// The key that is the same thing under another name, which is then not missing, too; `nil` if
  /// none is.
  let meantKey: String?

  /// Advice.
  ///
  /// - Parameters:
  ///   - text: the advice
  ///   - key: the key that is the same thing under another name
  package init(_ text: String, replacing key: String? = nil) {
    self.text = text
    meantKey = key
  }
}
