import NNConfig

/// The settings of a run by their paths, as overrides name them: `eta`, `optimizer.momentum`.
struct RunSettings: Sendable {
  /// A setting.
  struct Entry: Sendable {
    /// Its path. A plugin's name is the value of the field that names it.
    let key: String
    /// Its value, as `resolved.yaml` has it.
    let value: String
    /// Whether it is the path of a file, which says nothing about the file's content.
    let isPath: Bool
  }

  /// The settings in the order of `resolved.yaml`, without the name of the experiment and the
  /// checksums of data files.
  private(set) var entries: [Entry] = []
  /// The checksums of the data files.
  private(set) var digests: [String] = []

  /// The settings in a tree.
  ///
  /// - Parameters:
  ///   - root: the tree of `resolved.yaml`
  ///   - nameKeys: the keys that name a plugin: `name`, `loader`, `schedule`
  init(_ root: YAMLNode, nameKeys: Set<String>) {
    guard case .mapping(let fields) = root.content else { return }
    for field in fields where field.key != ExperimentFields.name.name {
      add(field.value, at: field.key, nameKeys: nameKeys)
    }
  }

  private mutating func add(_ node: YAMLNode, at key: String, nameKeys: Set<String>) {
    guard case .mapping(let entries) = node.content else {
      let isPath = key.contains(".") && key.hasSuffix("path")
      self.entries.append(Entry(key: key, value: Self.text(node), isPath: isPath))
      return
    }
    for entry in entries {
      if nameKeys.contains(entry.key) {
        self.entries.append(Entry(key: key, value: Self.text(entry.value), isPath: false))
      } else if entry.key == ExperimentFields.sha256.name,
        case .mapping(let files) =
          entry.value.content
      {
        digests = files.map { Self.text($0.value) }
      } else {
        add(entry.value, at: "\(key).\(entry.key)", nameKeys: nameKeys)
      }
    }
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
