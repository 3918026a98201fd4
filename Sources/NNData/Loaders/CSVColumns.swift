import NNConfig
import NNFiles

/// Which columns of a CSV file are inputs and which are targets, by name.
struct CSVColumns {
  private let options: OptionReader

  /// What the experiment says.
  init(_ options: OptionReader) {
    self.options = options
  }

  /// What stands between two columns.
  var delimiter: CSVDelimiter { CSVDelimiter(options.text("delimiter")) ?? .comma }

  /// The task that the experiment declares; `nil` if the data decide.
  var task: Task? { Task(declaredIn: options) }

  /// Whether the experiment names the features, and so leaves other columns out.
  var choosesFeatures: Bool { options.isSet("features") }

  /// Whether each of these columns of the training set becomes one-hot columns.
  ///
  /// - Throws: a `UserFacingError` if the file cannot be read
  func hasCategories(_ features: [Int], path: String) throws -> [Bool] {
    guard options.text("encode") == "onehot" else {
      return [Bool](repeating: false, count: features.count)
    }
    return try CSVFeatures.hasWords(path: path, columns: features, delimiter: delimiter)
  }

  /// The columns in a file with these names.
  struct Indices {
    /// The columns of the inputs.
    let features: [Int]
    /// The columns of the targets.
    let targets: [Int]
  }

  /// Finds the columns in a file.
  ///
  /// - Throws: `ExperimentError` at the setting that names a column that is not there
  func find(in header: CSVHeader, path: String) throws(ExperimentError) -> Indices {
    let targets = try find(
      options.optionalTexts("target") ?? [], in: header, setting: "target", path)
    let isTarget = Set(targets)
    let features: [Int]
    if let names = options.optionalTexts("features") {
      features = try find(names, in: header, setting: "features", path)
    } else {
      features = header.names.indices.filter { !isTarget.contains($0) }
    }
    guard !targets.isEmpty else { throw options.invalid("target", "'target' names no column") }
    guard !features.isEmpty else {
      throw options.invalid("features", "no column of \(path) is left as an input")
    }
    if let both = features.first(where: isTarget.contains) {
      throw options.invalid(
        "features", "'\(header.names[both])' is the target and cannot be an input")
    }
    return Indices(features: features, targets: targets)
  }

  private func find(
    _ names: [String], in header: CSVHeader, setting: String, _ path: String
  ) throws(ExperimentError) -> [Int] {
    var indices: [Int] = []
    var isTaken: Set<Int> = []
    for name in names {
      guard let index = header.column(name) else {
        if let other = header.likelyDelimiter(insteadOf: delimiter) {
          throw options.invalid(
            setting,
            "\(path) has no column '\(name)', only '\(header.names[0].excerpt)'; "
              + "set 'delimiter: \(other.quoted)'")
        }
        let hint = Suggestion.hint(for: name, among: header.names)
        let known = "; it has \(header.names.prefix(20).joined(separator: ", "))"
        throw options.invalid(
          setting, "\(path) has no column '\(name)'\(hint.isEmpty ? known : hint)")
      }
      guard isTaken.insert(index).inserted else {
        throw options.invalid(setting, "the column '\(name)' is named twice")
      }
      indices.append(index)
    }
    return indices
  }
}
