/// Columns for which a header has no name get the name that pandas gives them, `Unnamed: 0` with
/// their index, so that they can be left out, and found in other files, by name.
package enum UnnamedColumn {
  private static let prefix = "Unnamed: "

  /// The names of all columns, given the fields of a header.
  package static func named(_ header: [String]) -> [String] {
    header.enumerated().map { $1.isEmpty ? "\(prefix)\($0)" : $1 }
  }

  /// Whether a name is that of an unnamed column, here or in a file that pandas has written.
  static func isName(_ name: String) -> Bool { name.hasPrefix(prefix) }
}
