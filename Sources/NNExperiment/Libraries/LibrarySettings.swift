import NNConfig

/// The checked settings of a plugin of a library.
struct LibrarySettings: Sendable {
  /// Their values, and where they are.
  let options: OptionReader
  /// The names of the parameters that the library declares.
  let names: Set<String>
  /// The values of parameters that are paths, in the order of the parameters.
  let paths: [String]

  /// The settings that an experiment gives to a plugin.
  ///
  /// - Parameters:
  ///   - options: the checked settings
  ///   - parameters: those that the library declares
  init(_ options: OptionReader, of parameters: [Parameter]) {
    self.options = options
    names = Set(parameters.map(\.name))
    paths = parameters.compactMap { parameter in
      if case .path(let path)? = options.value(parameter.name) { path } else { nil }
    }
  }
}
