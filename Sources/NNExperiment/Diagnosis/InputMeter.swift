import NNCore
import NNData

extension Samples {
  /// The range of the inputs, in the data set's own units.
  ///
  /// Of a large data set, only evenly spread parts are examined.
  ///
  /// - Parameters:
  ///   - scaling: how they were scaled
  ///   - maximumValues: the most numbers to look at; by default so many that units can be told, in
  ///     a millisecond or two
  ///   - kernels: computes on whole arrays
  /// - Returns: the range, and whether it covers all inputs
  func inputRange(
    scaling: Scaling?, maximumValues: Int = 1 << 20, kernels: Kernels<Double>
  ) -> (range: InputRange, isComplete: Bool) {
    var meter = InputMeter(width: inputWidth, scaling: scaling)
    let isComplete = sampleInputs(maximumValues: maximumValues, kernels: kernels) { meter.add($0) }
    return (meter.range, isComplete)
  }
}

/// Finds the range of inputs, row by row.
struct InputMeter {
  private let units: InputUnits
  private var least: [Double]
  private var greatest: [Double]
  private var minimumPeak = Double.infinity

  init(width: Int, scaling: Scaling?) {
    units = InputUnits(width: width, scaling: scaling)
    let count = units.areCommon ? 1 : width
    least = [Double](repeating: .infinity, count: count)
    greatest = [Double](repeating: -.infinity, count: count)
  }

  mutating func add(_ inputs: Matrix<Double>) {
    for row in 0..<inputs.rows {
      let row = UnsafeBufferPointer(start: inputs.row(row), count: inputs.columns)
      var peak = 0.0
      if units.areCommon {
        let ends = units.ends(of: row)
        least[0] = min(least[0], ends.least)
        greatest[0] = max(greatest[0], ends.greatest)
        peak = max(abs(ends.least), abs(ends.greatest))
      } else {
        for column in 0..<row.count {
          let value = units.own(row[column], column: column)
          least[column] = min(least[column], value)
          greatest[column] = max(greatest[column], value)
          peak = max(peak, abs(value))
        }
      }
      minimumPeak = min(minimumPeak, peak)
    }
  }

  var range: InputRange {
    // Ends that differ must not become the same.
    let ends = zip(least, greatest).map { least, greatest in
      let short = (least: Self.short(least), greatest: Self.short(greatest))
      return short.least == short.greatest && least != greatest ? (least, greatest) : short
    }
    return InputRange(
      least: ends.map(\.0), greatest: ends.map(\.1), minimumPeak: Self.short(minimumPeak))
  }

  /// A number with the digits of a Float: more are not needed, and scaling back may add rounding
  /// errors after them.
  private static func short(_ value: Double) -> Double {
    let float = Float(value)
    return float.isNormal ? Double("\(float)") ?? value : value
  }
}
