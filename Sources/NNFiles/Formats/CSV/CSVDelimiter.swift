/// What separates two fields of CSV: an ASCII character, or any number of spaces and tabs.
package struct CSVDelimiter: Sendable, Equatable {
  /// The character; a space means any number of spaces and tabs.
  package let byte: UInt8

  /// The delimiter of RFC 4180.
  package static let comma = CSVDelimiter(byte: UInt8(ascii: ","))
  /// Any number of spaces and tabs; those around a row are ignored.
  package static let whitespace = CSVDelimiter(byte: UInt8(ascii: " "))

  private init(byte: UInt8) {
    self.byte = byte
  }

  /// The delimiter `whitespace`, or a character that cannot be part of a quote, number, word, space
  /// or line end; `nil` for any other text.
  package init?(_ text: String) {
    if text == Self.whitespace.text {
      self = .whitespace
      return
    }
    guard text.utf8.count == 1, let byte = text.utf8.first else { return nil }
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      return nil
    case 0, 0x0A, 0x0D, 0x80...: return nil
    default:
      if " .+-\"'".utf8.contains(byte) { return nil }
      self.byte = byte
    }
  }

  /// What to write between two fields.
  package var separator: String { String(UnicodeScalar(byte)) }

  /// The delimiter as experiment files name it.
  package var text: String { byte == 0x20 ? "whitespace" : String(UnicodeScalar(byte)) }

  /// The character in YAML's double quotes, or `whitespace`.
  package var quoted: String {
    switch byte {
    case 0x20: text
    case 0x09: #""\t""#
    default: "\"\(text)\""
    }
  }

  /// The delimiter as messages name it: in double quotes, or `spaces`.
  package var phrase: String { byte == 0x20 ? "spaces" : quoted }

  /// The delimiters that files use, the more likely ones first.
  package static let likely =
    [";", "\t", "|", ","].compactMap { CSVDelimiter($0) } + [.whitespace]

  /// The most likely delimiter of a row that this one does not split.
  package func likelyOther(in field: String) -> CSVDelimiter? {
    Self.likely.first { $0 != self && field.contains($0 == .whitespace ? " " : $0.text) }
  }
}
