import Platform

extension TextPlot.Characters {
  /// The characters that a terminal shows, according to the environment.
  static var ofEnvironment: Self {
    ofEnvironment { name in getenv(name).map { String(cString: $0) } }
  }

  /// The characters that a terminal shows.
  ///
  /// - Parameter value: the value of an environment variable; `nil` if it is not set
  /// - Returns: ASCII without a locale for UTF-8, and on terminals whose fonts are small
  static func ofEnvironment(_ value: (String) -> String?) -> Self {
    // The first that is set is what programs of the C library use.
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap(value).first { !$0.isEmpty } ?? ""
    let encoding = locale.lowercased().replacing("-", with: "")
    return encoding.contains("utf8") && !["dumb", "linux"].contains(value("TERM"))
      ? .braille : .ascii
  }
}
