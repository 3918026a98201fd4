/// What this program was built from.
enum Build {
  /// The version of Swift's standard library.
  static let swiftVersion = "\(_SwiftStdlibVersion.current)"
}
