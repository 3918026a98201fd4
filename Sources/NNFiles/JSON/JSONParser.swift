extension JSONValue {
  /// Reads a JSON text (RFC 8259) in UTF-8.
  ///
  /// - Throws: `JSONError` with the offset at which the text stops being JSON
  package init(parsing bytes: [UInt8]) throws(JSONError) {
    var parser = JSONParser(bytes: bytes)
    self = try parser.document()
  }
}

/// A text that is not JSON.
package struct JSONError: UserFacingError, Equatable {
  /// The offset, from 0, of the first byte that does not belong there, or of the start of an
  /// invalid number, word or escape sequence.
  package let offset: Int
  /// The code to exit with.
  package var exitStatus: ExitStatus { .badData }
  /// Where the text stops being JSON.
  package var description: String { "not valid JSON at byte \(offset)" }
}

/// Reads untrusted JSON byte by byte.
private struct JSONParser {
  let bytes: [UInt8]
  private var position = 0
  private var depth = 0
  private static let maximumDepth = 64

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func document() throws(JSONError) -> JSONValue {
    let result = try value()
    skipSpace()
    guard position == bytes.count else { throw failure }
    return result
  }

  private var failure: JSONError { JSONError(offset: position) }
  private var byte: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSpace() {
    while let byte, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
  }

  private mutating func take(_ expected: Character) -> Bool {
    guard byte == expected.asciiValue else { return false }
    position += 1
    return true
  }

  private mutating func value() throws(JSONError) -> JSONValue {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else { throw failure }
    skipSpace()
    switch byte {
    case UInt8(ascii: "{"): return try object()
    case UInt8(ascii: "["): return try array()
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func word(_ word: String, _ value: JSONValue) throws(JSONError) -> JSONValue {
    guard bytes[position...].starts(with: word.utf8) else { throw failure }
    position += word.utf8.count
    return value
  }

  private mutating func object() throws(JSONError) -> JSONValue {
    position += 1
    var fields: [(String, JSONValue)] = []
    skipSpace()
    if take("}") { return .object(fields) }
    while true {
      skipSpace()
      guard byte == UInt8(ascii: "\"") else { throw failure }
      let key = try string()
      skipSpace()
      guard take(":") else { throw failure }
      fields.append((key, try value()))
      skipSpace()
      if take("}") { return .object(fields) }
      guard take(",") else { throw failure }
    }
  }

  private mutating func array() throws(JSONError) -> JSONValue {
    position += 1
    var values: [JSONValue] = []
    skipSpace()
    if take("]") { return .array(values) }
    while true {
      values.append(try value())
      skipSpace()
      if take("]") { return .array(values) }
      guard take(",") else { throw failure }
    }
  }

  private mutating func number() throws(JSONError) -> JSONValue {
    let start = position
    while let byte, (0x30...0x39).contains(byte) || "+-.eE".utf8.contains(byte) { position += 1 }
    let token = bytes[start..<position]
    let text = String(decoding: token, as: UTF8.self)
    // Swift reads numbers that are not JSON, such as 01, +1, 1. and -.5.
    if Self.isNumber(token) {
      if let integer = Int(text) { return .integer(integer) }
      if let number = Double(text), number.isFinite { return .number(number) }
    }
    position = start
    throw failure
  }

  /// Whether a text is a number of JSON: an optional `-`; digits without leading zeros; optionally
  /// `.` and digits; optionally `e`, an optional sign and digits.
  private static func isNumber(_ text: ArraySlice<UInt8>) -> Bool {
    var rest = text
    func take(_ bytes: String) -> Bool {
      guard let first = rest.first, bytes.utf8.contains(first) else { return false }
      rest.removeFirst()
      return true
    }
    func takeDigits() -> Bool {
      let before = rest.count
      while take("0123456789") {}
      return rest.count < before
    }
    _ = take("-")
    guard take("0") || takeDigits() else { return false }
    if take("."), !takeDigits() { return false }
    if take("eE") {
      _ = take("+-")
      if !takeDigits() { return false }
    }
    return rest.isEmpty
  }

  private mutating func string() throws(JSONError) -> String {
    position += 1
    var content: [UInt8] = []
    while let byte {
      switch byte {
      case UInt8(ascii: "\""):
        guard let text = String(validating: content, as: UTF8.self) else { throw failure }
        position += 1
        return text
      case UInt8(ascii: "\\"):
        position += 1
        content.append(contentsOf: try escape().utf8)
      case 0..<0x20: throw failure
      default:
        content.append(byte)
        position += 1
      }
    }
    throw failure
  }

  private mutating func escape() throws(JSONError) -> String {
    guard let byte, "nrtbfu\"\\/".utf8.contains(byte) else { throw failure }
    position += 1
    switch byte {
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "u"): return String(Character(try escapedScalar()))
    default: return String(UnicodeScalar(byte))
    }
  }

  /// A character that is written as one or two UTF-16 code units.
  private mutating func escapedScalar() throws(JSONError) -> UnicodeScalar {
    let start = position - 2
    var units = [try fourDigits()]
    if UTF16.isLeadSurrogate(units[0]), take("\\"), take("u") { units.append(try fourDigits()) }
    var decoder = UTF16()
    var iterator = units.makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&iterator) else {
      throw JSONError(offset: start)
    }
    return scalar
  }

  private mutating func fourDigits() throws(JSONError) -> UInt16 {
    let digits = String(decoding: bytes[position...].prefix(4), as: UTF8.self)
    guard digits.utf8.count == 4, digits.allSatisfy({ $0.isASCII && $0.isHexDigit }),
      let unit = UInt16(digits, radix: 16)
    else { throw failure }
    position += 4
    return unit
  }
}
