import NNConfig
import NNFiles

/// What makes a CSV file unfit, over all of its columns, and what to do about it.
struct CSVProblems {
  /// What a user can do; the same thing for several columns is said once.
  enum Remedy {
    /// Correct the file.
    case edit(String)
    /// Change a setting, and what for.
    case set(String, String = "")
    /// Leave a column out.
    case exclude(String)
    /// Make a column one of categories.
    case encode(String)
    /// Say what stands for a missing value.
    case mark([String])
    /// The same for texts that may as well mean something else, and fill them in then.
    case perhapsMark([String], (name: String, method: MissingMethod))
    /// Say what to do about a column that lacks values.
    case fill((name: String, method: MissingMethod))

    /// Correct so many values.
    static func correct(_ count: Int) -> Remedy {
      .edit(count == 1 ? "correct the value" : "correct the values")
    }

    static let useHeader = Remedy.set("header: first_row", " if the first row has names")

    static let plainNumbers = Remedy.edit(
      "write plain numbers, such as 1234.5, without signs, units and separators of thousands")
  }

  private var findings: [(column: Int, line: Int?, text: String)] = []
  private var remedies: [Remedy] = []
  private let path: String

  /// No problem yet.
  init(path: String) { self.path = path }

  /// Reports a column.
  ///
  /// - Parameters:
  ///   - column: the column
  ///   - line: the line, if there is only one
  ///   - text: what is wrong, behind the column's title
  ///   - remedies: what to do, the more likely thing first
  mutating func report(
    _ column: CSVColumn, line: Int? = nil, _ text: String, _ remedies: [Remedy]
  ) {
    findings.append((column.index, line, "\(column.title) \(text)"))
    self.remedies += remedies
  }

  /// - Parameter advice: puts settings into words
  /// - Throws: `DataError` with all problems, if there is one
  func throwIfAny(_ advice: CSVAdvice) throws(DataError) {
    guard let first = findings.first else { return }
    let sentences = advice.sentences(for: remedies)
    if findings.count == 1 {
      throw DataError(
        first.line.map { "\(path):\($0)" } ?? path,
        ([first.text] + sentences).joined(separator: "; "))
    }
    let lines = findings.map { finding in
      "  \(finding.text)" + (finding.line.map { " (line \($0))" } ?? "")
    }
    let count = Set(findings.map(\.column)).count
    throw DataError(
      path,
      (["\(counted(count, "column")) cannot be used as \(count == 1 ? "it is" : "they are")"]
        + lines
        + sentences.map { "  - \($0)" }).joined(separator: "\n"))
  }
}

extension CSVColumn.Places {
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
    let most = 5
    let shown = prefix(most).map { entry in
      "'\(entry.label.excerpt)' (line \(entry.firstLine)"
        + (entry.count > 1 ? ", \(entry.count) times)" : ")")
    }.joined(separator: ", ")
    let rest = count - most
    return shown + (rest > 0 ? " and \(rest) more" : "")
  }
}
