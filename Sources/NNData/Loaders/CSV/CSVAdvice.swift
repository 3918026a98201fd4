import NNConfig
import NNFiles

/// Turns remedies for a CSV file into settings as they should be written. They include what the
/// current settings say, so that nothing of that is lost by following the advice.
struct CSVAdvice {
  /// Columns, and how their missing values are treated.
  typealias Treatments = [(name: String, method: MissingMethod)]

  private let columns: CSVColumns
  /// The names of the features.
  private let features: [String]
  /// The features that are one-hot with the current settings.
  private let encoded: [String]
  /// How missing values are treated with the current settings, `error` aside.
  private let treated: Treatments
  /// Whether the network has been trained, so that settings can no longer be changed.
  private let isOfRun: Bool

  /// Advice on a file that was read with the current settings.
  init(
    _ columns: CSVColumns, _ uses: CSVColumns.UsedColumns, features: borrowing CSVCells,
    targets: borrowing CSVCells, kinds: [FeatureKind], isOfRun: Bool
  ) {
    self.columns = columns
    self.isOfRun = isOfRun
    self.features = features.columns.map(\.name)
    encoded = uses.features.indices.filter {
      uses.features[$0].hasCategories || kinds[$0].categories != nil
    }.map { features.columns[$0].name }
    var treated: Treatments = []
    for (position, use) in uses.features.enumerated()
    where use.method != .error && (columns.hasMissingByColumn || use.method.fits(kinds[position])) {
      treated.append((self.features[position], use.method))
    }
    for (position, use) in uses.targets.enumerated() where use.method == .dropRow {
      treated.append((targets.columns[position].name, .dropRow))
    }
    self.treated = treated
  }

  /// The advice: a sentence for each kind of remedy.
  ///
  /// - Parameter remedies: what to do, the most likely first
  /// - Returns: the sentences, without those about settings if these can no longer be changed
  func sentences(for remedies: [CSVProblems.Remedy]) -> [String] {
    var sentences: [String] = []
    var (excludes, encodes): ([String], [String]) = ([], [])
    var (newMarks, doubtful): ([String], [String]) = ([], [])
    var (fills, doubtfulFills): (Treatments, Treatments) = ([], [])
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
            ? "leave out rows with missing values"
            : "fill in missing values, or 'missing: drop_row' to leave out rows that have any"))
    }
    if !encodes.isEmpty {
      add("set '\(encode(encodes, without: excludes))' to one-hot encode the words")
    }
    if !excludes.isEmpty {
      add("set \(exclude(excludes)) to leave out what says nothing about the target")
    }
    if !doubtful.isEmpty {
      let settings = [
        marks(newMarks + doubtful), missing(fills + doubtfulFills, without: excludes),
      ]
      add(
        "if \(doubtful.quoted.listing) "
          + (doubtful.count == 1 ? "means a missing value" : "mean missing values")
          + ", set \(Self.quoted(settings))")
    }
    return sentences
  }

  /// Settings in a sentence: `'a: 1' and 'b: 2'`.
  private static func quoted(_ settings: [String]) -> String {
    settings.map { "'\($0)'" }.joined(separator: " and ")
  }

  /// What to do about missing values in a file on which a trained network is evaluated.
  private func ofRun(_ fills: Treatments) -> [String] {
    if fills.isEmpty { return [] }
    return fills.contains { $0.method != .dropRow }
      ? ["fill in the missing values, or train with '\(missing(fills))'"] : ["remove the rows"]
  }

  /// The settings, in quotes, that additionally leave out features. Other settings may not name
  /// what is left out, so they are among them if they do.
  func exclude(_ names: [String]) -> String {
    var settings = [columns.setting(without: names, of: features)]
    if columns.hasMissingByColumn, treated.contains(where: { names.contains($0.name) }) {
      settings.append(missing([], without: names))
    }
    if columns.hasEncodingByColumn, encoded.contains(where: names.contains) {
      settings.append(encode([], without: names))
    }
    return Self.quoted(settings)
  }

  /// The setting that additionally makes features one-hot.
  private func encode(_ names: [String], without excluded: [String]) -> String {
    let all = features.filter { (encoded + names).contains($0) && !excluded.contains($0) }
    return all.isEmpty ? "encode: none" : "encode: {onehot: \(YAMLScalar.list(all))}"
  }

  /// The setting with which these texts, too, mark missing values.
  func marks(_ texts: [String]) -> String {
    let known = columns.marks.texts
    return "missing_values: \(YAMLScalar.list(known + texts.filter { !known.contains($0) }))"
  }

  /// The setting that additionally treats the missing values of some columns; the first treatment
  /// of a column counts.
  func missing(_ treatments: Treatments, without excluded: [String] = []) -> String {
    let treatments = treatments.enumerated().filter { index, treatment in
      !treatments[..<index].contains { $0.name == treatment.name }
    }.map(\.element)
    let kept = treated.filter { old in
      !treatments.contains { $0.name == old.name } && !excluded.contains(old.name)
    }
    let all = kept + treatments
    let methods = MissingMethod.allCases.filter { method in all.contains { $0.method == method } }
    if methods.isEmpty { return "missing: error" }
    if methods.count == 1, !columns.hasMissingByColumn { return "missing: \(methods[0].rawValue)" }
    let groups = methods.map { method in
      "\(method.rawValue): \(YAMLScalar.list(all.filter { $0.method == method }.map(\.name)))"
    }
    return "missing: {\(groups.joined(separator: ", "))}"
  }
}
