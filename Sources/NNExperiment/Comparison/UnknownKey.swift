import NNConfig
package import NNFiles

/// A key that is not one of those that there are.
package struct UnknownKey: UserFacingError {
  private let problem: String
  private let key: String
  private let known: [String]

  /// The error for a key.
  ///
  /// - Parameters:
  ///   - key: the key
  ///   - known: the keys that there are, one of which may be meant
  ///   - problem: what is wrong, a sentence with the key, which may have been shortened
  init(_ key: String, among known: [String], problem: (String) -> String) {
    self.key = key
    self.known = known
    self.problem = problem(key.excerpt)
  }

  package var exitStatus: ExitStatus { .usage }

  package var description: String {
    problem + Suggestion.hint(for: key, among: known, orAllOf: known.map(\.excerpt))
  }
}
