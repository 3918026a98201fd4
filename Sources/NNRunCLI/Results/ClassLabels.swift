import NNData
import NNFiles

/// What classes are called in tables.
///
/// If all names are short, they also head the columns of a confusion matrix. Otherwise each class
/// gets a number, from 0, which precedes its name and heads its column.
struct ClassLabels {
  /// The label at the beginning of each class's row.
  let rows: [String]
  /// The heading of each class's column.
  let columns: [String]

  /// The maximum number of characters of a name; longer ones are shortened.
  static let longest = 20
  /// The maximum width of all columns that have names as headings.
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
      columns = numbers.map { $0.padded(to: digits) }
      rows = zip(columns, short).map { "\($0) \($1)" }
    }
  }
}
