import NNFiles

/// The range of a training set's inputs, in the units of the data. Later inputs far outside of it
/// are probably in other units.
package struct InputRange: Sendable, Equatable {
  /// The minimum of each input, or one of all inputs together.
  package let least: [Double]
  /// The maximum of each input, or one of all inputs together.
  package let greatest: [Double]
  /// The minimum of the rows' peaks; the peak of a row is the maximum magnitude of its inputs.
  package let minimumPeak: Double

  /// Whether it is a range for this number of inputs: one for each, or one for all together.
  package func fits(columns: Int) -> Bool { least.count == 1 || least.count == columns }

  /// The value of `input_range` in `preprocessing.json`.
  var json: JSONValue {
    .object([
      ("least", .array(least.map { .number($0) })),
      ("greatest", .array(greatest.map { .number($0) })),
      ("least_peak", .number(minimumPeak)),
    ])
  }

  /// Reads what `json` returns; `nil` for anything else.
  init?(json: JSONValue) {
    guard let least = json["least"]?.doubles, let greatest = json["greatest"]?.doubles,
      let minimumPeak = json["least_peak"]?.double, least.count == greatest.count, !least.isEmpty,
      zip(least, greatest).allSatisfy({ $0 <= $1 })
    else { return nil }
    self.init(least: least, greatest: greatest, minimumPeak: minimumPeak)
  }

  /// A range.
  ///
  /// - Parameters:
  ///   - least: the minimum of each input, or one of all inputs together
  ///   - greatest: the maximum of each input, or one of all inputs together
  ///   - minimumPeak: the minimum over all rows of the maximum magnitude in a row
  package init(least: [Double], greatest: [Double], minimumPeak: Double) {
    self.least = least
    self.greatest = greatest
    self.minimumPeak = minimumPeak
  }
}
