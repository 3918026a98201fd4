// The current row.
extension CSVReader {
  /// A field as text.
  package func text(_ column: Int) -> String {
    let bytes = bytes(column)
    guard hasDoubledQuotes else { return String(decoding: bytes, as: UTF8.self) }
    var isFirst = false
    let single = bytes.filter { byte in
      guard byte == UInt8(ascii: "\"") else { return true }
      isFirst.toggle()
      return isFirst
    }
    return String(decoding: single, as: UTF8.self)
  }

  /// All fields as text.
  package var texts: [String] { (0..<fields.count).map { text($0) } }

  /// A field as a finite decimal number, perhaps with spaces around it; `nil` if it is anything
  /// else.
  package func number(_ column: Int) -> Double? {
    decimalMark == .point
      ? DecimalNumber.parse(bytes(column)) : DecimalNumber.parse(withComma: bytes(column))
  }

  /// Appends fields of the current row as numbers, up to the first that is not a number.
  ///
  /// - Parameters:
  ///   - columns: the columns of the fields
  ///   - firstPlace: the index in `columns` at which to begin
  ///   - numbers: receives the numbers
  /// - Returns: the index in `columns` of the first field that is not a number; `nil` if all are
  /// - Throws: `OutOfMemory` if there is not enough memory
  package func appendNumbers(
    _ columns: [Int], from firstPlace: Int = 0, to numbers: inout NumberBuffer
  ) throws(OutOfMemory) -> Int? {
    let target = try numbers.reserve(columns.count - firstPlace)
    let row = UnsafePointer(base + start)
    let hasPoints = decimalMark == .point
    var place = firstPlace
    while place < columns.count {
      let (first, last) = fields[columns[place]]
      let field = UnsafeBufferPointer(start: row + first, count: last &- first)
      let parsed =
        hasPoints ? DecimalNumber.parse(field) : DecimalNumber.parse(withComma: field)
      guard let number = parsed else { break }
      target[place &- firstPlace] = number
      place &+= 1
    }
    numbers.count += place - firstPlace
    return place < columns.count ? place : nil
  }

  /// The current row as it is in the stream, without its line end; the first one with the
  /// byte-order mark, if there is one.
  package var row: String {
    let end = next - (lineEnd?.rawValue.utf8.count ?? 0)
    let bytes = UnsafeBufferPointer(rebasing: buffer[start..<end])
    let row = String(decoding: bytes, as: UTF8.self)
    return hasByteOrderMark && line == 1 ? "\u{FEFF}" + row : row
  }

  /// What ends the current row; `nil` if the stream ends instead.
  package var lineEnd: LineEnd? {
    guard next > start, buffer[next - 1] == 0x0A else { return nil }
    return next - start > 1 && buffer[next - 2] == 0x0D ? .crlf : .lf
  }

  /// A field as it is in the stream, without the quotes around it.
  func bytes(_ column: Int) -> UnsafeBufferPointer<UInt8> {
    let field = fields[column]
    return UnsafeBufferPointer(
      start: UnsafePointer(base + start + field.start), count: field.end - field.start)
  }
}
