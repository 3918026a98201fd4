/// The header of an array in NumPy's format: type, order and shape.
///
/// It is a Python dictionary literal (NumPy Enhancement Proposal 1), which is parsed strictly.
struct NPYHeader: Equatable {
  var descr: String
  var fortranOrder: Bool
  var shape: [Int]

  /// The number of elements; `nil` if it is above `Int.max`.
  var count: Int? { shape.checkedProduct }

  /// The bytes of a file before its elements, as NumPy writes them: version 1.0, 64-byte aligned.
  var bytes: [UInt8] { bytes(alignment: 64) }

  /// The same with another alignment of the elements, in bytes.
  func bytes(alignment: Int) -> [UInt8] {
    let lengths =
      shape.count == 1
      ? "\(shape[0])," : shape.map(String.init).joined(separator: ", ")
    var text =
      "{'descr': '\(descr)', 'fortran_order': \(fortranOrder ? "True" : "False"), "
      + "'shape': (\(lengths)), }"
    let prefix = Self.magic.count + 4
    let padding = alignment - 1 - (prefix + text.utf8.count) % alignment
    text += String(repeating: " ", count: padding) + "\n"
    var bytes = Self.magic + [1, 0]
    bytes.append(littleEndian: UInt16(text.utf8.count))
    return bytes + text.utf8
  }

  static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  init(descr: String, fortranOrder: Bool, shape: [Int]) {
    self.descr = descr
    self.fortranOrder = fortranOrder
    self.shape = shape
  }

  /// Parses the dictionary; `nil` if the text is anything else.
  init?(dictionary text: String) {
    self.init(descr: "", fortranOrder: false, shape: [])
    var scanner = Scanner(text: text)
    guard scanner.take("{") else { return nil }
    var keys: Set<String> = []
    while !scanner.take("}") {
      guard let key = scanner.quoted(), keys.insert(key).inserted, scanner.take(":") else {
        return nil
      }
      switch key {
      case "descr":
        // The type of records is a list of fields.
        guard let descr = scanner.quoted() ?? scanner.list() else { return nil }
        self.descr = descr
      case "fortran_order":
        guard let word = scanner.word(), word == "True" || word == "False" else { return nil }
        fortranOrder = word == "True"
      case "shape":
        guard let shape = scanner.tuple() else { return nil }
        self.shape = shape
      default: return nil
      }
      guard scanner.take(",") || scanner.isAt("}") else { return nil }
    }
    guard keys.count == 3, scanner.isAtEnd else { return nil }
  }

  /// Reads the header at the start of an array.
  ///
  /// - Parameter next: returns the given number of next bytes, or `nil` if there are fewer
  /// - Returns: the header and its length in bytes; `nil` if the bytes are not a header
  /// - Throws: what `next` throws
  static func read<E: Error>(
    next: (_ count: Int) throws(E) -> [UInt8]?
  ) throws(E) -> (header: NPYHeader, length: Int)? {
    let versionAt = magic.count
    guard let start = try next(versionAt + 2), start.starts(with: magic),
      (1...3).contains(start[versionAt]),
      let lengthBytes = try next(start[versionAt] == 1 ? 2 : 4)
    else { return nil }
    let length = lengthBytes.reversed().reduce(0) { $0 << 8 | Int($1) }
    guard length <= 1 << 16, let text = try next(length),
      let header = NPYHeader(dictionary: String(decoding: text, as: UTF8.self))
    else { return nil }
    return (header, start.count + lengthBytes.count + length)
  }
}

/// Reads the tokens of a Python literal.
private struct Scanner {
  private var rest: Substring

  init(text: String) { rest = text[...] }

  var isAtEnd: Bool { rest.allSatisfy(\.isWhitespace) }

  private mutating func skipSpace() { rest = rest.drop(while: \.isWhitespace) }

  mutating func isAt(_ character: Character) -> Bool {
    skipSpace()
    return rest.first == character
  }

  mutating func take(_ character: Character) -> Bool {
    guard isAt(character) else { return false }
    rest = rest.dropFirst()
    return true
  }

  mutating func quoted() -> String? {
    skipSpace()
    guard let quote = rest.first, quote == "'" || quote == "\"" else { return nil }
    let inside = rest.dropFirst()
    guard let end = inside.firstIndex(of: quote) else { return nil }
    rest = inside[inside.index(after: end)...]
    return String(inside[..<end])
  }

  mutating func list() -> String? {
    guard isAt("["), let end = rest.lastIndex(of: "]") else { return nil }
    let content = rest[...end]
    rest = rest[rest.index(after: end)...]
    return String(content)
  }

  mutating func word() -> String? {
    skipSpace()
    let word = rest.prefix { $0.isLetter }
    rest = rest.dropFirst(word.count)
    return word.isEmpty ? nil : String(word)
  }

  mutating func tuple() -> [Int]? {
    guard take("(") else { return nil }
    var lengths: [Int] = []
    while !take(")") {
      skipSpace()
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      guard let length = Int(digits) else { return nil }
      lengths.append(length)
      rest = rest.dropFirst(digits.count)
      guard take(",") || isAt(")") else { return nil }
    }
    return lengths
  }
}
