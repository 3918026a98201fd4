/// The plugins of one kind that an experiment can name.
public struct Catalog<Component>: Sendable {
  /// What messages call the kind, for example `activation`.
  public let kind: String
  /// The key that names the plugin where it is written with parameters: `name`, `loader`.
  public let nameKey: String
  /// Keys besides a plugin's parameters, read by whoever has the catalog; messages know them too.
  private let otherKeys: [String]
  /// The plugins, in the order in which they are shown.
  public private(set) var plugins: [Plugin<Component>] = []

  /// A catalog of these plugins.
  ///
  /// - Throws: `DuplicatePlugin` if two of them claim a name.
  public init(
    kind: String, nameKey: String = "name", otherKeys: [String] = [],
    _ plugins: [Plugin<Component>]
  ) throws(DuplicatePlugin) {
    self.kind = kind
    self.nameKey = nameKey
    self.otherKeys = otherKeys
    for plugin in plugins { try add(plugin) }
  }

  /// Adds a plugin.
  ///
  /// - Throws: `DuplicatePlugin` if its name or an alias is taken.
  public mutating func add(_ plugin: Plugin<Component>) throws(DuplicatePlugin) {
    for name in [plugin.name] + plugin.aliases where self.plugin(named: name) != nil {
      throw DuplicatePlugin(kind: kind, name: name)
    }
    plugins.append(plugin)
  }

  /// The plugin of this name or alias.
  public func plugin(named name: String) -> Plugin<Component>? {
    plugins.first { $0.name == name || $0.aliases.contains(name) }
  }

  /// Makes the component that a node names: a word, or a mapping with the plugin's parameters.
  ///
  /// - Parameters:
  ///   - node: what the file says
  ///   - label: how messages call the setting, for example `'loss'`
  ///   - diagnostics: receives all mistakes in the node
  /// - Returns: the component and what it was made from, or `nil` if there were mistakes
  public func make(
    from node: YAMLNode, label: String, diagnostics: inout Diagnostics
  ) -> Configured<Component>? {
    var entries: [YAMLEntry] = []
    var nameNode = node
    if case .mapping(let all) = node.content {
      guard let index = all.firstIndex(where: { $0.key == nameKey }) else {
        diagnostics.report(
          "\(label) must say which \(kind) it is: add '\(nameKey): ...'", at: node.range)
        return nil
      }
      entries = all
      nameNode = entries.remove(at: index).value
    }
    guard case .scalar(let name) = nameNode.content, !name.isEmpty else {
      diagnostics.report(
        "\(label) must be the name of \(article) \(kind), not \(nameNode.summary)",
        at: nameNode.range)
      return nil
    }
    guard let plugin = plugin(named: name) else {
      diagnostics.report(unknown(name), at: nameNode.range)
      return nil
    }
    let required = plugin.parameters.filter(\.isRequired).map { ", \($0.name): ..." }
    if case .scalar = node.content, !required.isEmpty {
      diagnostics.report(
        "\(label) needs more than a name: write "
          + "{\(nameKey): \(plugin.name)\(required.joined())}", at: node.range)
      return nil
    }
    return choose(plugin, entries: entries, at: nameNode.range, diagnostics: &diagnostics)
  }

  private var article: String {
    kind.first.map { "aeiou".contains($0) } ?? false ? "an" : "a"
  }

  private func unknown(_ name: String) -> String {
    let names = plugins.flatMap { [$0.name] + $0.aliases }
    let hint = Suggestion.hint(for: name, among: names, orAllOf: plugins.map(\.name))
    return "unknown \(kind) '\(name)'\(hint)"
  }

  /// Makes a component of a plugin with the given settings.
  public func choose(
    _ plugin: Plugin<Component>, entries: [YAMLEntry], at range: SourceRange,
    diagnostics: inout Diagnostics
  ) -> Configured<Component>? {
    var found = Diagnostics()
    let owner = " of \(plugin.name)"
    let reader = MappingReader(
      entries: entries, at: range, names: plugin.parameters.map(\.name) + otherKeys,
      what: "parameter", owner: owner, diagnostics: &found)
    var options: [ConfiguredOption] = []
    var ranges: [String: SourceRange] = [:]
    for parameter in plugin.parameters {
      ranges[parameter.name] = reader.value(parameter.name)?.range
      if let value = reader.read(parameter, owner: owner, diagnostics: &found) {
        options.append(ConfiguredOption(parameter: parameter, value: value))
      }
    }
    do {
      try found.throwIfAny()
      let values = Dictionary(uniqueKeysWithValues: options.map { ($0.parameter.name, $0.value) })
      let component = try plugin.make(OptionReader(values: values, ranges: ranges, range: range))
      return Configured(component: component, name: plugin.name, options: options, range: range)
    } catch {
      diagnostics.report(error)
      return nil
    }
  }
}

/// A component together with the name and settings that it was made from.
public struct Configured<Component> {
  /// The component.
  public let component: Component
  /// The plugin's name; never an alias.
  public let name: String
  /// Its settings, defaults included, in the order of the plugin's parameters.
  public let options: [ConfiguredOption]
  /// Where the experiment names it.
  public let range: SourceRange
}

extension Configured: Sendable where Component: Sendable {}

/// A setting of a chosen plugin.
public struct ConfiguredOption: Sendable {
  /// What the plugin says of it.
  public let parameter: Parameter
  /// What it is.
  public let value: OptionValue
  /// Whether it says nothing that leaving it out would not say.
  public var isDefault: Bool { value == parameter.defaultValue }
}

/// Two plugins of one kind claim the same name: a mistake of whoever put them together.
public struct DuplicatePlugin: Error, CustomStringConvertible {
  let kind: String
  let name: String

  /// Names kind and name.
  public var description: String { "two plugins of the kind '\(kind)' are called '\(name)'" }
}
