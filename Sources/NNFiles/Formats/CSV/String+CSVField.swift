extension String {
  /// The text as a field of CSV, in quotes if it needs them (RFC 4180) or has another line break.
  package var csvField: String { csvField(.comma) }

  /// The text as a field of CSV with a delimiter, in quotes if it has the delimiter, a quote or a
  /// line break, or if it is empty and fields are separated by any number of spaces.
  package func csvField(_ delimiter: CSVDelimiter) -> String {
    let hasSpaces = delimiter == .whitespace
    let separator = UnicodeScalar(delimiter.byte)
    // By scalars: a combining character makes another character of a comma or a quotation mark.
    let needsQuotes = unicodeScalars.contains { scalar in
      scalar == separator || scalar == "\"" || Character(scalar).isNewline
        || hasSpaces && scalar == "\t"
    }
    guard needsQuotes || hasSpaces && isEmpty else { return self }
    var field = "\"".unicodeScalars
    for scalar in unicodeScalars {
      if scalar == "\"" { field.append(scalar) }
      field.append(scalar)
    }
    field.append("\"")
    return String(field)
  }
}
