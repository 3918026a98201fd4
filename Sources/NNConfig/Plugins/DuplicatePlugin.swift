/// Two plugins of one kind claim the same thing: a mistake of whoever put them together.
public enum DuplicatePlugin: Error, CustomStringConvertible {
  /// The same name.
  case name(String, kind: String)
  /// That a value alone means them.
  case shorthand([String], kind: String)

  /// Names the kind and what is claimed.
  public var description: String {
    switch self {
    case .name(let name, let kind): "two plugins of the kind '\(kind)' are called '\(name)'"
    case .shorthand(let names, let kind):
      "a value alone can mean only one plugin of the kind '\(kind)', not "
        + names.joined(separator: " and ")
    }
  }
}
