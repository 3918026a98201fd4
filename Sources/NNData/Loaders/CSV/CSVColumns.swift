import NNConfig
import NNFiles

/// The settings of a CSV file: which columns are inputs, which are targets, and how they are read.
struct CSVColumns {
  private let options: OptionReader

  /// The settings of an experiment.
  init(_ options: OptionReader) {
    self.options = options
  }

  /// The delimiter of columns.
  var delimiter: CSVDelimiter { CSVDelimiter(options.text("delimiter")) ?? .comma }

  /// The decimal mark of numbers.
  var decimalMark: DecimalMark { DecimalMark(rawValue: options.text("decimal")) ?? .point }

  /// The number of lines before the header, or before the first row if there is no header.
  var skippedLines: Int { options.integer("skip_rows") }

  /// Whether the first row has the names of the columns; `nil` if the experiment does not say, and
  /// the row has to look like names.
  var hasHeader: Bool? {
    options.optionalText("header").map { HeaderRow(rawValue: $0) == .firstRow }
  }

  /// Whether a line has the first row, which according to the experiment has no names.
  func isFirstRow(_ line: Int) -> Bool { hasHeader == false && line == skippedLines + 1 }

  /// What marks a missing value.
  var marks: MissingMarks {
    MissingMarks(options.optionalTexts("missing_values") ?? [], decimalMark: decimalMark)
  }

  /// The task that the experiment declares; `nil` if the targets decide.
  var task: Task? { Task(declaredIn: options) }

  /// Whether the experiment names the features, so that other columns are left out.
  var choosesFeatures: Bool { options.isSet("features") }

  /// The names of the columns that the experiment leaves out.
  var excluded: [String] { options.optionalTexts("exclude") ?? [] }

  /// The setting, as it is written in YAML, that additionally leaves out features.
  ///
  /// - Parameters:
  ///   - names: the features to leave out
  ///   - features: all current features
  /// - Returns: `features` if the experiment has it, otherwise `exclude`
  func setting(without names: [String], of features: [String]) -> String {
    choosesFeatures
      ? "features: \(YAMLScalar.list(features.filter { !names.contains($0) }))"
      : "exclude: \(YAMLScalar.list(excluded + names))"
  }

  /// Whether the experiment says how to treat missing values column by column.
  var hasMissingByColumn: Bool { options.columnChoice("missing").forAll == nil }

  /// Whether all features of words are one-hot.
  var encodesWords: Bool { Self.isOneHot(options.columnChoice("encode").forAll) }

  /// Whether the experiment names the features that are one-hot, whatever is in them.
  var hasEncodingByColumn: Bool { options.columnChoice("encode").forAll == nil }

  private static func isOneHot(_ word: String?) -> Bool {
    word.flatMap(CategoryEncoding.init) == .onehot
  }

  /// A column that is used.
  struct UsedColumn {
    /// Its index in a row of the file.
    let index: Int
    /// Whether it is a feature that is one-hot, whatever is in it.
    var hasCategories = false
    /// How missing values are treated.
    let method: MissingMethod
  }

  /// The columns that are used.
  struct UsedColumns {
    /// The inputs.
    private(set) var features: [UsedColumn]
    /// The targets.
    let targets: [UsedColumn]
    /// The indices of other columns, which have no name and must not have values.
    var unnamed: [Int] = []

    /// Removes inputs, by their positions among the inputs.
    mutating func removeFeatures(_ positions: [Int]) {
      features = features.indices.filter { !positions.contains($0) }.map { features[$0] }
    }
  }

