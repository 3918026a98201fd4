import NNConfig

extension Experiment {
  /// The settings that are paths; the paths can be opened from the current folder.
  var pathSettings: [(setting: String, path: String)] {
    plugins.settings.flatMap { key, plugin in
      plugin.options.flatMap { $0.value.paths(of: "\(key).\($0.parameter.name)") }
    }
  }
}

extension OptionValue {
  /// The paths in this value, each with the setting that it belongs to: `setting`, or for an entry
  /// of a list `setting.0`.
  fileprivate func paths(of setting: String) -> [(setting: String, path: String)] {
    switch self {
    case .path(let path): [(setting, path)]
    case .list(let values):
      values.enumerated().flatMap { index, value in value.paths(of: "\(setting).\(index)") }
    default: []
    }
  }
}
