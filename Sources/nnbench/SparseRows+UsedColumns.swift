import NNCore
import Platform

extension SparseRows {
  /// The number of rows in which a column is not zero, for each column.
  var nonzeroRows: [Int] {
    var counts = [Int](repeating: 0, count: width)
    for row in 0..<count {
      let bytes = expanded(row)
      for column in 0..<width where bytes[column] != 0 { counts[column] += 1 }
    }
    return counts
  }

  /// The number of columns that are not zero in all rows.
  var usedColumns: Int { nonzeroRows.count { $0 > 0 } }

  /// The mean number of columns that are not zero in all rows of a batch: the sum of
  /// 1 - (1 - c/N)^n over the columns, of which each is not zero in c of N rows. This is for n rows
  /// that are drawn with replacement; without it, as in training, there are no fewer.
  ///
  /// - Parameters:
  ///   - nonzeroRows: the number of rows in which a column is not zero, for each column
  ///   - rows: the number of all rows
  ///   - samples: the number of rows in a batch
  /// - Returns: the number of columns
  static func usedColumns(nonzeroRows: [Int], rows: Int, samples: Int) -> Double {
    nonzeroRows.reduce(0) { $0 + 1 - pow(1 - Double($1) / Double(rows), Double(samples)) }
  }
}