  /// Finds the columns in a file.
  ///
  /// - Throws: `ExperimentError` at a setting that names a column that the file does not have, or
  ///   that contradicts another one; also if no column is left as an input
  func find(in header: CSVHeader, path: String) throws(ExperimentError) -> UsedColumns {
    let targets = try find(
      options.optionalTexts("target") ?? [], in: header, setting: "target", path)
    let excluded = try find(excluded, in: header, setting: "exclude", path)
    guard !targets.isEmpty else { throw options.invalid("target", "'target' names no column") }
    if let both = excluded.first(where: targets.contains) {
      throw options.invalid(
        "exclude", "'\(header.names[both])' is the target and cannot be left out")
    }
    let features = try features(in: header, but: Set(targets + excluded), path)
    guard !features.isEmpty else {
      let hint = header.likelyDelimiter(insteadOf: delimiter).map {
        "; \($0.advice(insteadOf: delimiter, isTraining: true))"
      }
      throw options.invalid("features", "no column of \(path) is left as an input\(hint ?? "")")
    }
    if let both = features.first(where: targets.contains) {
      throw options.invalid(
        "features", "'\(header.names[both])' is the target and cannot be an input")
    }
    let methods = try words(for: "missing", in: header, used: features + targets, path)
    let encodings = try words(for: "encode", in: header, used: features, path)
    let isForTargets: [MissingMethod] = [.error, .dropRow]
    func method(_ index: Int) -> MissingMethod {
      methods(index).flatMap(MissingMethod.init) ?? .error
    }
    if hasMissingByColumn, let target = targets.first(where: { !isForTargets.contains(method($0)) })
    {
      throw options.invalid(
        "missing",
        "'\(header.names[target])' is a target, and missing targets cannot be filled in; "
          + "'drop_row' leaves out their rows")
    }
    return UsedColumns(
      features: features.map { index in
        UsedColumn(
          index: index, hasCategories: hasEncodingByColumn && Self.isOneHot(encodings(index)),
          method: method(index))
      },
      targets: targets.map {
        UsedColumn(index: $0, method: method($0) == .dropRow ? .dropRow : .error)
      })
  }

  /// What a setting chooses for each column, by the column's index.
  private func words(
    for setting: String, in header: CSVHeader, used: [Int], _ path: String
  ) throws(ExperimentError) -> (Int) -> String? {
    let choice = options.columnChoice(setting)
    var words: [Int: String] = [:]
    for group in choice.groups {
      for column in try find(group.columns, in: header, setting: setting, path) {
        guard used.contains(column) else {
          throw options.invalid(
            setting,
            "'\(setting)' names the column '\(header.names[column])', which is not "
              + (setting == "encode" ? "a feature" : "used"))
        }
        guard words.updateValue(group.word, forKey: column) == nil else {
          throw options.invalid(
            setting, "'\(setting)' names the column '\(header.names[column])' twice")
        }
      }
    }
    return { choice.forAll ?? words[$0] }
  }

  /// The inputs: those that the experiment names, or all columns but some.
  private func features(
    in header: CSVHeader, but others: Set<Int>, _ path: String
  ) throws(ExperimentError) -> [Int] {
    if let names = options.optionalTexts("features") {
      return try find(names, in: header, setting: "features", path)
    }
    return header.names.indices.filter { !others.contains($0) }
  }

  /// The indices of columns that a setting names.
  private func find(
    _ names: [String], in header: CSVHeader, setting: String, _ path: String
  ) throws(ExperimentError) -> [Int] {
    var indices: [Int] = []
    var isTaken: Set<Int> = []
    for name in names {
      guard let index = header.column(name) else {
        throw options.invalid(
          setting, "\(path) has no column '\(name)'\(hint(for: name, in: header, setting))")
      }
      guard isTaken.insert(index).inserted else {
        throw options.invalid(setting, "the column '\(name)' is named twice")
      }
      indices.append(index)
    }
    return indices
  }

  /// What to say about the columns of a file that does not have the one that a setting names.
  private func hint(for name: String, in header: CSVHeader, _ setting: String) -> String {
    if let other = header.likelyDelimiter(insteadOf: delimiter) {
      return ", only '\(header.names[0].excerpt)'; set 'delimiter: \(other.quoted)'"
    }
    if hasHeader == false {
      let last = header.names.count - 1
      return "; with 'header: none', "
        + (last == 0 ? "the only column is 0" : "columns are numbered from 0 to \(last)")
        + (setting == "target" ? ", and 'target: last' is the last one" : "")
    }
    let near = Suggestion.hint(for: name, among: header.names)
    if !near.isEmpty { return near }
    let isLikelyData =
      hasHeader == nil && header.names.contains { DecimalNumber.value(of: $0) != nil }
    return "; it has \(header.names.quoted.listing)"
      + (isLikelyData
        ? "; if its first row has data, set 'header: none', which numbers columns from 0" : "")
  }
}
