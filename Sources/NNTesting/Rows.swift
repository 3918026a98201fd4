// Numbers of a batch, row after row.
extension [Double] {
  /// One row.
  func row(_ index: Int, columns: Int) -> [Double] {
    Array(self[index * columns..<(index + 1) * columns])
  }

  /// A copy of its row for each element, in which that element has another value.
  ///
  /// - Parameters:
  ///   - values: the other values, one for each element
  ///   - columns: the numbers of a row
  /// - Returns: as many rows as there are elements
  func rows(eachWith values: [Double], columns: Int) -> [Double] {
    values.indices.flatMap { index in
      var row = row(index / columns, columns: columns)
      row[index % columns] = values[index]
      return row
    }
  }

  /// The weighted sums of rows, several of which share their weights: as many as there are columns.
  func sums(weightedBy weights: [Double], columns: Int) -> [Double] {
    (0..<count / columns).map { index in
      zip(row(index, columns: columns), weights.row(index / columns, columns: columns))
        .reduce(0) { $0 + $1.0 * $1.1 }
    }
  }

  /// A row in a message; without parentheses if it is a single number.
  var shownRow: String { count == 1 ? self[0].shown : shown }
}

extension Array where Element: BinaryFloatingPoint {
  /// Whether all numbers have the bits of others; NaN is the same as NaN.
  func hasBits(of others: [Element]) -> Bool {
    count == others.count
      && zip(self, others).allSatisfy { sameBits(Double($0), Double($1)) }
  }
}

/// The first result in float that is not close to that in double: to 2^-16, or 2^-16 times the
/// result if that is above 1.
///
/// - Parameters:
///   - found: the results in float
///   - expected: those in double, for inputs that are equal or almost equal; results between them
///     are right, too
/// - Returns: the index; `nil` if all are close, or beyond the range of float
func floatDifference(found: [Double], expected: [[Double]]) -> Int? {
  found.indices.first { index in
    let values = expected.map { $0[index] }
    let largest = values.reduce(1) { max($0, abs($1)) }
    guard largest < Double(Float.greatestFiniteMagnitude), let low = values.min(),
      let high = values.max(), values.allSatisfy(\.isFinite)
    else { return false }
    let slack = 0x1p-16 * largest
    return !(found[index] >= low - slack && found[index] <= high + slack)
  }
}
