/// The settings of several runs, as columns.
struct SettingColumns {
  /// The paths of all settings, in the order of an experiment file.
  private(set) var all: [String] = []
  /// Those that are not the same in all runs.
  private(set) var differing: [String] = []
  /// Those that are, with their values.
  private(set) var common: [(key: String, value: String)] = []

  /// What is known of a setting.
  private struct Column {
    let value: String
    let isPath: Bool
    var count = 0
    var differs = false
    /// How many runs have it, by the value of the field that it is an entry of.
    var countByParent: [String: Int] = [:]
  }

  init(_ runs: [RunSettings]) {
    var columns: [String: Column] = [:]
    var parents: [String: [String: Int]] = [:]
    for run in runs {
      // The field that the entries after it belong to.
      var parent = (key: "", value: "")
      for entry in run.entries {
        let isEntry = entry.key.hasPrefix("\(parent.key).")
        if !isEntry {
          parent = (entry.key, entry.value)
          parents[entry.key, default: [:]][entry.value, default: 0] += 1
        }
        if columns[entry.key] == nil {
          columns[entry.key] = Column(value: entry.value, isPath: entry.isPath)
          all.append(entry.key)
        }
        columns[entry.key]?.count += 1
        if columns[entry.key]?.value != entry.value { columns[entry.key]?.differs = true }
        if isEntry { columns[entry.key]?.countByParent[parent.value, default: 0] += 1 }
      }
    }
    // In the order of an experiment file, whichever run comes first.
    let fields = ExperimentFields.all.map(\.name)
    let places = all.map { key in
      fields.firstIndex(of: Self.parent(of: key) ?? key) ?? fields.count
    }
    all = all.indices.sorted { (places[$0], $0) < (places[$1], $1) }.map { all[$0] }
    let haveSameData = columns[RunSettings.data].map { $0.count == runs.count && !$0.differs }
    for key in all {
      guard let column = columns[key] else { continue }
      if column.count == runs.count, !column.differs {
        common.append((key, column.value))
        continue
      }
      let isFileOfSameData = column.isPath && (haveSameData ?? false)
      // A setting that all runs with a plugin have, with one value, says no more than the plugin.
      let counts = Self.parent(of: key).flatMap { parents[$0] } ?? [:]
      let isImplied =
        !column.differs && !column.countByParent.isEmpty
        && column.countByParent.allSatisfy { counts[$0.key] == $0.value }
      if !isFileOfSameData, !isImplied, !isOnlyAbsence(key, column) { differing.append(key) }
    }
  }

  private static func parent(of key: String) -> String? {
    key.firstIndex(of: ".").map { String(key[..<$0]) }
  }

  /// Whether a field only says `none` where other runs have entries of it, such as
  /// `regularization.l2`.
  private func isOnlyAbsence(_ key: String, _ column: Column) -> Bool {
    column.value == ExperimentFields.none && !column.differs
      && all.contains { $0.hasPrefix("\(key).") }
  }
}
