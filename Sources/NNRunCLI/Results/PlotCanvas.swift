/// The area of a plot between its axes. Points have x from 0 at the left to 1 at the right, and y
/// from 0 at the top to 1 at the bottom.
struct PlotCanvas {
  private let columns: Int
  private let rows: Int
  private let characters: TextPlot.Characters
  /// The dots of each character, a bit for each.
  private var dots: [UInt32]
  private var marks: [Character?]

  /// An empty area.
  init(columns: Int, rows: Int, characters: TextPlot.Characters) {
    self.columns = columns
    self.rows = rows
    self.characters = characters
    dots = Array(repeating: 0, count: columns * rows)
    marks = Array(repeating: nil, count: columns * rows)
  }

  /// The columns and rows of dots in a character.
  private var dotsPerCharacter: (columns: Int, rows: Int) {
    switch characters {
    case .ascii: (1, 1)
    case .braille: (2, 4)
    }
  }

  /// The row of characters at a height.
  func row(_ y: Double) -> Int { dotRow(y) / dotsPerCharacter.rows }

  private func dotRow(_ y: Double) -> Int {
    Int((y * Double(rows * dotsPerCharacter.rows - 1)).rounded())
  }

  private func dotColumn(_ x: Double) -> Int {
    Int((x * Double(columns * dotsPerCharacter.columns - 1)).rounded())
  }

  /// Draws lines between points; a missing one interrupts them.
  mutating func drawLine(_ points: [(x: Double, y: Double)?]) {
    var last: (column: Int, row: Int)?
    for point in points {
      guard let point else {
        last = nil
        continue
      }
      let (column, row) = (dotColumn(point.x), dotRow(point.y))
      let start = last ?? (column, row)
      let steps = max(1, abs(column - start.column), abs(row - start.row))
      for step in 0...steps {
        let part = Double(step) / Double(steps)
        setDot(
          start.column + Int((part * Double(column - start.column)).rounded()),
          start.row + Int((part * Double(row - start.row)).rounded()))
      }
      last = (column, row)
    }
  }

  private mutating func setDot(_ column: Int, _ row: Int) {
    let size = dotsPerCharacter
    let index = row / size.rows * columns + column / size.columns
    // The bits of a braille pattern: down the left column, down the right one, then the last row.
    let bits: [[UInt32]] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]]
    dots[index] |= bits[row % size.rows][column % size.columns]
  }

  /// Draws a mark in every second column, at the nearest of points at equal distances.
  mutating func drawMarks(_ points: [(x: Double, y: Double)?], _ mark: Character) {
    for column in stride(from: 0, to: columns, by: 2) {
      let part = Double(column) / Double(columns - 1)
      let index = Int((part * Double(points.count - 1)).rounded())
      if let point = points[index] { marks[row(point.y) * columns + column] = mark }
    }
  }

  /// The characters of each row; lines hide marks.
  var lines: [String] {
    (0..<rows).map { row in
      String(
        (row * columns..<(row + 1) * columns).map { index in
          guard dots[index] != 0 else { return marks[index] ?? " " }
          switch characters {
          case .ascii: return "*"
          case .braille:
            return Unicode.Scalar(0x2800 + dots[index]).map(Character.init) ?? "*"
          }
        })
    }
  }
}
