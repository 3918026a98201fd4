import Platform

/// Reads rows of comma-separated values (RFC 4180) from a stream, one by one.
///
/// Lines end with LF or CRLF; a byte-order mark and empty lines at the end are skipped. All rows
/// must have as many fields as the first. After some errors, the rows that follow can still be
/// read. Only one row and what is read ahead are kept in memory.
public struct CSVReader: ~Copyable {
  /// What errors call the stream.
  package var name: String { source.name }
  /// The line on which the current row begins, counted from 1.
  package private(set) var line = 0
  /// What separates two fields; to be set before the first row is read.
  package var delimiter: CSVDelimiter {
    didSet { precondition(line == 0, "rows have been read with another delimiter") }
  }
  /// What precedes the decimals of a number.
  package var decimalMark = DecimalMark.point

  private var source: ByteSource
  /// The part of the stream that has been read.
  private(set) var buffer: UnsafeMutableBufferPointer<UInt8>
  /// Where the current row begins in the buffer.
  private(set) var start = 0
  /// Where the next row begins.
  private(set) var next = 0
  /// Where the bytes that have been read end.
  private var end = 0
  /// The fields of the current row, by their offsets from its start.
  private(set) var fields = FieldList()
  private var width: Int?
  private var nextLine = 1
  /// Whether a byte of the current row is not ASCII.
  private var hasNonASCII = false
  /// Whether a field of the current row has doubled quotes.
  private(set) var hasDoubledQuotes = false
  /// Whether the current line is empty.
  private var isBlank = false
  /// The first of the empty lines after the last row; `nil` if there are none.
  private var blankLine: Int?
  /// Whether the current row has not been returned yet, because empty lines before it were
  /// reported.
  private var isHeld = false
  /// Whether the stream begins with a byte-order mark.
  private(set) var hasByteOrderMark = false
  /// Whether the stream has been read to its end.
  private var isAtEnd = false
  /// Whether more of the stream may be waited for.
  private var mayWait = true

  private static let bufferSize = 1 << 18
  /// The maximum number of bytes of a row: a million fields of 64 digits each. Anything longer is
  /// not a row, but a file without line feeds, or the rest of a file after a stray quote.
  static let maximumRowSize = 64_000_000

  /// Reads from a stream.
  ///
  /// - Parameters:
  ///   - source: the stream
  ///   - delimiter: what separates two fields
  package init(_ source: consuming ByteSource, delimiter: CSVDelimiter = .comma) {
    self.source = source
    self.delimiter = delimiter
    buffer = Self.allocate(Self.bufferSize)
  }

  deinit { free(buffer.baseAddress) }

  private static func allocate(_ count: Int) -> UnsafeMutableBufferPointer<UInt8> {
    let start = OutOfMemory.allocate(count).bindMemory(to: UInt8.self, capacity: count)
    return UnsafeMutableBufferPointer(start: start, count: count)
  }

  /// Skips lines before the first row, whatever they contain.
  ///
  /// - Throws: `FormatError` if the stream is not text; `FileError` or `GzipError` if it cannot be
  ///   read
  package mutating func skipLines(_ count: Int) throws {
    precondition(line == 0, "rows have been read")
    if count > 0 { try skipByteOrderMark() }
    for _ in 0..<count {
      guard try byte(at: 0) != nil else { return }
      while let byte = try byte(at: 0) {
        next += 1
        start = next
        if byte == 0x0A { break }
      }
      nextLine += 1
    }
  }

  /// Advances to the next row.
  ///
  /// - Returns: whether there is one
  /// - Throws: `CSVError`, which names the line; if its problem `isOfOneRow`, the next call
  ///   continues after that row. `FormatError` if the stream is not text; `FileError` or
  ///   `GzipError` if it cannot be read; `OutOfMemory`
  package mutating func nextRow() throws -> Bool {
    if isHeld {
      isHeld = false
    } else {
      repeat {
        guard try readRow() else { return false }
        if isBlank, blankLine == nil { blankLine = line }
      } while isBlank
      if let blank = blankLine {
        blankLine = nil
        isHeld = true
        throw failure(.blankLine, line: blank)
      }
    }
    if hasNonASCII {
      for column in 0..<fields.count
      where String(validating: bytes(column), as: UTF8.self) == nil {
        throw failure(.encoding)
      }
    }
    if let width, fields.count != width {
      throw failure(.ragged(found: fields.count, expected: width))
    }
    // Callers that read the names of columns need several hundred bytes for each.
    if width == nil { try MachineMemory.require(fields.count * 512, for: name) }
    width = fields.count
    return true
  }

