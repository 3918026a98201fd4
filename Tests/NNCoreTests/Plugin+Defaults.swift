import NNConfig
import Testing

@testable import NNCore

extension Array {
  /// Makes the component of this name with all settings left to their defaults.
  func make<Component>(_ name: String) throws -> Component where Element == Plugin<Component> {
    let plugin = try #require(first { $0.name == name })
    var values: [String: OptionValue] = [:]
    for parameter in plugin.parameters { values[parameter.name] = parameter.defaultValue }
    let source = SourceText(file: "test.yaml", text: "", directory: "")
    return try plugin.make(
      OptionReader(values: values, ranges: [:], range: SourceRange(startOf: source)))
  }
}
