/// A component together with the plugin and the settings that it was made from.
public struct Configured<Component: Sendable>: Sendable {
  /// The component.
  public let component: Component
  /// The plugin that made it.
  public let plugin: Plugin<Component>
  /// The kind of that plugin.
  public let kind: PluginKind
  /// Its settings, defaults included, in the order of the plugin's parameters.
  public let options: [ConfiguredOption]
  /// Where the experiment names it.
  public let range: SourceRange
}

/// A setting of a configured plugin.
public struct ConfiguredOption: Sendable {
  /// Its declaration.
  public let parameter: Parameter
  /// Its value.
  public let value: OptionValue
  /// Whether the value equals the default.
  public var isDefault: Bool { value == parameter.defaultValue }
}

/// A configured plugin, whatever its kind.
package protocol ConfiguredPlugin: Sendable {
  /// The plugin's name; never an alias.
  var name: String { get }
  /// The plugin's kind.
  var kind: PluginKind { get }
  /// Where the plugin comes from.
  var origin: PluginOrigin { get }
  /// The parameter whose value can be written alone to mean the plugin.
  var shorthand: String? { get }
  /// Its settings, defaults included, in the order of the plugin's parameters.
  var options: [ConfiguredOption] { get }
  /// What the component computes, as formulas.
  var formulas: [ShownFormula] { get }
  /// The files whose bytes determine what the component does.
  ///
  /// - Throws: a `UserFacingError` if one is missing
  func files() throws -> [String]
}

extension Configured: ConfiguredPlugin {
  /// The plugin's name; never an alias.
  public var name: String { plugin.name }
  /// Where the plugin comes from.
  public var origin: PluginOrigin { plugin.origin }
  /// The parameter whose value can be written alone to mean the plugin.
  public var shorthand: String? { plugin.shorthand }

  /// The files whose bytes determine what the component does.
  ///
  /// - Throws: a `UserFacingError` if one is missing
  public func files() throws -> [String] { try anyComponent.files() }

  /// What the component computes, as formulas.
  public var formulas: [ShownFormula] { anyComponent.formulas }

  private var anyComponent: any PluginComponent {
    guard let component = component as? any PluginComponent else {
      preconditionFailure("the protocol of the kind '\(kind.name)' must refine PluginComponent")
    }
    return component
  }
}

extension ConfiguredPlugin {
  /// The setting whose value can be written alone, because all others have their defaults; `nil` if
  /// there is none.
  package var onlyOption: ConfiguredOption? {
    guard let shorthand, options.allSatisfy({ $0.parameter.name == shorthand || $0.isDefault })
    else { return nil }
    return options.first { $0.parameter.name == shorthand }
  }
}