  /// Advances to the next row if that takes no waiting for whoever writes the stream.
  ///
  /// - Returns: whether there is one; `nil` if the rest of it has not arrived, and then there is no
  ///   current row
  /// - Throws: as `nextRow()` does
  package mutating func nextRowIfArrived() throws -> Bool? {
    mayWait = false
    defer { mayWait = true }
    do {
      return try nextRow()
    } catch is NotArrived {
      // The row is read again from its start.
      next = start
      nextLine = line
      return nil
    }
  }

  private func failure(_ problem: CSVError.Problem, line: Int? = nil) -> CSVError {
    CSVError(name: name, line: line ?? self.line, problem: problem)
  }
}

// Finds the fields of a row. All offsets count from the start of the row, which moves in the
// buffer.
extension CSVReader {
  private mutating func readRow() throws -> Bool {
    do {
      return try findRow()
    } catch is TooManyFields {
      throw failure(.tooManyFields)
    }
  }

  private mutating func findRow() throws -> Bool {
    fields.removeAll()
    hasNonASCII = false
    hasDoubledQuotes = false
    line = nextLine
    start = next
    if line == 1 { try skipByteOrderMark() }
    guard let first = try byte(at: 0) else { return false }
    isBlank = first == 0x0A || first == 0x0D
    let hasSpaces = delimiter == .whitespace
    if !hasSpaces, try readPlainRow() { return true }
    fields.removeAll()
    var offset = 0
    while true {
      if hasSpaces, try !skipSpaces(&offset) {
        isBlank = fields.count == 0
      } else {
        let isQuoted = try byte(at: offset) == UInt8(ascii: "\"")
        try isQuoted ? readQuoted(&offset) : readPlain(&offset)
      }
      guard let after = try byte(at: offset) else { break }
      if hasSpaces, after != 0x0A, after != 0x0D { continue }
      offset += 1
      if after == delimiter.byte { continue }
      if after == 0x0D {
        guard try byte(at: offset) == 0x0A else { throw failure(.loneReturn) }
        offset += 1
      }
      nextLine += 1
      break
    }
    next = start + offset
    return true
  }

  /// Skips spaces and tabs.
  ///
  /// - Returns: whether a field follows on the line
  private mutating func skipSpaces(_ offset: inout Int) throws -> Bool {
    while let byte = try byte(at: offset) {
      guard byte == 0x20 || byte == 0x09 else { return byte != 0x0A && byte != 0x0D }
      offset += 1
    }
    return false
  }

  /// Reads a row that is entirely in the buffer and has only ASCII fields without quotes, as most
  /// do.
  ///
  /// - Returns: whether the row is like that; if not, its fields still have to be found
  private mutating func readPlainRow() throws(TooManyFields) -> Bool {
    let bytes = UnsafeRawPointer(base + start)
    let count = end - start
    let marks = ByteMarks(delimiter)
    var first = 0
    var offset = 0
    while offset &+ 8 <= count {
      let word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      var marked = marks.find(in: UInt64(littleEndian: word))
      while marked != 0 {
        let place = offset &+ (marked.trailingZeroBitCount >> 3)
        let byte = bytes.load(fromByteOffset: place, as: UInt8.self)
        if byte == delimiter.byte {
          try fields.append(first, place)
          first = place &+ 1
        } else if byte == 0x0A {
          try endPlainRow(first, place, length: place &+ 1)
          return true
        } else if byte == 0x0D {
          guard place &+ 1 < count,
            bytes.load(fromByteOffset: place &+ 1, as: UInt8.self) == 0x0A
          else { return false }
          try endPlainRow(first, place, length: place &+ 2)
          return true
        } else if byte != UInt8(ascii: " ") {
          return false
        }
        marked &= marked &- 1
      }
      offset &+= 8
    }
    return false
  }

  private mutating func endPlainRow(
    _ first: Int, _ last: Int, length: Int
  ) throws(TooManyFields) {
    try fields.append(first, last)
    nextLine += 1
    next = start + length
  }

