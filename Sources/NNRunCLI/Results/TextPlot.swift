/// Curves in characters, with axes: the first one is a line, all others are marks in every second
/// column.
struct TextPlot {
  /// The characters of a plot.
  enum Characters {
    /// Those that every terminal has.
    case ascii
    /// Braille patterns, each of which has two columns of four dots.
    case braille
  }

  /// The mark of all curves but the first.
  static let mark: Character = "+"

  /// The ends of the horizontal axis.
  let range: ClosedRange<Double>
  /// The values of each curve at equal distances, at least two of them.
  let curves: [[Double]]
  /// The characters of the lines.
  let characters: Characters

  /// The plot.
  ///
  /// - Parameters:
  ///   - width: the columns of the plot with its axis
  ///   - height: the rows of the curves; the horizontal axis takes two more
  /// - Returns: the lines; none if there are no finite values, if they are too far apart, or if
  ///   there is no room for them
  func lines(width: Int, height: Int) -> [String] {
    let values = curves.joined().filter(\.isFinite)
    guard let least = values.min(), let most = values.max() else { return [] }
    // The axis has 0 on it, so that curves are seen in proportion.
    let (lower, upper) = (min(least, 0), max(most, 0))
    guard (upper - lower).isFinite else { return [] }
    let span = upper > lower ? upper - lower : 1
    let ticks = AxisTicks(span: span, atMost: max(1, (height - 1) / 2))
    let multiples = ticks.multiples(around: lower...(lower + span))
    let vertical = ticks.value(multiples.lowerBound)...ticks.value(multiples.upperBound)
    guard (vertical.upperBound - vertical.lowerBound).isFinite else { return [] }
    // From 0 at the top to 1 at the bottom.
    func y(of value: Double) -> Double {
      (vertical.upperBound - value) / (vertical.upperBound - vertical.lowerBound)
    }
    let labelWidth = multiples.map { ticks.label($0).count }.max() ?? 0
    let columns = width - labelWidth - 2
    guard columns >= 10 else { return [] }
    var canvas = PlotCanvas(columns: columns, rows: height, characters: characters)
    for (index, curve) in curves.enumerated().reversed() {
      let points = curve.enumerated().map { offset, value in
        value.isFinite
          ? (x: Double(offset) / Double(curve.count - 1), y: y(of: value)) : nil
      }
      if index == 0 {
        canvas.drawLine(points)
      } else {
        canvas.drawMarks(points, Self.mark)
      }
    }
    var labels = [Int: String]()
    for multiple in multiples {
      labels[canvas.row(y(of: ticks.value(multiple)))] = ticks.label(multiple)
    }
    let rows = canvas.lines.enumerated().map { row, line in
      let label = labels[row] ?? ""
      let bar = labels[row] == nil ? axis.vertical : axis.verticalTick
      return label.padded(to: labelWidth) + " \(bar)\(line)"
    }
    return (rows + horizontalAxis(columns: columns, indent: labelWidth + 1)).map(Self.trimmed)
  }

  /// The line and the numbers below the curves.
  private func horizontalAxis(columns: Int, indent: Int) -> [String] {
    let ticks = AxisTicks(span: range.upperBound - range.lowerBound, atMost: max(4, columns / 12))
    var line = Array(repeating: axis.horizontal, count: columns)
    var labels = Array(repeating: Character(" "), count: indent + 1 + columns)
    for multiple in ticks.multiples(in: range) {
      let x =
        (ticks.value(multiple) - range.lowerBound) / (range.upperBound - range.lowerBound)
      let column = Int((x * Double(columns - 1)).rounded())
      line[column] = axis.horizontalTick
      let label = ticks.label(multiple)
      // The minus is left of the digits that are centred.
      let digits = label.hasPrefix("-") ? label.count - 1 : label.count
      let start = min(
        column + 1 + indent - (digits - 1) / 2 - (label.count - digits), labels.count - label.count)
      for (offset, character) in label.enumerated() where start + offset >= 0 {
        labels[start + offset] = character
      }
    }
    return [
      String(repeating: " ", count: indent) + "\(axis.corner)" + String(line), String(labels),
    ]
  }

  private var axis:
    (
      vertical: Character, verticalTick: Character, corner: Character, horizontal: Character,
      horizontalTick: Character
    )
  {
    switch characters {
    case .ascii: ("|", "+", "+", "-", "+")
    case .braille: ("│", "┤", "└", "─", "┬")
    }
  }

  private static func trimmed(_ line: String) -> String {
    String(line.reversed().drop { $0 == " " }.reversed())
  }
}
