extension String {
  /// A text from a file as messages show it: cut, and without what a terminal could act on.
  public var excerpt: String {
    let most = 40
    return prefix(most).withoutControl + (count > most ? "..." : "")
  }

  /// The same with at most so many characters, cut in the middle: the ends of long names differ.
  public func shortened(to most: Int) -> String {
    if count <= most { return self[...].withoutControl }
    let dots = "..."
    let tail = (most - dots.count) / 2
    return prefix(most - dots.count - tail).withoutControl + dots + suffix(tail).withoutControl
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
  /// The texts in a message, the first of many.
  public var listing: String {
    let most = 20
    let shown = prefix(most).joined(separator: ", ")
    return count > most ? "\(shown) and \(count - most) more" : shown
  }
}
