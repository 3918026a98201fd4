/// Where the names of the columns come from, as an experiment says.
enum HeaderRow: String, CaseIterable, Sendable {
  /// From the first row, the header.
  case firstRow = "first_row"
  /// There is no header, so columns are numbered.
  case none
}
