import NNConfig
import Testing

@testable import NNCore

extension [Plugin<any Activation>] {
  /// Makes the component of this name with all settings left to their defaults.
  func make(_ name: String) throws -> any Activation { try made(self, name) }
}

extension [Plugin<any Loss>] {
  /// Makes the component of this name with all settings left to their defaults.
  func make(_ name: String) throws -> any Loss { try made(self, name) }
}

extension [Plugin<any Initializer>] {
  /// Makes the component of this name with all settings left to their defaults.
  func make(_ name: String) throws -> any Initializer { try made(self, name) }
}

extension [Plugin<any Optimizer>] {
  /// Makes the component of this name with all settings left to their defaults.
  func make(_ name: String) throws -> any Optimizer { try made(self, name) }
}

private func made<Component>(_ plugins: [Plugin<Component>], _ name: String) throws -> Component {
  let plugin = try #require(plugins.first { $0.name == name })
  var values: [String: OptionValue] = [:]
  for parameter in plugin.parameters { values[parameter.name] = parameter.defaultValue }
  let source = SourceText(file: "test.yaml", text: "", directory: "")
  return try plugin.make(
    OptionReader(values: values, ranges: [:], range: SourceRange(startOf: source)))
}
