extension String {
  /// The text as a word of a shell's command line: in single quotes unless it is plain.
  package var shellWord: String {
    let isPlain = !isEmpty && unicodeScalars.allSatisfy(Self.plain.contains)
    return isPlain ? self : "'\(replacing("'", with: "'\\''"))'"
  }

  private static let plain = Set(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./=,:+@%".unicodeScalars)
}
