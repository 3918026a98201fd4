extension String {
  /// The text with a blank in place of line breaks and of more than one blank, as formulas that are
  /// written over several lines are shown.
  package var onOneLine: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
