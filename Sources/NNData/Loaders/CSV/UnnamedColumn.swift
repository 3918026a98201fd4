/// Columns whose header has no name for them are called as pandas calls them: `Unnamed: 0`, with their
/// place in a row. So they can be left out, and found again, by name.
public enum UnnamedColumn {
  private static let prefix = "Unnamed: "

  /// The names of all columns of a header.
  public static func named(_ header: [String]) -> [String] {
    header.enumerated().map { $1.isEmpty ? "\(prefix)\($0)" : $1 }
  }

  /// Whether a name is that of a column without one, also in a file that pandas has written.
  static func isName(_ name: String) -> Bool { name.hasPrefix(prefix) }
}
