import NNData
import NNFiles

/// What classes are called in tables.
///
/// Names that are short enough head the columns of a confusion matrix. Otherwise each class has a
/// number, from 0, which stands before its name and heads its column.
struct ClassLabels {
  /// What begins a row.
  let rows: [String]
  /// What heads a column.
  let columns: [String]

  /// The most characters of a name.
  static let longest = 20
  /// The most characters of all names that can head columns.
  private static let maximumWidth = 80

  init(_ names: [String]) {
    let short = names.map { $0.shortened(to: Self.longest) }
    let width = short.reduce(0) { $0 + $1.count + 2 }
    let numbers = names.indices.map(String.init)
    if width <= Self.maximumWidth && short == names || names == numbers {
      rows = short
      columns = short
    } else {
      let digits = numbers.last?.count ?? 0
      columns = numbers.map { String(repeating: " ", count: digits - $0.count) + $0 }
      rows = zip(columns, short).map { "\($0) \($1)" }
    }
  }
}
