/// The words with which R, pandas and people write what is true or not.
enum BooleanWord {
  /// 1 for true and yes, 0 for false and no, in small or capital letters or with a capital first
  /// one; `nil` for any other text. Spaces around it mean nothing, as with numbers.
  static func value(of text: String) -> Double? {
    switch text.trimmed {
    case "true", "True", "TRUE", "yes", "Yes", "YES": 1
    case "false", "False", "FALSE", "no", "No", "NO": 0
    default: nil
    }
  }

  /// Whether words are true and false, or yes and no, all in the same spelling.
  static func areBoolean(_ words: [String]) -> Bool {
    let pairs = [
      ["true", "false"], ["True", "False"], ["TRUE", "FALSE"], ["yes", "no"], ["Yes", "No"],
      ["YES", "NO"],
    ]
    return !words.isEmpty
      && pairs.contains { pair in words.allSatisfy { pair.contains($0.trimmed) } }
  }
}
