/// What an experiment says of the names of columns.
enum HeaderRow: String, CaseIterable, Sendable {
  /// The first row has them.
  case firstRow = "first_row"
  /// There are none, and the first row has data.
  case none
}
