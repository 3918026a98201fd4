import NNConfig

/// Puts what to do about a CSV file into settings as they should be written: with those of now, so
/// that whoever follows one piece of advice loses nothing else.
struct CSVAdvice {
  /// What is done about missing values of columns.
  typealias Fills = [(name: String, method: MissingMethod)]

  private let columns: CSVColumns
  /// The names of the features.
  private let features: [String]
  /// The features that are categories so far.
  private let encoded: [String]
  /// What is done about missing values so far.
  private let filled: Fills
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
    encoded = uses.features.indices.filter {
      uses.features[$0].hasCategories || kinds[$0].categories != nil
    }.map { features.columns[$0].name }
    var filled: Fills = []
    for (place, use) in uses.features.enumerated()
    where use.method != .error && (columns.namesMissing || use.method.fits(kinds[place])) {
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
    var (excludes, encodes): ([String], [String]) = ([], [])
    var (newMarks, doubtful): ([String], [String]) = ([], [])
    var (fills, doubtfulFills): (Fills, Fills) = ([], [])
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
      case .perhapsMark(let texts, let fill):
        doubtful += texts.filter { !doubtful.contains($0) }
        doubtfulFills.append(fill)
      case .fill(let fill): fills.append(fill)
      }
    }
    if isOfRun { return sentences + ofRun(fills) }
    if !fills.isEmpty {
      let settings =
        (newMarks.isEmpty ? [] : [marks(newMarks)]) + [missing(fills, without: excludes)]
      add(
        "set \(Self.quoted(settings)) to "
          + (fills.allSatisfy { $0.method == .dropRow }
            ? "leave out rows that lack values"
            : "fill in what is missing, or 'missing: drop_row' to leave such rows out"))
    }
    if !encodes.isEmpty {
      add("set '\(encode(encodes, without: excludes))' for names of categories")
    }
    if !excludes.isEmpty {
      add("set \(exclude(excludes)) to leave out what says nothing of the target")
    }
    if !doubtful.isEmpty {
      let words = doubtful.map { "'\($0.excerpt)'" }.listing
      let settings = [
        marks(newMarks + doubtful), missing(fills + doubtfulFills, without: excludes),
      ]
      add(
        "if \(words) \(doubtful.count == 1 ? "means a missing value" : "mean missing values"), set "
          + Self.quoted(settings))
    }
    return sentences
  }

  private static func quoted(_ settings: [String]) -> String {
    settings.map { "'\($0)'" }.joined(separator: " and ")
  }

  /// What to do about missing values of a file that a trained network is measured with.
  private func ofRun(_ fills: Fills) -> [String] {
    if fills.isEmpty { return [] }
    return fills.contains { $0.method != .dropRow }
      ? ["fill in what is missing, or train with '\(missing(fills))'"] : ["remove such rows"]
  }

  /// The settings, in quotes, that leave out features, too; others may not name what is left out.
  func exclude(_ names: [String]) -> String {
    var settings = [columns.setting(without: names, of: features)]
    if columns.namesMissing, filled.contains(where: { names.contains($0.name) }) {
      settings.append(missing([], without: names))
    }
    if columns.namesEncoded, encoded.contains(where: names.contains) {
      settings.append(encode([], without: names))
    }
    return Self.quoted(settings)
  }

  /// The setting that makes features ones of categories, too.
  private func encode(_ names: [String], without excluded: [String]) -> String {
    let all = features.filter { (encoded + names).contains($0) && !excluded.contains($0) }
    return all.isEmpty ? "encode: none" : "encode: {onehot: \(YAMLScalar.list(all))}"
  }

  /// The setting by which texts stand for missing values, too.
  func marks(_ texts: [String]) -> String {
    let known = columns.marks.texts
    return "missing_values: \(YAMLScalar.list(known + texts.filter { !known.contains($0) }))"
  }

  /// The setting that fills in missing values of columns, or leaves out their rows, too.
  func missing(_ fills: Fills, without excluded: [String] = []) -> String {
    let kept = filled.filter { old in
      !fills.contains { $0.name == old.name } && !excluded.contains(old.name)
    }
    let all = kept + fills
    let methods = MissingMethod.allCases.filter { method in all.contains { $0.method == method } }
    if methods.isEmpty { return "missing: error" }
    if methods.count == 1, !columns.namesMissing { return "missing: \(methods[0].rawValue)" }
    let groups = methods.map { method in
      "\(method.rawValue): \(YAMLScalar.list(all.filter { $0.method == method }.map(\.name)))"
    }
    return "missing: {\(groups.joined(separator: ", "))}"
  }
}
