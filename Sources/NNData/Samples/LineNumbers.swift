/// The lines on which the rows of a text file begin.
///
/// Rows mostly follow one another line by line, so only those are stored that do not begin on the
/// line after the previous row's: the first one, and those after a row of several lines or after
/// lines without a row.
struct LineNumbers: Sendable {
  private var starts: [(row: Int, line: Int)] = []
  private var count = 0

  /// Appends the line of the next row.
  mutating func append(_ line: Int) {
    if starts.last.map({ $0.line + count - $0.row }) != line { starts.append((count, line)) }
    count += 1
  }

  /// The line of a row, which counts from 0.
  subscript(row: Int) -> Int {
    precondition(row >= 0 && row < count, "there is no row \(row)")
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle].row <= row { low = middle } else { high = middle }
    }
    return starts[low].line + row - starts[low].row
  }
}
