/// What stands between two fields of CSV: a character of ASCII, or any number of spaces and tabs.
public struct CSVDelimiter: Sendable, Equatable {
  /// The character; a space stands for spaces and tabs.
  public let byte: UInt8

  /// What RFC 4180 has.
  public static let comma = CSVDelimiter(byte: UInt8(ascii: ","))
  /// Spaces and tabs, however many; those around a row mean nothing.
  public static let whitespace = CSVDelimiter(byte: UInt8(ascii: " "))

  private init(byte: UInt8) {
    self.byte = byte
  }

  /// `whitespace`, or a character that can be told from quotes, numbers, words, spaces and line
  /// ends; `nil` for another text.
  public init?(_ text: String) {
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

  /// The delimiter as experiments write it.
  public var text: String { byte == 0x20 ? "whitespace" : String(UnicodeScalar(byte)) }

  /// The character in the double quotes of YAML, or `whitespace`.
  public var quoted: String {
    switch byte {
    case 0x20: text
    case 0x09: #""\t""#
    default: "\"\(text)\""
    }
  }

  /// The delimiter as a sentence names it: in quotes, or `spaces`.
  public var phrase: String { byte == 0x20 ? "spaces" : quoted }

  /// Those that files have, the more likely ones first.
  public static let likely =
    [";", "\t", "|", ","].compactMap { CSVDelimiter($0) } + [.whitespace]

  /// The delimiter that a row most likely has which was read as a single field with this one.
  public func likelyOther(in field: String) -> CSVDelimiter? {
    Self.likely.first { $0 != self && field.contains($0 == .whitespace ? " " : $0.text) }
  }
}
