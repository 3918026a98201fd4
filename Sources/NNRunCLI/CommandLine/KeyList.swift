import NNFiles

/// Settings or results that an option lists, separated by commas.
struct KeyList {
  /// The keys.
  let keys: [String]

  /// Reads the value of an option.
  ///
  /// - Throws: `EmptyKey` if a key is empty
  init(_ text: String, of option: String) throws {
    keys = text.split(separator: ",", omittingEmptySubsequences: false).map {
      String($0).trimmed
    }
    guard keys.allSatisfy({ !$0.isEmpty }) else { throw EmptyKey(option: option, text: text) }
  }
}

/// A list of keys one of which is empty.
private struct EmptyKey: UserFacingError {
  let option: String
  let text: String

  var exitStatus: ExitStatus { .usage }

  var description: String {
    "\(option) must be settings or results separated by commas, not '\(text)'"
  }
}
