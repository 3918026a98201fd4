/// Reads rows of comma-separated values (RFC 4180) from a stream, one after the other.
///
/// Lines end with LF or CRLF; a byte-order mark and empty lines at the end are skipped. All rows
/// must have as many fields as the first.
public struct CSVReader: ~Copyable {
  /// What errors call the stream.
  public var name: String { source.name }
  /// The line on which the current row begins, from 1.
  public private(set) var line = 0

  private var source: ByteSource
  private let piece: UnsafeMutableRawBufferPointer
  private var position = 0
  private var end = 0
  /// The content of the current row's fields, quotes removed.
  private var content: [UInt8] = []
  /// Where each field ends in `content`.
  private var ends: [Int] = []
  private var width: Int?
  private var isAtStart = true
  /// Whether there is nothing at all in the current line.
  private var isBlank = false
  private var nextLine = 1

  /// Reads from a stream.
  public init(_ source: consuming ByteSource) {
    self.source = source
    piece = .allocate(byteCount: 1 << 16, alignment: 1)
  }

  deinit { piece.deallocate() }

  /// A field as text.
  public func text(_ column: Int) -> String { String(decoding: bytes(column), as: UTF8.self) }

  /// All fields as text.
  public var texts: [String] { ends.indices.map { text($0) } }

  /// A field as a finite decimal number; `nil` if it is anything else. Spaces around it are fine.
  public func number(_ column: Int) -> Double? {
    var field = bytes(column)
    while field.first == 0x20 { field = field.dropFirst() }
    while field.last == 0x20 { field = field.dropLast() }
    // Words such as nan, inf or 0x10 are numbers to Swift, but not here.
    let isDecimal = field.allSatisfy { byte in
      (0x30...0x39).contains(byte) || byte == 0x2B || byte == 0x2D || byte == 0x2E
        || byte == 0x65 || byte == 0x45
    }
    guard isDecimal, let value = Double(String(decoding: field, as: UTF8.self)), value.isFinite
    else { return nil }
    return value
  }

  private func bytes(_ column: Int) -> ArraySlice<UInt8> {
    content[(column == 0 ? 0 : ends[column - 1])..<ends[column]]
  }

  /// Goes to the next row.
  ///
  /// - Returns: whether there is one
  /// - Throws: `CSVError` that names the line; `FileError` or `GzipError`
  public mutating func nextRow() throws -> Bool {
    guard try readRow() else { return false }
    if isBlank {
      let blank = line
      while isBlank {
        guard try readRow() else { return false }
      }
      throw failure(.blankLine, line: blank)
    }
    guard isText else { throw failure(.encoding) }
    if let width, ends.count != width {
      throw failure(.ragged(found: ends.count, expected: width))
    }
    width = ends.count
    return true
  }

  /// Whether every field of the row is UTF-8: all of them are together, and none begins within a
  /// character.
  private var isText: Bool {
    ends.allSatisfy { $0 == content.count || content[$0] & 0xC0 != 0x80 }
      && String(validating: content, as: UTF8.self) != nil
  }

  private func failure(_ problem: CSVError.Problem, line: Int? = nil) -> CSVError {
    CSVError(name: name, line: line ?? self.line, problem: problem)
  }

  private mutating func nextByte() throws -> UInt8? {
    if position == end {
      end = try isAtStart ? readStart() : source.read(into: piece)
      position = 0
      if end == 0 { return nil }
    }
    position += 1
    return piece[position - 1]
  }

  /// Reads the first bytes, without a byte-order mark.
  private mutating func readStart() throws -> Int {
    isAtStart = false
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let start = UnsafeMutableRawBufferPointer(rebasing: piece[..<mark.count])
    let count = try source.fill(start)
    return count == mark.count && start.elementsEqual(mark) ? try source.read(into: piece) : count
  }

  private mutating func readRow() throws -> Bool {
    content.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    line = nextLine
    guard var byte = try nextByte() else { return false }
    isBlank = byte == 0x0A || byte == 0x0D
    while true {
      let after: UInt8?
      if byte == UInt8(ascii: "\"") {
        after = try readQuoted()
      } else {
        after = try readPlain(first: byte)
      }
      ends.append(content.count)
      switch after {
      case UInt8(ascii: ","):
        guard let next = try nextByte() else {
          // A comma at the very end is followed by one more, empty field.
          ends.append(content.count)
          return true
        }
        byte = next
      default: return true
      }
    }
  }

  /// Reads a field without quotes; returns the comma or line feed behind it, `nil` at the end.
  private mutating func readPlain(first: UInt8) throws -> UInt8? {
    var current: UInt8? = first
    while let byte = current {
      switch byte {
      case UInt8(ascii: ","): return byte
      case 0x0A:
        nextLine += 1
        return byte
      case 0x0D:
        guard try nextByte() == 0x0A else { throw failure(.lonelyReturn) }
        nextLine += 1
        return 0x0A
      case UInt8(ascii: "\""): throw failure(.quoteInside)
      case 0: throw failure(.nul)
      default: content.append(byte)
      }
      current = try nextByte()
    }
    return nil
  }

  /// Reads a field behind its opening quote.
  private mutating func readQuoted() throws -> UInt8? {
    while let byte = try nextByte() {
      switch byte {
      case UInt8(ascii: "\""):
        switch try nextByte() {
        case UInt8(ascii: "\""): content.append(byte)
        case UInt8(ascii: ","): return UInt8(ascii: ",")
        case 0x0A:
          nextLine += 1
          return 0x0A
        case 0x0D:
          guard try nextByte() == 0x0A else { throw failure(.lonelyReturn) }
          nextLine += 1
          return 0x0A
        case nil: return nil
        default: throw failure(.textBehindQuote)
        }
      case 0: throw failure(.nul)
      default:
        if byte == 0x0A { nextLine += 1 }
        content.append(byte)
      }
    }
    throw failure(.openQuote)
  }
}

/// A stream that is no CSV.
public struct CSVError: UserFacingError, Equatable {
  /// What is wrong.
  public enum Problem: Sendable, Equatable {
    /// A line without anything between others.
    case blankLine
    /// Bytes that are no UTF-8.
    case encoding
    /// Another number of fields than in the first row.
    case ragged(found: Int, expected: Int)
    /// A carriage return without line feed.
    case lonelyReturn
    /// A quote in a field that does not begin with one.
    case quoteInside
    /// Something between a closing quote and the comma.
    case textBehindQuote
    /// A quote that is never closed.
    case openQuote
    /// A NUL byte.
    case nul
  }

  /// What the stream is called.
  public let name: String
  /// The line on which the row begins, from 1.
  public let line: Int
  /// What is wrong.
  public let problem: Problem
  /// The code to exit with.
  public var exitStatus: ExitStatus { .badData }

  /// Place and problem.
  public var description: String { "\(name):\(line): \(text)" }

  private var text: String {
    switch problem {
    case .blankLine: "is empty; remove the line"
    case .encoding: "is no text in UTF-8; save the file in that encoding"
    case .ragged(let found, let expected):
      "has \(counted(found, "value")), the first row has \(expected)"
    case .lonelyReturn: "has a carriage return without line feed"
    case .quoteInside: "has a quote inside a value; put the value in quotes and double the quote"
    case .textBehindQuote: "has text behind a closing quote"
    case .openQuote: "has a quote that is never closed"
    case .nul: "has a NUL byte; this is no text file"
    }
  }
}
