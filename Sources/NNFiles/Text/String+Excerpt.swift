extension String {
  /// A text from a file as messages show it: shortened, and without control characters, which a
  /// terminal could act on.
  package var excerpt: String {
    let maximumCount = 40
    return prefix(maximumCount).blankingControl + (count > maximumCount ? "..." : "")
  }

  /// The same with at most this many characters, cut in the middle: long names often differ only at
  /// their ends.
  package func shortened(to maximumCount: Int) -> String {
    if count <= maximumCount { return self[...].blankingControl }
    let dots = "..."
    let tail = (maximumCount - dots.count) / 2
    let head = maximumCount - dots.count - tail
    return prefix(head).blankingControl + dots + suffix(tail).blankingControl
  }
}

extension Substring {
  fileprivate var blankingControl: String {
    String(
      map { character in
        character.unicodeScalars.contains(where: \.isControl) ? " " : character
      })
  }
}

extension Unicode.Scalar {
  /// Whether a terminal could act on it.
  package var isControl: Bool { properties.generalCategory == .control }
}

extension [String] {
  /// The texts in single quotes, as messages show names that data bring along.
  package var quoted: [String] { map { "'\($0.excerpt)'" } }

  /// The maximum number of texts that a message lists.
  package static var listedCount: Int { 20 }

  /// The texts as messages list them: all, or the first twenty and how many more there are.
  package var listing: String {
    let shown = prefix(Self.listedCount).joined(separator: ", ")
    return count > Self.listedCount ? "\(shown) and \(count - Self.listedCount) more" : shown
  }
}