  /// Reads a field without quotes, up to the delimiter or the end of the line or stream.
  private mutating func readPlain(_ offset: inout Int) throws {
    let first = offset
    while let byte = try byte(at: offset) {
      switch byte {
      case UInt8(ascii: "\""): throw failure(.quoteInside)
      case 0: throw failure(.nul)
      case _ where Self.isSpecial(byte, delimiter.byte):
        try fields.append(first, offset)
        return
      default: skipPlainBytes(&offset)
      }
    }
    try fields.append(first, offset)
  }

  /// Skips to the next byte that may have a meaning, or to the end of the buffered bytes.
  private mutating func skipPlainBytes(_ offset: inout Int) {
    let bytes = UnsafeBufferPointer(rebasing: buffer[start + offset..<end])
    let delimiter = delimiter.byte
    var count = 0
    var all: UInt8 = 0
    while count < bytes.count {
      let byte = bytes[count]
      // All others that have a meaning come before the letters and digits.
      if byte == delimiter || byte <= UInt8(ascii: "\""), Self.isSpecial(byte, delimiter) { break }
      all |= byte
      count &+= 1
    }
    if all >= 0x80 { hasNonASCII = true }
    offset += count
  }

  @inline(__always)
  private static func isSpecial(_ byte: UInt8, _ delimiter: UInt8) -> Bool {
    byte == delimiter || byte == 0x0A || byte == 0x0D || byte == UInt8(ascii: "\"") || byte == 0
      || byte == 0x09 && delimiter == 0x20
  }

  /// Reads a field in quotes, which do not belong to it. Quotes in it stay doubled.
  private mutating func readQuoted(_ offset: inout Int) throws {
    offset += 1
    let first = offset
    while let byte = try byte(at: offset) {
      offset += 1
      if byte == UInt8(ascii: "\"") {
        let after = try self.byte(at: offset)
        guard after == byte else {
          try fields.append(first, offset - 1)
          if let after, after == 0 || !Self.isSpecial(after, delimiter.byte) {
            throw failure(.textAfterQuote)
          }
          return
        }
        hasDoubledQuotes = true
        offset += 1
      }
      if byte == 0 { throw failure(.nul) }
      if byte == 0x0A { nextLine += 1 }
      if byte >= 0x80 { hasNonASCII = true }
    }
    throw failure(.openQuote)
  }

  /// The byte at an offset from the row's start, read from the stream if need be; `nil` at its end.
  @inline(__always)
  private mutating func byte(at offset: Int) throws -> UInt8? {
    if start + offset >= end, try !readMore() { return nil }
    return buffer[start + offset]
  }

  var base: UnsafeMutablePointer<UInt8> {
    guard let base = buffer.baseAddress else { preconditionFailure("the buffer is never empty") }
    return base
  }

  /// Reads more of the stream, after moving the bytes of the current row to the front of the
  /// buffer.
  ///
  /// - Returns: whether there was more
  /// - Throws: `NotArrived` if there is nothing yet and it may not be waited for; what the stream
  ///   throws
  private mutating func readMore() throws -> Bool {
    // On a terminal, bytes may follow the end.
    if isAtEnd { return false }
    if !mayWait, !source.isReady { throw NotArrived() }
    if start > 0 {
      UnsafeMutableRawBufferPointer(buffer).copyMemory(
        from: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[start..<end]))
      end -= start
      next -= start
      start = 0
    }
    if end == buffer.count {
      guard buffer.count < Self.maximumRowSize else { throw failure(.tooLong) }
      let capacity = min(2 * buffer.count, Self.maximumRowSize)
      try MachineMemory.require(capacity, for: name)
      let larger = Self.allocate(capacity)
      _ = larger.update(fromContentsOf: buffer)
      free(buffer.baseAddress)
      buffer = larger
    }
    let free = UnsafeMutableRawBufferPointer(
      rebasing: UnsafeMutableRawBufferPointer(buffer)[end...])
    let count = try source.read(into: free)
    end += count
    isAtEnd = count == 0
    return !isAtEnd
  }

  /// Skips a byte-order mark at the start of the stream.
  ///
  /// - Throws: `FormatError` if the stream is not text; `FileError` or `GzipError` if it cannot be
  ///   read
  private mutating func skipByteOrderMark() throws {
    try source.checkText()
    for (offset, mark) in ([0xEF, 0xBB, 0xBF] as [UInt8]).enumerated() {
      guard try byte(at: offset) == mark else { return }
    }
    next += 3
    start = next
    hasByteOrderMark = true
  }
}

/// The rest of a row that has not arrived yet.
private struct NotArrived: Error {}
