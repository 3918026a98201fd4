import NNConfig

/// Puts what to do about a CSV file into settings as they should be written: with those of now, so
/// that whoever follows one piece of advice loses nothing else.
struct CSVAdvice {
  private let columns: CSVColumns
  /// The names of the features.
  private let features: [String]
  /// The features that are categories so far.
  private let encoded: [String]
  /// What is done about missing values so far.
  private let filled: [(name: String, method: MissingMethod)]
  /// Whether the network is trained, so that no setting can be changed any more.
  private let isOfRun: Bool

  /// Advice beside the settings of now.
  init(
    _ columns: CSVColumns, _ uses: CSVColumns.Uses, features: borrowing CSVCells,
    targets: borrowing CSVCells, kinds: [FeatureKind], isOfRun: Bool
  ) {
    self.columns = columns
    self.isOfRun = isOfRun
    self.features = features.columns.map(\.name)
    encoded = zip(self.features, kinds).filter { $1.categories != nil }.map(\.0)
    var filled: [(name: String, method: MissingMethod)] = []
    for (place, use) in uses.features.enumerated()
    where use.method != .error && use.method.fits(kinds[place]) {
      filled.append((self.features[place], use.method))
    }
    for (place, use) in uses.targets.enumerated() where use.method == .dropRow {
      filled.append((targets.columns[place].name, .dropRow))
    }
    self.filled = filled
  }

  /// A sentence for each sort of remedy.
  func sentences(for remedies: [CSVProblems.Remedy]) -> [String] {
    var sentences: [String] = []
    var (excludes, encodes, newMarks): ([String], [String], [String]) = ([], [], [])
    var fills: [(name: String, method: MissingMethod)] = []
    func add(_ sentence: String) {
      if !sentences.contains(sentence) { sentences.append(sentence) }
    }
    for remedy in remedies {
      switch remedy {
      case .edit(let text): add(text)
      case .set(let setting, let purpose): if !isOfRun { add("set '\(setting)'\(purpose)") }
      case .exclude(let name): excludes.append(name)
      case .encode(let name): encodes.append(name)
      case .mark(let texts): newMarks += texts.filter { !newMarks.contains($0) }
      case .fill(let name, let method): fills.append((name, method))
      }
    }
    if isOfRun { return sentences + ofRun(fills) }
    if !newMarks.isEmpty {
      add(
        "set '\(marks(newMarks))' if \(newMarks.count == 1 ? "that means" : "they mean") a missing "
          + "value")
    }
    if fills.contains(where: { $0.method != .dropRow }) {
      add(
        "set '\(missing(fills))' to fill in what is missing, or 'missing: drop_row' to leave such rows "
          + "out")
    } else if !fills.isEmpty {
      add("set '\(missing(fills))' to leave out rows that lack values")
    }
    if !encodes.isEmpty { add("set '\(encode(encodes))' for names of categories") }
    if !excludes.isEmpty {
      add("set '\(exclude(excludes))' to leave out what says nothing of the target")
    }
    return sentences
  }

  /// What to do about missing values of a file that a trained network is measured with.
  private func ofRun(_ fills: [(name: String, method: MissingMethod)]) -> [String] {
    if fills.isEmpty { return [] }
    return fills.contains { $0.method != .dropRow }
      ? ["fill in what is missing, or train with '\(missing(fills))'"] : ["remove such rows"]
  }

  /// The setting that leaves out features, too.
  func exclude(_ names: [String]) -> String { columns.setting(without: names, of: features) }

  /// The setting that makes features ones of categories, too.
  func encode(_ names: [String]) -> String {
    "encode: {onehot: \(YAMLScalar.list(features.filter { (encoded + names).contains($0) }))}"
  }

  /// The setting by which texts stand for missing values, too.
  func marks(_ texts: [String]) -> String {
    let known = columns.marks.texts
    return "missing_values: \(YAMLScalar.list(known + texts.filter { !known.contains($0) }))"
  }

  /// The setting that fills in missing values of columns, or leaves out their rows, too.
  func missing(_ fills: [(name: String, method: MissingMethod)]) -> String {
    let all = filled.filter { old in !fills.contains { $0.name == old.name } } + fills
    let methods = MissingMethod.allCases.filter { method in all.contains { $0.method == method } }
    if methods.count == 1, !columns.namesMissing { return "missing: \(methods[0].rawValue)" }
    let groups = methods.map { method in
      "\(method.rawValue): \(YAMLScalar.list(all.filter { $0.method == method }.map(\.name)))"
    }
    return "missing: {\(groups.joined(separator: ", "))}"
  }
}
