import NNFiles

extension RunComparison {
  /// The table as CSV, with all digits; a column for each standard deviation.
  package var csv: String {
    let deviating = Set(columns.filter { key in rows.contains { $0.deviations[key] != nil } })
    let header = columns.flatMap { deviating.contains($0) ? [$0, "\($0).sd"] : [$0] }
    let lines = rows.map { row in
      columns.flatMap { key in
        let value = row[key]?.text ?? ""
        let deviation = row.deviations[key].map { "\($0)" } ?? ""
        return deviating.contains(key) ? [value, deviation] : [value]
      }
    }
    return ([header] + lines).map { $0.map(\.csvField).joined(separator: ",") }
      .joined(separator: "\n")
  }
}
