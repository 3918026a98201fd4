package import NNFiles

/// An error that may be a mistake of a plugin's author, rather than one in settings or data.
package protocol PossiblePluginMistake: UserFacingError {
  /// Whether the plugin has to be mended.
  var isMistakeOfPlugin: Bool { get }
}

extension ExperimentError: PossiblePluginMistake {
  /// Whether the plugin has to be mended: it does not work, whatever its settings are.
  package var isMistakeOfPlugin: Bool { exitStatus != .badExperiment }
}

extension UserFacingError {
  /// Whether it is known to be a mistake of a plugin's author.
  package var blamesPlugin: Bool {
    (self as? any PossiblePluginMistake)?.isMistakeOfPlugin ?? false
  }
}
