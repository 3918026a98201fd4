/// The character of ASCII that stands between two fields of CSV.
public struct CSVDelimiter: Sendable, Equatable {
  /// The character.
  public let byte: UInt8

  /// What RFC 4180 has.
  public static let comma = CSVDelimiter(byte: UInt8(ascii: ","))

  private init(byte: UInt8) {
    self.byte = byte
  }

  /// A character that can be told from quotes, numbers, words, spaces and line ends; `nil` for
  /// another text.
  public init?(_ text: String) {
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

  /// The character as text.
  public var text: String { String(UnicodeScalar(byte)) }

  /// The character in the double quotes of YAML.
  public var quoted: String { byte == 0x09 ? #""\t""# : "\"\(text)\"" }

  /// The delimiter that a row most likely has which was read as a single field with this one.
  public func likelyOther(in field: String) -> CSVDelimiter? {
    [";", "\t", "|", ","].first { field.contains($0) && $0 != text }.flatMap { CSVDelimiter($0) }
  }
}
