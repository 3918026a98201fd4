/// What a terminal shows of the texts written to it, as far as redrawing a line needs.
struct Screen {
  private let columns: Int
  private var lines: [[Unicode.Scalar]] = [[]]
  private var column = 0

  /// A screen that is so wide, with a text written to it in which `\r\n` ends lines.
  init(columns: Int, showing text: String) {
    self.columns = columns
    var rest = Array(text.unicodeScalars)[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\r": column = 0
      case "\n": lines.append([])
      case "\u{1B}" where rest.starts(with: "[K".unicodeScalars):
        rest = rest.dropFirst(2)
        lines[lines.count - 1].removeSubrange(min(column, lines[lines.count - 1].count)...)
      default: put(scalar)
      }
    }
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    if column == columns {
      lines.append([])
      column = 0
    }
    var line = lines[lines.count - 1]
    while line.count <= column { line.append(" ") }
    line[column] = scalar
    lines[lines.count - 1] = line
    column += 1
  }

  /// The lines, without spaces at their ends.
  var text: String {
    lines.map { line in
      String(String.UnicodeScalarView(line.reversed().drop { $0 == " " }.reversed()))
    }.joined(separator: "\n")
  }
}
