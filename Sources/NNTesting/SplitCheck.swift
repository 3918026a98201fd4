import NNConfig
import NNData
import NNFiles

/// Whether rows that are held out keep their inputs and targets.
///
/// The data set is loaded once without a split and once with fractions for testing and validation.
/// Each row of the drawn sets has to be the row of the whole data that it says it is, with the same
/// inputs and targets, but for scalings, which are learnt from the training rows; no row may be in
/// two sets, and none may be lost.
struct SplitCheck {
  /// The settings that a loader needs so that it can be checked.
  static let parameters = ["test_fraction", "validation_fraction"]
  /// All settings of a split, which the checked settings may have.
  private static let allParameters = HoldOut.parameters.map(\.name)

  /// The data set without a split.
  let whole: Dataset
  private let divided: Dataset
  /// The inputs in which missing values are imputed with other values if rows are held out, because
  /// they are learnt from the training rows.
  private let imputedColumns: Set<Int>

  /// Loads the data set with and without a split.
  ///
  /// - Parameter remake: makes the loader with other settings
  /// - Throws: `NotChecked` if the settings do not go with a split; what the loader throws
  init(_ remake: LoaderChecks.Remake) throws {
    func load(_ fractions: [(name: String, value: String)]) throws -> Dataset {
      let loader = try remake { settings in
        guard case .mapping(var entries) = settings.content else { return settings }
        entries.removeAll { Self.allParameters.contains($0.key) }
        entries += fractions.map { name, value in
          YAMLEntry(
            key: name, keyRange: settings.range,
            value: YAMLNode(.scalar(value), at: settings.range))
        }
        return YAMLNode(.mapping(entries), at: settings.range)
      }
      guard let loader else { throw NotChecked("it cannot be made with other settings") }
      return try loader.load(seed: 1)
    }
    whole = try load([])
    do {
      divided = try load([(Self.parameters[0], "0.3"), (Self.parameters[1], "0.2")])
      imputedColumns = Self.imputedColumns(divided.preprocessing, whole.preprocessing)
    } catch let error as ExperimentError where !error.isMistakeOfPlugin {
      throw NotChecked(error.messages)
    }
  }

  private static func imputedColumns(_ one: Preprocessing, _ other: Preprocessing) -> Set<Int> {
    let encoding = one.encoding(inputs: one.features.count)
    let columns = zip(one.features, zip(encoding.starts, encoding.kinds)).map { feature, place in
      let fills = [one, other].map { $0.fills.first { $0.feature == feature } }
      return fills[0] == fills[1] ? 0..<0 : place.0..<place.0 + place.1.inputCount
    }
    return Set(columns.joined())
  }

  /// What is wrong with the split; `nil` if nothing.
  var mistake: String? {
    if let mistake = divided.mistake { return mistake }
    for (split, name) in zip([Split.test, .validation], Self.parameters)
    where divided.sets[split] == nil {
      return "'\(name)' is set, but there is no \(split.title)"
    }
    let areDrawn = divided.sets.allSatisfy(\.value.areDrawn)
    return areDrawn ? mistakeInRows ?? mistakeInContents : mistakeInUnnamedRows
  }

  /// Rows that are in two sets, lost or invented.
  private var mistakeInRows: String? {
    let all = Set((0..<whole.train.count).map { whole.train.dataRow(of: $0) })
    var rest = all
    for (split, samples) in divided.sets {
      for sample in 0..<samples.count {
        let row = samples.dataRow(of: sample)
        if rest.remove(row) == nil {
          return "row \(row) (from 0) of the \(split.title) is "
            + (all.contains(row) ? "in another set, too" : "not in the undivided data")
        }
      }
    }
    return rest.min().map { "row \($0) (from 0) is in no set" }
  }

  /// Rows with inputs or targets of another row.
  private var mistakeInContents: String? {
    let byRow = whole.train.samplesByRow
    for (split, samples) in divided.sets {
      for sample in samples.sampled {
        let row = samples.dataRow(of: sample)
        guard let original = byRow[row] else { continue }
        let place = "the \(split.title) has row \(row) (from 0) with "
        let (found, expected) = (
          targets(divided, samples, sample), targets(whole, whole.train, original)
        )
        if found != expected { return place + "the targets \(found) instead of \(expected)" }
        if let text = inputMistake(samples, sample, original) { return place + text }
      }
    }
    return nil
  }

  /// The targets of a sample in the units of the data.
  private func targets(_ dataset: Dataset, _ samples: Samples, _ sample: Int) -> String {
    switch samples.targets {
    case .classes(let labels): "'\(dataset.preprocessing.classes[Int(labels[sample])].excerpt)'"
    case .values: samples.targetsInData(of: sample).map { "\($0)" }.joined(separator: ", ")
    }
  }

  private func inputMistake(_ samples: Samples, _ sample: Int, _ original: Int) -> String? {
    let (one, other) = (divided.preprocessing, whole.preprocessing)
    let found = samples.inputValues(of: sample)
    let expected = whole.train.inputValues(of: original)
    let columns = found.indices.filter { !imputedColumns.contains($0) }
    let areScaledAlike = one.inputScaling == other.inputScaling
    func isEqual(_ column: Int) -> Bool {
      if areScaledAlike { return sameBits(found[column], expected[column]) }
      let value = one.inputScaling?.unscaled(found[column], column: column) ?? found[column]
      let original =
        other.inputScaling?.unscaled(expected[column], column: column) ?? expected[column]
      return abs(value - original) <= 1e-9 * max(1, abs(original))
    }
    if found.count == expected.count, columns.allSatisfy(isEqual) { return nil }
    return "the inputs \(found.excerpt) instead of \(expected.excerpt)"
  }

  /// Rows of sets that do not say where they come from, compared by what is in them. All rows are
  /// read, because every one has to be found.
  private var mistakeInUnnamedRows: String? {
    guard divided.preprocessing == whole.preprocessing else { return nil }
    func contents(_ samples: Samples) -> [UInt64] {
      (0..<samples.count).map(samples.contentHash)
    }
    var rest = Dictionary(contents(whole.train).map { ($0, 1) }, uniquingKeysWith: +)
    for (split, samples) in divided.sets {
      for (index, row) in contents(samples).enumerated() {
        let place = "sample \(index) (from 0) of the \(split.title)"
        guard let count = rest[row] else {
          return "\(place) is in no row of the undivided data: inputs "
            + "\(samples.inputValues(of: index).excerpt), targets "
            + samples.targetValues(of: index).excerpt
        }
        if count == 0 { return "\(place) is in another set, too" }
        rest[row] = count - 1
      }
    }
    let lost = rest.values.reduce(0, +)
    return lost == 0
      ? nil : "\(counted(lost, "row")) of the data \(lost == 1 ? "is" : "are") in no set"
  }
}
