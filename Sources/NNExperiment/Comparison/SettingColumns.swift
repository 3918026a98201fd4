/// The settings of several runs, as columns.
struct SettingColumns {
  /// The paths of all settings, in the order in which they first occur.
  private(set) var all: [String] = []
  /// Those that are not the same in all runs.
  private(set) var differing: [String] = []
  /// Those that are, with their values.
  private(set) var common: [(key: String, value: String)] = []

  init(_ runs: [RunSettings]) {
    var first: [String: (value: String, count: Int, differs: Bool, isPath: Bool)] = [:]
    for run in runs {
      for entry in run.entries {
        if let found = first[entry.key] {
          first[entry.key]?.count += 1
          if found.value != entry.value { first[entry.key]?.differs = true }
        } else {
          first[entry.key] = (entry.value, 1, false, entry.isPath)
          all.append(entry.key)
        }
      }
    }
    let haveSameData = runs.dropFirst().allSatisfy { $0.digests == runs[0].digests }
    for key in all {
      guard let found = first[key] else { continue }
      if found.count == runs.count, !found.differs {
        common.append((key, found.value))
      } else if !(found.isPath && haveSameData), !isOnlyAbsence(key, found.value, found.differs),
        found.differs || !isImplied(key)
      {
        differing.append(key)
      }
    }
  }

  /// Whether a setting that some runs have, all with the same value, is one of a plugin that the
  /// others have not chosen, which another column says.
  private func isImplied(_ key: String) -> Bool {
    guard let dot = key.lastIndex(of: ".") else { return false }
    return differing.contains(String(key[..<dot]))
  }

  /// Whether a field only says `none` where other runs have entries of it, such as
  /// `regularization.l2`.
  private func isOnlyAbsence(_ key: String, _ value: String, _ differs: Bool) -> Bool {
    value == ExperimentFields.none && !differs && all.contains { $0.hasPrefix("\(key).") }
  }
}
