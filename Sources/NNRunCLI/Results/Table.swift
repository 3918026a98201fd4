/// Lines of text in columns.
package struct Table {
  private var rows: [[String]] = []
  private let rightAligned: Set<Int>

  /// A table without rows.
  ///
  /// - Parameter rightAligned: the columns that are aligned to the right, counted from 0
  package init(rightAligned: Set<Int> = []) {
    self.rightAligned = rightAligned
  }

  /// Adds a row.
  package mutating func add(_ cells: String...) { add(cells) }

  /// Adds a row.
  package mutating func add(_ cells: [String]) { rows.append(cells) }

  /// The rows, with two spaces between columns.
  ///
  /// - Parameter width: the longest that a line may be, for which the last cell of a row continues
  ///   on further lines; `nil` for a line for each row
  /// - Returns: the lines
  package func text(width: Int?) -> String {
    guard let width else { return text }
    var wrapped = Table(rightAligned: rightAligned)
    let last = widths.count - 1
    let indent = widths.dropLast().reduce(0) { $0 + $1 + 2 }
    for row in rows {
      guard row.count > last, last >= 0 else {
        wrapped.add(row)
        continue
      }
      for (index, line) in Self.lines(of: row[last], width: width - indent).enumerated() {
        let others = index == 0 ? Array(row.dropLast()) : Array(repeating: "", count: last)
        wrapped.add(others + [line])
      }
    }
    return wrapped.text
  }

  /// A text in lines, broken at spaces; words that are longer than a line are not broken.
  private static func lines(of text: String, width: Int) -> [String] {
    // Columns of a few characters are harder to read than long lines.
    guard width >= 24 else { return [text] }
    var lines = [""]
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      let line = lines[lines.count - 1]
      if line.isEmpty {
        lines[lines.count - 1] = String(word)
      } else if line.count + 1 + word.count <= width {
        lines[lines.count - 1] += " \(word)"
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }

  /// The width of each column.
  private var widths: [Int] {
    let columns = rows.map(\.count).max() ?? 0
    return (0..<columns).map { column in
      rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
  }

  /// A line for each row, with two spaces between columns.
  package var text: String {
    let widths = widths
    let lines = rows.map { row in
      var line = row.enumerated().map { column, cell in
        let space = String(repeating: " ", count: widths[column] - cell.count)
        return rightAligned.contains(column) ? space + cell : cell + space
      }.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line
    }
    return lines.joined(separator: "\n")
  }
}
