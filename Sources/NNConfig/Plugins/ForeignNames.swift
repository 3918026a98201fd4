/// What other programs call the plugins of a kind and their parameters, for messages that lead from
/// there to here.
package struct ForeignNames: Sendable {
  /// The plugin that is meant by a name, which is in lower case.
  package let plugins: [String: String]
  /// The parameters that may be meant by a name: the first that a plugin has.
  package let parameters: [String: [String]]
  /// What to write instead of a name that is not meant for a parameter.
  private let advice: [String: String]

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
    self.plugins = plugins.reduce(into: [:]) { result, entry in
      for other in entry.value { result[other] = entry.key }
    }
    // If a name may be meant for several, they have one order.
    self.parameters = parameters.sorted { $0.key < $1.key }.reduce(into: [:]) { result, entry in
      for other in entry.value { result[other, default: []].append(entry.key) }
    }
    self.advice = advice
  }

  /// What a message says about an unknown parameter of a plugin.
  ///
  /// - Parameters:
  ///   - name: the unknown name
  ///   - declared: the parameters that the plugin has
  ///   - set: those that are set already, and so are not what is meant
  /// - Returns: the hint; `nil` if it is not a foreign name
  func hint(for name: String, declared: [String], besides set: [String]) -> Hint? {
    let meant = parameters[name]?.first { declared.contains($0) && !set.contains($0) }
    return meant.map { Hint("write '\($0)'", replacing: $0) } ?? advice[name].map { Hint($0) }
  }
}
