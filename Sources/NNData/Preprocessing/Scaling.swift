import NNFiles

/// A linear change of units, x' = (x - offset) / divisor.
public struct Scaling: Sendable, Equatable {
  /// The offset of each column, or one for all columns.
  public let offsets: [Double]
  /// The divisor of each column, or one for all columns.
  public let divisors: [Double]

  /// A change of units.
  ///
  /// - Parameters:
  ///   - offsets: what to subtract, for each column or for all
  ///   - divisors: what to divide by then, for each column or for all; as many as offsets
  public init(offsets: [Double], divisors: [Double]) {
    precondition(offsets.count == divisors.count && !offsets.isEmpty)
    self.offsets = offsets
    self.divisors = divisors
  }

  /// A value in the network's units: x' = (x - offset) / divisor.
  public func scaled(_ value: Double, column: Int) -> Double {
    let column = offsets.count == 1 ? 0 : column
    return (value - offsets[column]) / divisors[column]
  }

  /// A value in the units of the data: x = x' * divisor + offset.
  public func unscaled(_ value: Double, column: Int) -> Double {
    let column = offsets.count == 1 ? 0 : column
    return value * divisors[column] + offsets[column]
  }

  /// The value in the units of the data from which a value in the network's units was made. As
  /// several can be rounded to the same one, it is the one with the fewest digits.
  package func original(of scaled: Double, column: Int) -> Double {
    let unscaled = unscaled(scaled, column: column)
    for digits in 1...17 {
      guard let value = Double(unscaled.text(significant: digits)) else { break }
      if self.scaled(value, column: column) == scaled { return value }
    }
    return unscaled
  }

  /// Whether it leaves all values as they are.
  package var isIdentity: Bool {
    offsets.allSatisfy { $0 == 0 } && divisors.allSatisfy { $0 == 1 }
  }

  /// The divisor of all columns if they share one and nothing is subtracted; otherwise `nil`.
  package var commonDivisor: Double? { offsets == [0] ? divisors[0] : nil }

  /// Whether it is for this number of columns.
  package func fits(columns: Int) -> Bool { offsets.count == 1 || offsets.count == columns }

  /// The value of a scaling in `preprocessing.json`.
  var json: JSONValue {
    .object([
      ("offsets", .array(offsets.map { .number($0) })),
      ("divisors", .array(divisors.map { .number($0) })),
    ])
  }

  /// Reads what `json` returns; `nil` for anything else.
  init?(json: JSONValue) {
    guard let offsets = json["offsets"]?.doubles, let divisors = json["divisors"]?.doubles,
      offsets.count == divisors.count, !offsets.isEmpty, divisors.allSatisfy({ $0 > 0 })
    else { return nil }
    self.init(offsets: offsets, divisors: divisors)
  }
}
