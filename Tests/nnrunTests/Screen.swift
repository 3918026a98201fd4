/// What a terminal shows of the texts written to it, as far as redrawing lines needs.
struct Screen {
  private let columns: Int
  private var lines: [[Unicode.Scalar]] = [[]]
  private var row = 0
  private var column = 0

  /// A screen that is so wide, with a text written to it in which `\r\n` ends lines.
  init(columns: Int, showing text: String) {
    self.columns = columns
    var rest = Array(text.unicodeScalars)[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\r": column = 0
      case "\n": moveDown()
      case "\u{1B}" where rest.first == "[":
        let parameter = rest.dropFirst().prefix { ("0"..."9").contains($0) }
        rest = rest.dropFirst(1 + parameter.count)
        let command = rest.popFirst()
        let number = Int(String(String.UnicodeScalarView(parameter))) ?? 1
        switch command {
        case "A": row = max(0, row - number)
        case "K": eraseRestOfLine()
        case "J":
          eraseRestOfLine()
          lines.removeSubrange((row + 1)...)
        // What it does not know is shown.
        default: put("?")
        }
      default: put(scalar)
      }
    }
  }

  private mutating func moveDown() {
    row += 1
    if row == lines.count { lines.append([]) }
  }

  private mutating func eraseRestOfLine() {
    lines[row].removeSubrange(min(column, lines[row].count)...)
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    if column == columns {
      moveDown()
      column = 0
    }
    while lines[row].count <= column { lines[row].append(" ") }
    lines[row][column] = scalar
    column += 1
  }

  /// The lines, without spaces at their ends.
  var text: String {
    lines.map { line in
      String(String.UnicodeScalarView(line.reversed().drop { $0 == " " }.reversed()))
    }.joined(separator: "\n")
  }
}
