extension String {
  /// A text from a file as messages show it: shortened, and without control characters, which a
  /// terminal could act on.
  package var excerpt: String {
    let maximumCount = 40
    return prefix(maximumCount).withoutControl + (count > maximumCount ? "..." : "")
  }

  /// The same with at most this many characters, cut in the middle: long names often differ only at
  /// their ends.
  package func shortened(to maximumCount: Int) -> String {
    if count <= maximumCount { return self[...].withoutControl }
    let dots = "..."
    let tail = (maximumCount - dots.count) / 2
    let head = maximumCount - dots.count - tail
    return prefix(head).withoutControl + dots + suffix(tail).withoutControl
  }
}

extension Substring {
  fileprivate var withoutControl: String {
    String(
      map { character in
        character.unicodeScalars.contains { $0.properties.generalCategory == .control }
          ? " " : character
      })
  }
}

extension [String] {
  /// The texts in single quotes, as messages show names that data bring along.
  package var quoted: [String] { map { "'\($0.excerpt)'" } }

  /// The texts as messages list them: all, or the first twenty and how many more there are.
  package var listing: String {
    let maximumCount = 20
    let shown = prefix(maximumCount).joined(separator: ", ")
    return count > maximumCount ? "\(shown) and \(count - maximumCount) more" : shown
  }
}
