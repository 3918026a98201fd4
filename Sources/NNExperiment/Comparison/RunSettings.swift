import NNConfig
import NNFiles

/// The settings of a run by their paths, as overrides name them: `eta`, `optimizer.momentum`.
struct RunSettings: Sendable {
  /// A setting.
  struct Entry: Sendable {
    /// Its path. A plugin's name is the value of the field that names it, and so is the value that
    /// can be written alone to mean a plugin.
    let key: String
    /// Its value, as `resolved.yaml` has it.
    let value: String
    /// Whether it is the path of a file, which says nothing about the file's content.
    let isPath: Bool
  }

  /// The path of the beginnings of all data files' checksums.
  static let data = "dataset.sha256"

  /// The settings in the order of `resolved.yaml`, without the name of the experiment.
  private(set) var entries: [Entry] = []

  /// The settings in a tree; `nil` if it is not that of a run.
  ///
  /// - Parameters:
  ///   - root: the tree of `resolved.yaml`
  ///   - fields: the fields that name plugins
  init?(_ root: YAMLNode, fields: [String: PluginFieldKeys]) {
    guard case .mapping(let settings) = root.content,
      settings.contains(where: { $0.key == ExperimentFields.structure.name })
    else { return nil }
    for setting in settings where setting.key != ExperimentFields.name.name {
      if setting.key == ExperimentFields.libraries.name {
        addLibraries(setting.value)
        continue
      }
      switch setting.value.content {
      case .mapping(let entries): add(entries, of: setting.key, fields[setting.key])
      case .sequence(let nodes):
        if let keys = fields[setting.key] {
          addLayers(nodes, of: setting.key, keys)
        } else {
          add(setting.key, setting.value)
        }
      case .scalar: add(setting.key, setting.value)
      }
    }
  }

  /// Adds the names of the plugins of all layers as one setting, and the settings of each as those
  /// of `hidden` and `output`, or of a number if hidden layers differ.
  private mutating func addLayers(
    _ nodes: [YAMLNode], of field: String, _ keys: PluginFieldKeys
  ) {
    func settings(_ node: YAMLNode) -> [YAMLEntry] {
      if case .mapping(let entries) = node.content { entries } else { [] }
    }
    let names = nodes.map { node in
      settings(node).first { $0.key == keys.nameKey }.map { Self.text($0.value) }
        ?? Self.text(node)
    }
    entries.append(
      Entry(key: field, value: "[\(names.joined(separator: ", "))]", isPath: false))
    let hidden = nodes.dropLast().map(Self.text)
    let isUniform = hidden.allSatisfy { $0 == hidden.first }
    for (index, node) in nodes.enumerated() {
      let isLast = index == nodes.count - 1
      if isUniform, !isLast, index > 0 { continue }
      let layer = isLast ? "output" : isUniform ? "hidden" : "\(index)"
      for setting in settings(node) where setting.key != keys.nameKey {
        add(
          "\(field).\(layer).\(setting.key)", setting.value,
          isPath: keys.paths.contains(setting.key))
      }
    }
  }

  private mutating func add(_ entries: [YAMLEntry], of field: String, _ keys: PluginFieldKeys?) {
    let name = entries.first { $0.key == keys?.nameKey }.map { Self.text($0.value) }
    let shorthand = name.flatMap { keys?.shorthands[$0] }
    let valueIsThere = entries.contains { $0.key == shorthand }
    if let name, !valueIsThere {
      self.entries.append(Entry(key: field, value: name, isPath: false))
    }
    for entry in entries {
      switch entry.key {
      case keys?.nameKey: continue
      case shorthand: add(field, entry.value)
      case ExperimentFields.sha256.name where keys != nil:
        guard case .mapping(let files) = entry.value.content else { continue }
        let digests = files.map { Self.text($0.value).prefix(12) }
        self.entries.append(
          Entry(key: Self.data, value: digests.joined(separator: " "), isPath: false))
      default:
        add("\(field).\(entry.key)", entry.value, isPath: keys?.paths.contains(entry.key) ?? false)
      }
    }
  }

  /// Adds the libraries of plugins by their names and the beginnings of their checksums.
  private mutating func addLibraries(_ node: YAMLNode) {
    guard let libraries = try? ExperimentFields.libraries.entries(node) else { return }
    let names = libraries.map { library in
      ([FileSystem.name(of: library.path)] + (library.digest.map { [String($0.prefix(12))] } ?? []))
        .joined(separator: " ")
    }
    entries.append(
      Entry(
        key: ExperimentFields.libraries.name, value: names.joined(separator: ", "),
        isPath: false))
  }

  private mutating func add(_ key: String, _ node: YAMLNode, isPath: Bool = false) {
    entries.append(Entry(key: key, value: Self.text(node), isPath: isPath))
  }

  /// A value on one line: `[784, 30, 10]`.
  private static func text(_ node: YAMLNode) -> String {
    switch node.content {
    case .scalar(let text): text
    case .sequence(let nodes): "[\(nodes.map(text).joined(separator: ", "))]"
    case .mapping(let entries):
      "{\(entries.map { "\($0.key): \(text($0.value))" }.joined(separator: ", "))}"
    }
  }
}

/// What the entries of a field that names plugins mean.
struct PluginFieldKeys: Sendable {
  /// The key that names the plugin: `name`, `loader`, `schedule`.
  let nameKey: String
  /// The parameters that are paths of files.
  let paths: Set<String>
  /// The parameters that are whole numbers for all plugins that have them.
  let wholeNumbers: Set<String>
  /// The parameters whose value alone means a plugin, by the plugin's name.
  let shorthands: [String: String]

  /// What they mean in a kind of plugins.
  init<Component>(_ catalog: Catalog<Component>) {
    nameKey = catalog.kind.nameKey
    let parameters = catalog.plugins.flatMap(\.parameters)
    paths = Set(
      parameters.filter { if case .path = $0.kind { true } else { false } }.map(\.name))
    wholeNumbers = Set(
      parameters.filter { $0.kind.isWhole }.map(\.name)
    ).subtracting(
      parameters.filter { if case .number = $0.kind { true } else { false } }.map(\.name))
    shorthands = Dictionary(
      catalog.plugins.compactMap { plugin in plugin.shorthand.map { (plugin.name, $0) } },
      uniquingKeysWith: { first, _ in first })
  }
}

extension Parameter.Kind {
  /// Whether its values are single whole numbers.
  var isWhole: Bool {
    switch self {
    case .integer, .seed: true
    default: false
    }
  }
}
