import NNFiles

/// The words for true and false that R, pandas and people write.
package enum BooleanWord {
  /// The value of a word: 1 for true and yes, 0 for false and no, in lower case, upper case or
  /// capitalised; `nil` for any other text. Spaces around the word are ignored, as with numbers.
  package static func value(of text: String) -> Double? {
    switch text.trimmed {
    case "true", "True", "TRUE", "yes", "Yes", "YES": 1
    case "false", "False", "FALSE", "no", "No", "NO": 0
    default: nil
    }
  }

  /// Whether all words are from one pair, true and false or yes and no, in the same spelling;
  /// `false` if there are no words.
  static func areBoolean(_ words: [String]) -> Bool {
    let pairs = [
      ["true", "false"], ["True", "False"], ["TRUE", "FALSE"], ["yes", "no"], ["Yes", "No"],
      ["YES", "NO"],
    ]
    return !words.isEmpty
      && pairs.contains { pair in words.allSatisfy { pair.contains($0.trimmed) } }
  }
}
