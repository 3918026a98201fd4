/// What a plugin makes, whatever its kind; the protocol of each kind refines this one.
public protocol PluginComponent: Sendable {
  /// The files whose bytes determine what the component does; they are part of a run's identity.
  ///
  /// Each is the value of a `.path` parameter, or lies directly in the folder that one names; so an
  /// archive can contain it, and lead the setting to it.
  ///
  /// The component reads them when it is used, not when it is made: settings are read before the
  /// files of an archive are found.
  ///
  /// - Throws: a `UserFacingError` if one is missing
  func files() throws -> [String]

  /// What it computes, as formulas for people; none, the default, if the plugin's summary says it.
  var formulas: [ShownFormula] { get }
}

extension PluginComponent {
  /// No formulas, as for most components.
  public var formulas: [ShownFormula] { [] }

  /// No files, as for most components.
  ///
  /// - Throws: nothing
  public func files() throws -> [String] { [] }
}
