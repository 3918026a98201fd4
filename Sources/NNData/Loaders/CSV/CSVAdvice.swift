import NNConfig

/// Puts what to do about a CSV file into settings as they should be written: with those of now, so
/// that whoever follows one piece of advice loses nothing else.
struct CSVAdvice {
  /// The names of the features.
  let features: [String]
  /// Whether the experiment names them.
  let choosesFeatures: Bool
  /// The columns that are left out.
  let excluded: [String]
  /// The features that are categories so far.
  let encoded: [String]
  /// What stands for missing values so far.
  let marks: [String]
  /// The features whose missing values are filled in so far.
  let filled: [(name: String, method: MissingMethod)]

  /// Advice beside the settings of now.
  init(
    _ columns: CSVColumns, features: borrowing CSVCells, kinds: [FeatureKind],
    methods: [MissingMethod]
  ) {
    self.features = features.columns.map(\.name)
    choosesFeatures = columns.choosesFeatures
    excluded = columns.excluded
    marks = columns.marks.texts
    var (encoded, filled): ([String], [(name: String, method: MissingMethod)]) = ([], [])
    for (place, kind) in kinds.enumerated() {
      let column = features.columns[place]
      if kind.categories != nil { encoded.append(column.name) }
      if column.missing.count > 0, methods[place] != .error, methods[place].fits(kind) {
        filled.append((column.name, methods[place]))
      }
    }
    (self.encoded, self.filled) = (encoded, filled)
  }

  /// A sentence for each sort of remedy.
  func sentences(for remedies: [CSVProblems.Remedy]) -> [String] {
    var sentences: [String] = []
    var (excludes, encodes, newMarks): ([String], [String], [String]) = ([], [], [])
    var fills: [(name: String, method: MissingMethod)] = []
    var dropsRows = false
    for remedy in remedies {
      switch remedy {
      case .edit(let text): if !sentences.contains(text) { sentences.append(text) }
      case .set(let setting):
        if !sentences.contains("set '\(setting)'") { sentences.append("set '\(setting)'") }
      case .exclude(let name): excludes.append(name)
      case .encode(let name): encodes.append(name)
      case .mark(let texts): newMarks += texts.filter { !newMarks.contains($0) }
      case .fill(let name, let method):
        fills.append((name, method))
        dropsRows = true
      case .dropRows: dropsRows = true
      }
    }
    if !newMarks.isEmpty {
      let all = marks + newMarks.filter { !marks.contains($0) }
      sentences.append("set 'missing_values: \(YAMLScalar.list(all))' for what is missing")
    }
    if !fills.isEmpty {
      sentences.append(
        "set 'missing: \(missing(fills))' to fill in what is missing, or 'missing: drop_row' to "
          + "leave such rows out")
    } else if dropsRows {
      sentences.append("set 'missing: drop_row' to leave out rows that lack values")
    }
    if !encodes.isEmpty {
      sentences.append("set 'encode: \(encode(encodes))' if there are categories")
    }
    if !excludes.isEmpty {
      sentences.append("set '\(exclude(excludes))' to leave out what says nothing of the target")
    }
    return sentences
  }

  private func exclude(_ names: [String]) -> String {
    choosesFeatures
      ? "features: \(YAMLScalar.list(features.filter { !names.contains($0) }))"
      : "exclude: \(YAMLScalar.list(excluded + names))"
  }

  private func encode(_ names: [String]) -> String {
    "{onehot: \(YAMLScalar.list(features.filter { (encoded + names).contains($0) }))}"
  }

  private func missing(_ fills: [(name: String, method: MissingMethod)]) -> String {
    let all = filled + fills
    let methods = MissingMethod.allCases.filter { method in all.contains { $0.method == method } }
    if methods.count == 1 { return methods[0].rawValue }
    let groups = methods.map { method in
      "\(method.rawValue): \(YAMLScalar.list(all.filter { $0.method == method }.map(\.name)))"
    }
    return "{\(groups.joined(separator: ", "))}"
  }
}
