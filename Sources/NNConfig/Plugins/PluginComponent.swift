/// What a plugin makes, whatever its kind: the protocol of each kind refines this one.
public protocol PluginComponent: Sendable {
  /// The files whose bytes determine what it does; they are part of a run's identity.
  ///
  /// It reads them when it works, not when it is made: settings are read before the files of an
  /// archive are found.
  ///
  /// - Throws: a `UserFacingError` if one is missing
  func files() throws -> [String]
}

extension PluginComponent {
  /// Most components read no file.
  public func files() throws -> [String] { [] }
}
