import NNConfig
import NNExperiment
import NNFiles
import Platform

/// The question that a shell asks when the user presses Tab: what can follow?
struct CompletionRequest {
  /// The words of the command line after the program, the last one up to the cursor.
  let words: [String]

  /// The word before the words of a command line, as zsh and fish know them.
  static let ofWords = "---complete"
  /// The word before a command line as it is typed: bash breaks its words at equals signs.
  static let ofLine = "---complete-line"

  /// The question, if the words of this process are one.
  init?(in arguments: [String]) {
    switch arguments.first {
    case Self.ofWords: words = Array(arguments.dropFirst())
    case Self.ofLine:
      words = Array(
        ShellWords(typed: arguments.dropFirst().joined(separator: " ")).words.dropFirst())
    default: return nil
    }
  }

  /// Writes the answer to standard output, and nothing if that is not possible.
  func answer(with registry: Registry) {
    try? Console.write(
      Self.text(of: Completion(ofLast: words, with: registry)), to: STDOUT_FILENO)
  }

  /// The answer as the scripts of `CompletionScript` read it. The first line is empty or says which
  /// files can follow: `folders`, `files`, or `files yaml yml`. The second line is the beginning of
  /// the word that stays. Each other line is a candidate, a tab, and what it means.
  static func text(of completion: Completion) -> String {
    let files =
      switch completion.files {
      case nil: ""
      case .folders: "folders"
      case .files(let extensions): (["files"] + extensions).joined(separator: " ")
      }
    let candidates = completion.candidates.map { "\($0.word)\t\($0.summary.onOneLine)" }
    return ([files, completion.head] + candidates).map { "\($0)\n" }.joined()
  }
}
