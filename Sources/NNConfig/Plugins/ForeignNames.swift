/// What other programs call the plugins of a kind and their parameters, for messages that lead from
/// there to here.
package struct ForeignNames: Sendable {
  /// The plugin that is meant by a name, which is in lower case.
  package var plugins: [String: String] = [:]
  /// The parameters that may be meant by a name: the first that a plugin has.
  package var parameters: [String: [String]] = [:]
  /// What to write instead of a name that is not meant for a parameter.
  package var advice: [String: String] = [:]

  /// No names.
  package init() {}

  /// Names of plugins and parameters.
  ///
  /// - Parameters:
  ///   - plugins: the foreign names of plugins, by the name here
  ///   - parameters: the foreign names of parameters, by the name here
  ///   - advice: what to write instead of other foreign names
  package init(
    plugins: [String: [String]] = [:], parameters: [String: [String]] = [:],
    advice: [String: String] = [:]
  ) {
    for (name, others) in plugins.sorted(by: { $0.key < $1.key }) {
      for other in others { self.plugins[other] = name }
    }
    for (name, others) in parameters.sorted(by: { $0.key < $1.key }) {
      for other in others { self.parameters[other, default: []].append(name) }
    }
    self.advice = advice
  }

  /// What messages say about unknown parameters of a plugin.
  ///
  /// - Parameter declared: the parameters that it has
  /// - Returns: the advice, by the unknown name
  func hints(for declared: [String]) -> [String: String] {
    var hints = advice
    for (name, meant) in parameters {
      if let meant = meant.first(where: declared.contains) { hints[name] = "write '\(meant)'" }
    }
    return hints
  }
}
