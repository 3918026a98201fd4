import NNData

/// A measure on a set of samples, as columns are called: `test.accuracy`.
package struct Measure: Sendable {
  /// The set.
  let split: Split
  /// The measure, as in `metrics.csv`.
  let name: String

  /// The measure of a key; `nil` if it is not one.
  init?(_ key: String) {
    let parts = key.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, let split = Split(rawValue: parts[0]),
      Metrics.allNames.contains(parts[1])
    else { return nil }
    self.split = split
    name = parts[1]
  }

  /// The keys of all measures, set by set.
  static var allKeys: [String] {
    Split.allCases.flatMap { split in Metrics.allNames.map { "\(split.rawValue).\($0)" } }
  }
}
