import NNFiles

extension Catalog {
  /// Makes the component that a node names, by a word or by a mapping with the plugin's parameters.
  /// If a plugin of the kind has a shorthand, a word is that plugin's value instead.
  ///
  /// - Parameters:
  ///   - node: the node
  ///   - label: how messages refer to the setting, for example `'loss'`
  ///   - diagnostics: receives all mistakes in the node
  /// - Returns: the component and what it was made from, or `nil` if there were mistakes
  package func make(
    from node: YAMLNode, label: String, diagnostics: inout Diagnostics
  ) -> Configured<Component>? {
    var entries: [YAMLEntry] = []
    var nameNode = node
    if case .mapping(let all) = node.content {
      guard let index = all.firstIndex(where: { $0.key == kind.nameKey }) else {
        diagnostics.report(
          "\(label) must say which \(kind.noun) it is: add '\(kind.nameKey): ...'", at: node.range)
        return nil
      }
      entries = all
      nameNode = entries.remove(at: index).value
    } else if let plugin = pluginOfValue,
      let parameter = plugin.parameters.first(where: { $0.name == plugin.shorthand })
    {
      if case .scalar(let word) = node.content, word.contains(where: \.isLetter),
        (try? ValueReader.read(node, as: parameter.kind, label: label)) == nil
      {
        diagnostics.report(
          self.plugin(named: word).map { needsMore($0, label) }
            ?? "\(label) must be \(parameter.kind), or \(kind.article) \(kind.noun), "
            + "{\(kind.nameKey): ...}, not \(node.summary)", at: node.range)
        return nil
      }
      let value = YAMLEntry(key: parameter.name, keyRange: node.range, value: node)
      return choose(
        plugin, entries: [value], at: node.range, label: label, diagnostics: &diagnostics)
    }
    guard case .scalar(let name) = nameNode.content, !name.isEmpty else {
      diagnostics.report(
        "\(label) must be the name of \(kind.article) \(kind.noun), not \(nameNode.summary)",
        at: nameNode.range)
      return nil
    }
    guard let plugin = plugin(named: name) else {
      diagnostics.report(unknown(name), at: nameNode.range)
      return nil
    }
    if case .scalar = node.content, plugin.parameters.contains(where: \.isRequired) {
      diagnostics.report(needsMore(plugin, label), at: node.range)
      return nil
    }
    return choose(plugin, entries: entries, at: nameNode.range, diagnostics: &diagnostics)
  }

  private func needsMore(_ plugin: Plugin<Component>, _ label: String) -> String {
    let required = plugin.parameters.filter(\.isRequired).map { ", \($0.name): ..." }
    return "\(label) needs more than a name: write "
      + "{\(kind.nameKey): \(plugin.name)\(required.joined())}"
  }

  private func unknown(_ name: String) -> String {
    if let origin = absent[name] {
      return "unknown \(kind.noun) '\(name)': the run used \(origin)"
    }
    if let plugin = plugin(forFile: name) {
      return "unknown \(kind.noun) '\(name)'; for a file, write "
        + "{\(kind.nameKey): \(plugin.name), path: \(YAMLScalar.text(name))}"
    }
    if let meant = foreignNames.plugins[name.lowercased()] {
      return "unknown \(kind.noun) '\(name)'; write '\(meant)'"
    }
    let names = plugins.flatMap { [$0.name] + $0.aliases }
    let hint = Suggestion.hint(for: name, among: names, orAllOf: plugins.map(\.name))
    return "unknown \(kind.noun) '\(name)'\(hint)"
  }

  /// The plugin that reads files with the extension that a path has; `nil` if there is none.
  private func plugin(forFile path: String) -> Plugin<Component>? {
    var parts = FileSystem.name(of: path).split(separator: ".")
    if parts.count > 2, parts.last == "gz" { parts.removeLast() }
    guard parts.count > 1, let ending = parts.last.map(String.init) else { return nil }
    return plugin(named: foreignNames.plugins[ending] ?? ending).flatMap { plugin in
      plugin.parameters.contains { $0.name == "path" } ? plugin : nil
    }
  }

  /// Makes a component of a plugin with the given settings.
  ///
  /// - Parameters:
  ///   - plugin: the plugin
  ///   - entries: the settings in the file
  ///   - range: where the plugin is named
  ///   - label: how messages refer to the only setting, if the plugin's value is written alone
  ///   - diagnostics: receives all mistakes in the settings
  /// - Returns: the component and what it was made from, or `nil` if there were mistakes
  package func choose(
    _ plugin: Plugin<Component>, entries: [YAMLEntry], at range: SourceRange,
    label: String? = nil, diagnostics: inout Diagnostics
  ) -> Configured<Component>? {
    do {
      let options = try OptionReader(
        entries, as: plugin.parameters, namedByUser: plugin.namedByUser,
        otherKeys: kind.otherKeys,
        hint: {
          foreignNames.hint(
            for: $0, declared: plugin.parameters.map(\.name), besides: entries.map(\.key))
        }, at: range, what: "parameter", owner: " of \(plugin.name)", label: label)
      return try configure(plugin, options, at: range)
    } catch {
      diagnostics.report(error)
      return nil
    }
  }

  /// Makes the default component of a setting.
  ///
  /// - Parameters:
  ///   - value: the name of a plugin that needs no settings; if a plugin of the kind has a
  ///     shorthand, that plugin's value
  ///   - range: the position to which messages point
  /// - Returns: the component and what it was made from
  /// - Throws: `ExperimentError` if the plugin rejects its own defaults
  package func make(
    default value: OptionValue, at range: SourceRange
  ) throws(ExperimentError) -> Configured<Component> {
    if let plugin = pluginOfValue, let parameter = plugin.shorthand {
      var values = plugin.defaults
      values[parameter] = value
      return try configure(
        plugin, OptionReader(values: values, ranges: [:], range: range), at: range)
    }
    guard case .text(let name) = value, let plugin = plugin(named: name) else {
      preconditionFailure("a default of the kind '\(kind.name)' does not exist")
    }
    return try configure(
      plugin, OptionReader(values: plugin.defaults, ranges: [:], range: range), at: range)
  }

  private func configure(
    _ plugin: Plugin<Component>, _ options: OptionReader, at range: SourceRange
  ) throws(ExperimentError) -> Configured<Component> {
    let component = try plugin.make(options)
    let named = options.namesByUser.compactMap { name in
      plugin.namedByUser.map { Parameter(name, $0, summary: "set by the experiment") }
    }
    let configured = (plugin.parameters + named).compactMap { parameter in
      options.values[parameter.name].map { ConfiguredOption(parameter: parameter, value: $0) }
    }
    return Configured(
      component: component, plugin: plugin, kind: kind, options: configured, range: range)
  }
}

extension Plugin {
  /// The formulas of the component that the plugin makes of its defaults; none if it needs
  /// settings.
  var formulas: [ShownFormula] {
    guard !parameters.contains(where: \.isRequired) else { return [] }
    let nowhere = SourceRange(startOf: SourceText(file: name, text: "", directory: ""))
    let component = try? make(OptionReader(values: defaults, ranges: [:], range: nowhere))
    return (component as? any PluginComponent)?.formulas ?? []
  }

  /// The plugin's default settings.
  fileprivate var defaults: [String: OptionValue] {
    var values: [String: OptionValue] = [:]
    for parameter in parameters { values[parameter.name] = parameter.defaultValue }
    return values
  }
}
