import NNFiles

/// Two plugins of one kind claim the same name or both have a shorthand: a programmer's mistake.
public enum DuplicatePlugin: Error, CustomStringConvertible {
  /// The same name.
  case name(String, kind: String)
  /// A shorthand, so that a value alone would mean both.
  case shorthand([String], kind: String)

  /// The kind and what both claim.
  public var description: String {
    switch self {
    case .name(let name, let kind): "two plugins of the kind '\(kind)' are called '\(name)'"
    case .shorthand(let names, let kind):
      "a value alone can mean only one plugin of the kind '\(kind)', not "
        + names.quoted.joined(separator: " and ")
    }
  }
}
