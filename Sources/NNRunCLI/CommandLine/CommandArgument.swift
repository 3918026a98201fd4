import NNFiles

/// An argument of a command, as the argument parser lists it.
struct CommandArgument {
  /// How an argument is written.
  enum Kind: String {
    /// A word whose place says what it is.
    case positional
    /// A word with dashes that is followed by a value.
    case option
    /// A word with dashes alone.
    case flag
  }

  /// The files that a value can name.
  enum Files: Equatable {
    /// Folders.
    case folders
    /// Files and folders; of the files, those with these extensions, or all if there are none.
    case files(extensions: [String])
  }

  /// How it is written.
  let kind: Kind
  /// Its names, with their dashes.
  let names: [String]
  /// The name of its value in help texts.
  let valueName: String
  /// What it is for.
  let summary: String
  /// Whether it can be given more than once.
  let isRepeating: Bool
  /// The words that its value can be; none if it can be others, too.
  let values: [String]
  /// The files that its value can name; `nil` if it names none.
  let files: Files?

  /// Reads the description of an argument.
  init?(_ json: JSONValue) {
    guard let kind = json["kind"]?.string.flatMap(Kind.init(rawValue:)) else { return nil }
    self.kind = kind
    names = (json["names"]?.elements ?? []).compactMap { entry in
      entry["name"]?.string.map { (entry["kind"]?.string == "short" ? "-" : "--") + $0 }
    }
    valueName = json["valueName"]?.string ?? ""
    summary = json["abstract"]?.string ?? ""
    isRepeating = if case .bool(true)? = json["isRepeating"] { true } else { false }
    let completion = json["completionKind"]
    values = completion?["list"]?["values"]?.strings ?? []
    files =
      completion?["directory"] != nil
      ? .folders
      : (completion?["file"]?["extensions"]?.strings).map { .files(extensions: $0) }
  }
}
