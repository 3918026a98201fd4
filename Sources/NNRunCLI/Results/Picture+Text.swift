import NNExperiment

extension Picture {
  /// Characters from light to dark on paper.
  private static let ramp = Array(" .:-=+*#%@")
  /// The maximum number of characters in a line.
  private static let maximumWidth = 72
  /// Images of at most this width have two characters for each pixel, as characters are about twice
  /// as high as wide.
  private static let maximumSmallWidth = 20

  /// The picture in characters, without empty lines at its top and bottom. The larger a value, the
  /// more ink its character has; of large images, a character shows the mean of several pixels.
  var lines: [String] {
    let isSmall = width <= Self.maximumSmallWidth
    let block = (width + Self.maximumWidth - 1) / Self.maximumWidth
    let (blockHeight, blockWidth) = isSmall ? (1, 1) : (2 * block, block)
    let lines = stride(from: 0, to: height, by: blockHeight).map { top in
      var line = ""
      for left in stride(from: 0, to: width, by: blockWidth) {
        let mean = mean(
          top..<min(top + blockHeight, height), left..<min(left + blockWidth, width))
        let level = min(Self.ramp.count - 1, Int(mean * Double(Self.ramp.count)))
        line += String(repeating: Self.ramp[level], count: isSmall ? 2 : 1)
      }
      while line.last == " " { line.removeLast() }
      return line
    }
    guard let first = lines.firstIndex(where: { !$0.isEmpty }),
      let last = lines.lastIndex(where: { !$0.isEmpty })
    else { return [] }
    return Array(lines[first...last])
  }

  private func mean(_ rows: Range<Int>, _ columns: Range<Int>) -> Double {
    var sum = 0.0
    for row in rows {
      for column in columns { sum += pixels[row * width + column] }
    }
    return sum / Double(rows.count * columns.count)
  }
}
