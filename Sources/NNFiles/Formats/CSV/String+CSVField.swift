extension String {
  /// The text as a field of CSV, in quotes if it needs them (RFC 4180) or has another line break.
  package var csvField: String {
    // By scalars: a combining character makes another character of a comma or a quotation mark.
    let needsQuotes = unicodeScalars.contains { scalar in
      scalar == "," || scalar == "\"" || Character(scalar).isNewline
    }
    guard needsQuotes else { return self }
    var field = "\"".unicodeScalars
    for scalar in unicodeScalars {
      if scalar == "\"" { field.append(scalar) }
      field.append(scalar)
    }
    field.append("\"")
    return String(field)
  }
}
