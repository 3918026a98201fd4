import NNConfig
import NNFiles

/// Trials in a table: a column for each setting, and a row for each trial.
struct SweepTable: Sendable {
  /// The paths of the settings.
  let keys: [String]
  /// The value of each setting in each trial; an empty one leaves the setting as it is.
  let rows: [[String]]

  /// The columns of the table in a sweep's folder that say nothing about settings, and are skipped.
  static let otherColumns = ["trial", "run", "status", "message"]
  /// More trials than a person has time for.
  private static let maximumRows = 10_000_000

  /// Reads a CSV file with a header of paths of settings.
  ///
  /// - Parameters:
  ///   - path: the path of the file
  ///   - registry: knows which settings take whole numbers only
  /// - Throws: `FileError` if it cannot be read; `CSVError` if it is not CSV; `SweepTableError` if
  ///   its header does not name settings, or it has no rows
  init(path: String, registry: Registry) throws {
    var reader = CSVReader(try ByteSource(path: path))
    guard try reader.nextRow() else { throw SweepTableError(path, "is empty") }
    let header = reader.texts.map(\.trimmed)
    if header.count == 1, header[0].contains(where: { ";\t".contains($0) }) {
      throw SweepTableError(path, "is not separated by commas; save it with commas between columns")
    }
    let columns = header.indices.filter { !Self.otherColumns.contains(header[$0]) }
    if columns.isEmpty { throw SweepTableError(path, "has no column for a setting") }
    for column in columns {
      let name = header[column]
      if name.hasPrefix("Unnamed: ") || (name.isEmpty && column == 0 && header.count > 1) {
        throw SweepTableError(
          path,
          "column \(column + 1) has no name, as the index that pandas writes; save the table with "
            + "index=False, or remove the column")
      }
      if name.isEmpty || name.contains("=") {
        throw SweepTableError(
          path,
          "column \(column + 1) is called '\(name.excerpt)'; the first row names settings, such as "
            + "eta,batch_size")
      }
    }
    keys = columns.map { header[$0] }
    let names = keys.map(ExperimentFields.canonical)
    if let place = names.indices.first(where: { names[..<$0].contains(names[$0]) }) {
      throw SweepTableError(path, "has two columns for '\(keys[place].excerpt)'")
    }
    let isWhole = keys.map(registry.takesWholeNumbers)
    var rows: [[String]] = []
    while try reader.nextRow() {
      if rows.count == Self.maximumRows {
        throw SweepTableError(path, "has more than \(Self.maximumRows) rows")
      }
      rows.append(
        columns.enumerated().map { place, column in
          let text = reader.text(column).trimmed
          return isWhole[place] ? Self.withoutDecimals(text) : text
        })
    }
    if rows.isEmpty { throw SweepTableError(path, "has no rows below its header, so no trials") }
    self.rows = rows
  }

  /// A whole number as its setting takes it: a column of which some cells are empty has `16.0`
  /// where pandas writes it.
  private static func withoutDecimals(_ text: String) -> String {
    guard let point = text.lastIndex(of: "."), point > text.startIndex,
      text[..<point].allSatisfy(\.isNumber), text[point...].dropFirst().allSatisfy({ $0 == "0" })
    else { return text }
    return String(text[..<point])
  }

  /// A table of trials that are listed in a sweep file.
  init(_ trials: [[(key: String, value: String)]]) {
    var keys: [String] = []
    for (key, _) in trials.joined() where !keys.contains(key) { keys.append(key) }
    self.keys = keys
    rows = trials.map { trial in
      keys.map { key in trial.first { $0.key == key }?.value ?? "" }
    }
  }
}

/// A table of trials that cannot be used.
struct SweepTableError: UserFacingError {
  let path: String
  let reason: String

  init(_ path: String, _ reason: String) {
    self.path = path
    self.reason = reason
  }

  var exitStatus: ExitStatus { .badData }

  var description: String { "\(path): \(reason)" }
}
