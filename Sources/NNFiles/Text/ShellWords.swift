/// A text that the user typed as a part of a command line, taken apart into words as a shell does:
/// spaces, quotes, backslashes and comments mean what they mean there.
///
/// Nothing is expanded or run, and `;`, `|`, `&`, `<`, `>`, `*` and `~` are characters like others.
package struct ShellWords {
  /// The words, without their quotes.
  package private(set) var words: [String] = []
  /// The word that is being read; `nil` between words.
  private var word: String.UnicodeScalarView?
  private var rest: Substring.UnicodeScalarView
  /// The option whose value it is; `nil` if nothing is a mistake.
  private let option: String?

  /// The words of a text.
  ///
  /// - Parameters:
  ///   - text: the text
  ///   - option: the option whose value it is, as messages name it
  /// - Throws: `WrongShellWords` if a quote is not closed, or a shell would expand something
  package init(_ text: String, of option: String) throws(WrongShellWords) {
    rest = text[...].unicodeScalars
    self.option = option
    try read()
    endWord()
  }

  /// The words of a command line as far as it has been typed: its last quote may be open, and what
  /// a shell would expand stays as it is. The last word is the one that the next character belongs
  /// to, so it may be empty.
  package init(typed line: String) {
    rest = line[...].unicodeScalars
    option = nil
    try? read()
    words.append(String(word ?? .init()))
  }

  private mutating func read() throws(WrongShellWords) {
    while let scalar = rest.popFirst() {
      switch scalar {
      case " ", "\t", "\n": endWord()
      case "#" where word == nil: rest = rest.drop { $0 != "\n" }
      case "'": try readSingleQuotes()
      case "\"": try readDoubleQuotes()
      case "\\": try readEscaped { _ in true }
      default: try readPlain(scalar)
      }
    }
  }

  private func refuse(_ reason: WrongShellWords.Reason) throws(WrongShellWords) {
    if let option { throw WrongShellWords(option, reason) }
  }

  private mutating func add(_ scalars: some Sequence<Unicode.Scalar>) {
    word = word ?? .init()
    word?.append(contentsOf: scalars)
  }

  private mutating func endWord() {
    if let word { words.append(String(word)) }
    word = nil
  }

  private mutating func readPlain(_ scalar: Unicode.Scalar) throws(WrongShellWords) {
    if scalar == "$" || scalar == "`" { try refuse(.expansion(scalar)) }
    add([scalar])
  }

  private mutating func readSingleQuotes() throws(WrongShellWords) {
    let end = rest.firstIndex(of: "'")
    if end == nil { try refuse(.open("'")) }
    add(rest[..<(end ?? rest.endIndex)])
    rest = rest[(end ?? rest.endIndex)...].dropFirst()
  }

  private mutating func readDoubleQuotes() throws(WrongShellWords) {
    add([])
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\"": return
      case "\\": try readEscaped { "\"\\$`".unicodeScalars.contains($0) }
      default: try readPlain(scalar)
      }
    }
    try refuse(.open("\""))
  }

  /// Reads what follows a backslash, which is left out before a character that it escapes, and at
  /// the end of a line together with that.
  private mutating func readEscaped(
    _ isEscaped: (Unicode.Scalar) -> Bool
  ) throws(WrongShellWords) {
    guard let scalar = rest.popFirst() else { return try refuse(.open("\\")) }
    if scalar == "\n" { return }
    add(isEscaped(scalar) ? [scalar] : ["\\", scalar])
  }
}

/// A text that cannot be taken apart into words.
package struct WrongShellWords: UserFacingError, Equatable {
  enum Reason: Equatable {
    /// What this character begins has no end.
    case open(Unicode.Scalar)
    /// A shell would put something else in the place of this character and what follows.
    case expansion(Unicode.Scalar)
  }

  private let option: String
  private let reason: Reason

  init(_ option: String, _ reason: Reason) {
    self.option = option
    self.reason = reason
  }

  package var exitStatus: ExitStatus { .usage }

  package var description: String {
    switch reason {
    case .open("\\"): "\(option): nothing follows the last backslash"
    case .open(let quote): "\(option): there is no second \(quote)"
    case .expansion(let scalar):
      "\(option): nothing is expanded here; write the value itself, or \\\(scalar) for the character"
    }
  }
}
