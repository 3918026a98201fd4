import NNConfig
import NNFiles

/// What is wrong with the columns of a CSV file, and what to do about it; reported together.
struct CSVProblems {
  /// What a user can do. What helps with several columns is said once.
  enum Remedy {
    /// Edit the file.
    case edit(String)
    /// Change a setting, with the condition or purpose.
    case set(String, String = "")
    /// Leave a column out.
    case exclude(String)
    /// Make a column one-hot.
    case encode(String)
    /// Say that these texts mark missing values.
    case mark([String])
    /// The same for texts that may also mean something else, with the treatment of missing values
    /// then.
    case perhapsMark([String], (name: String, method: MissingMethod))
    /// Say how to treat the missing values of a column.
    case fill((name: String, method: MissingMethod))

    /// Correct this number of values.
    static func correct(_ count: Int) -> Remedy {
      .edit(count == 1 ? "correct the value" : "correct the values")
    }

    /// Take the first row for a header.
    static let useHeader = Remedy.set("header: first_row", " if the first row has names")

    /// Write numbers in the format that is read.
    static let plainNumbers = Remedy.edit(
      "write plain numbers, such as 1234.5, without symbols, units and thousands separators")
  }

  private var findings: [(column: Int, line: Int?, text: String)] = []
  private var remedies: [Remedy] = []
  private let path: String
  /// More lines than these would push what to do out of sight.
  private static let maximumShown = 20

  /// No problems yet.
  init(path: String) { self.path = path }

  /// Reports a column.
  ///
  /// - Parameters:
  ///   - column: the column
  ///   - line: the line, if there is only one
  ///   - text: what is wrong; follows the column's title
  ///   - remedies: what to do, the most likely first
  mutating func report(
    _ column: CSVColumn, line: Int? = nil, _ text: String, _ remedies: [Remedy]
  ) {
    findings.append((column.index, line, "\(column.title) \(text)"))
    self.remedies += remedies
  }

  /// - Parameter advice: turns remedies into settings
  /// - Throws: `DataError` with all problems, if there are any
  func throwIfAny(_ advice: CSVAdvice) throws(DataError) {
    guard let first = findings.first else { return }
    let sentences = advice.sentences(for: remedies)
    if findings.count == 1 {
      throw DataError(
        first.line.map { "\(path):\($0)" } ?? path,
        ([first.text] + sentences).joined(separator: "; "))
    }
    var lines = findings.prefix(Self.maximumShown).map { finding in
      "  \(finding.text)" + (finding.line.map { " (line \($0))" } ?? "")
    }
    let rest = findings.count - lines.count
    if rest > 0 { lines.append("  and \(rest) more") }
    let count = Set(findings.map(\.column)).count
    throw DataError(
      path,
      (["\(counted(count, "column")) cannot be used as \(count == 1 ? "it is" : "they are")"]
        + lines
        + sentences.map { "  - \($0)" }).joined(separator: "\n"))
  }
}

extension CSVColumn.Occurrences {
  /// The lines: `line 7`, `lines 7, 19, 21 and 174 more`.
  var listing: String {
    let lines = first.map { "\($0.line)" }.joined(separator: ", ")
    if count == 1 { return "line \(lines)" }
    let rest = count - first.count
    return "lines \(lines)" + (rest > 0 ? " and \(rest) more" : "")
  }

  /// The texts with their lines: `'red' (line 7), 'x' (line 9) and 3 more`.
  var texts: String {
    let rest = count - first.count
    return first.map { "'\($0.text.excerpt)' (line \($0.line))" }.joined(separator: ", ")
      + (rest > 0 ? " and \(rest) more" : "")
  }
}

extension [LabelTable.Entry] {
  /// The labels with their lines: `'n/a' (line 7, 3 times), '<1' (line 9)`.
  var listing: String {
    let maximumShown = 5
    let shown = prefix(maximumShown).map { entry in
      "'\(entry.label.excerpt)' (line \(entry.firstLine)"
        + (entry.count > 1 ? ", \(entry.count) times)" : ")")
    }.joined(separator: ", ")
    let rest = count - maximumShown
    return shown + (rest > 0 ? " and \(rest) more" : "")
  }
}
