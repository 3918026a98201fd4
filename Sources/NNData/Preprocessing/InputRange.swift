import NNFiles

/// Where the inputs of a training set lie, in its own units: what tells inputs of other units.
public struct InputRange: Sendable, Equatable {
  /// The least value of each input, or of all inputs together.
  public let least: [Double]
  /// The greatest value of each input, or of all inputs together.
  public let greatest: [Double]
  /// The peak of a row is its greatest magnitude; this is the least peak of all rows.
  public let minimumPeak: Double

  /// Whether it tells of each of so many inputs, or of all together.
  public func fits(columns: Int) -> Bool { least.count == 1 || least.count == columns }

  var json: JSONValue {
    .object([
      ("least", .array(least.map { .number($0) })),
      ("greatest", .array(greatest.map { .number($0) })),
      ("least_peak", .number(minimumPeak)),
    ])
  }

  init?(json: JSONValue) {
    guard let least = json["least"]?.doubles, let greatest = json["greatest"]?.doubles,
      let minimumPeak = json["least_peak"]?.double, least.count == greatest.count, !least.isEmpty,
      zip(least, greatest).allSatisfy({ $0 <= $1 })
    else { return nil }
    self.init(least: least, greatest: greatest, minimumPeak: minimumPeak)
  }

  /// The ends of the range of each input, or of all, and the least peak.
  public init(least: [Double], greatest: [Double], minimumPeak: Double) {
    self.least = least
    self.greatest = greatest
    self.minimumPeak = minimumPeak
  }
}
