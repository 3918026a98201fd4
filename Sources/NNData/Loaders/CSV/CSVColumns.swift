import NNConfig
import NNFiles

/// Which columns of a CSV file are inputs and which are targets, by name, and how they are read.
struct CSVColumns {
  private let options: OptionReader

  /// What the experiment says.
  init(_ options: OptionReader) {
    self.options = options
  }

  /// What stands between two columns.
  var delimiter: CSVDelimiter { CSVDelimiter(options.text("delimiter")) ?? .comma }

  /// What decimals of numbers begin with.
  var decimalMark: DecimalMark { DecimalMark(rawValue: options.text("decimal")) ?? .point }

  /// The lines before the header, or before the first row if there is none.
  var skippedLines: Int { options.integer("skip_rows") }

  /// Whether the first row has the names of the columns; `nil` if the experiment leaves that to be
  /// seen.
  var hasHeader: Bool? {
    options.optionalText("header").map { HeaderRow(rawValue: $0) == .firstRow }
  }

  /// Whether a line has the first row, and the experiment says that it has no names.
  func isFirstRow(_ line: Int) -> Bool { hasHeader == false && line == skippedLines + 1 }

  /// What stands for a missing value.
  var marks: MissingMarks {
    MissingMarks(options.optionalTexts("missing_values") ?? [], decimalMark: decimalMark)
  }

  /// The task that the experiment declares; `nil` if the data decide.
  var task: Task? { Task(declaredIn: options) }

  /// Whether the experiment names the features, and so leaves other columns out.
  var choosesFeatures: Bool { options.isSet("features") }

  /// The columns that the experiment leaves out, by name.
  var excluded: [String] { options.optionalTexts("exclude") ?? [] }

  /// The setting that leaves out features, too, as it is written.
  func setting(without names: [String], of features: [String]) -> String {
    choosesFeatures
      ? "features: \(YAMLScalar.list(features.filter { !names.contains($0) }))"
      : "exclude: \(YAMLScalar.list(excluded + names))"
  }

  /// Whether the experiment says for some columns by name what to do about missing values.
  var namesMissing: Bool { options.columnChoice("missing").forAll == nil }

  /// Whether all columns of words become categories.
  var encodesWords: Bool { Self.isOneHot(options.columnChoice("encode").forAll) }

  /// Whether the experiment names the columns that have categories, whatever is in them.
  var namesEncoded: Bool { options.columnChoice("encode").forAll == nil }

  private static func isOneHot(_ word: String?) -> Bool {
    word.flatMap(CategoryEncoding.init) == .onehot
  }

  /// A column that is used.
  struct Use {
    /// Its place in a row, from 0.
    let index: Int
    /// Whether it has categories, whatever is in it.
    var hasCategories = false
    /// What is done about missing values.
    let method: MissingMethod
  }

  /// The columns that are used.
  struct Uses {
    /// The inputs.
    private(set) var features: [Use]
    /// The targets.
    let targets: [Use]
    /// Columns without a name, which must not have any value.
    var unnamed: [Int] = []

    /// Takes inputs away, by their places among them.
    mutating func removeFeatures(_ places: [Int]) {
      features = features.indices.filter { !places.contains($0) }.map { features[$0] }
    }
  }

  /// Finds the columns in a file.
  ///
  /// - Throws: `ExperimentError` at the setting that names a column that is not there
  func find(in header: CSVHeader, path: String) throws(ExperimentError) -> Uses {
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
    if namesMissing, let target = targets.first(where: { !isForTargets.contains(method($0)) }) {
      throw options.invalid(
        "missing",
        "'\(header.names[target])' is a target, which nothing can take the place of; 'drop_row' is "
          + "for targets, too")
    }
    return Uses(
      features: features.map { index in
        Use(
          index: index, hasCategories: namesEncoded && Self.isOneHot(encodings(index)),
          method: method(index))
      },
      targets: targets.map { Use(index: $0, method: method($0) == .dropRow ? .dropRow : .error) })
  }

  /// What a setting chooses for each column.
  private func words(
    for setting: String, in header: CSVHeader, used: [Int], _ path: String
  ) throws(ExperimentError) -> (Int) -> String? {
    let choice = options.columnChoice(setting)
    var words: [Int: String] = [:]
    for group in choice.groups {
      for column in try find(group.columns, in: header, setting: setting, path) {
        guard used.contains(column) else {
          throw options.invalid(
            setting, "'\(setting)' names the column '\(header.names[column])', which is not used")
        }
        guard words.updateValue(group.word, forKey: column) == nil else {
          throw options.invalid(
            setting, "'\(setting)' names the column '\(header.names[column])' twice")
        }
      }
    }
    return { choice.forAll ?? words[$0] }
  }

  private func features(
    in header: CSVHeader, but others: Set<Int>, _ path: String
  ) throws(ExperimentError) -> [Int] {
    if let names = options.optionalTexts("features") {
      return try find(names, in: header, setting: "features", path)
    }
    return header.names.indices.filter { !others.contains($0) }
  }

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

  /// What to do about a column that is not there.
  private func hint(for name: String, in header: CSVHeader, _ setting: String) -> String {
    if let other = header.likelyDelimiter(insteadOf: delimiter) {
      return ", only '\(header.names[0].excerpt)'; set 'delimiter: \(other.quoted)'"
    }
    if hasHeader == false {
      let last = header.names.count - 1
      return "; with 'header: none' columns are numbered, \(last == 0 ? "0" : "0 to \(last)")"
        + (setting == "target" ? ", and 'target: last' is the last one" : "")
    }
    let near = Suggestion.hint(for: name, among: header.names)
    if !near.isEmpty { return near }
    let seemsToHaveNone =
      hasHeader == nil && header.names.contains { DecimalNumber.value(of: $0) != nil }
    return "; it has \(header.names.map(\.excerpt).listing)"
      + (seemsToHaveNone
        ? "; if its first row has data, set 'header: none', which numbers columns from 0" : "")
  }
}
