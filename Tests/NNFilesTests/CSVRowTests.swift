import NNFiles
import TestSupport
import Testing

@testable import struct NNFiles.ByteMarks

/// Rows of plain fields are found eight bytes at a time, all others byte by byte.
@Suite("CSV: finding fields")
struct CSVRowTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test("Every byte is found that is a delimiter, up to a quote or beyond ASCII, and no other")
  func marks() {
    for delimiter in [",", ";", "\t", "|", "!", "~"].compactMap({ CSVDelimiter($0) }) {
      let marks = ByteMarks(delimiter)
      for byte in UInt8.min...UInt8.max {
        let isMarked = byte == delimiter.byte || byte <= UInt8(ascii: "\"") || byte >= 0x80
        for place in 0..<8 as Range<UInt64> {
          // Neighbouring bytes that are delimiters themselves, and others.
          for others in [0x6161_6161_6161_6161, 0, .max, 0x2C2C_2C2C_2C2C_2C2C] as [UInt64] {
            let rest = others & ~(0xFF << (8 * place))
            let found = marks.find(in: rest | UInt64(byte) << (8 * place)) >> (8 * place) & 0xFF
            #expect(found == (isMarked ? 0x80 : 0), "\(byte) at \(place)")
          }
        }
      }
    }
  }

  /// The same values, once as they are and once in quotes, which only the slow way reads.
  @Test(
    "Both ways to find fields agree on values of any length at any place",
    arguments: ["\n", "\r\n"])
  func lengths(lineEnd: String) throws {
    let values = (0..<12).map { String("abc def-ghij".prefix($0)) }
    var rows: [[String]] = []
    for first in values { for second in values { rows.append([first, second, first + second]) } }
    func read(_ field: (String) -> String) throws -> [[String]] {
      let lines = rows.map { $0.map(field).joined(separator: ",") + lineEnd }
      let path = try folder.write(lines.joined(), to: "rows.csv")
      var reader = CSVReader(try ByteSource(path: path))
      var found: [[String]] = []
      while try reader.nextRow() {
        #expect(reader.line == found.count + 1, "line \(found.count + 1)")
        found.append(reader.texts)
      }
      return found
    }
    #expect(try read { $0 } == rows)
    #expect(try read { "\"\($0)\"" } == rows)
  }

  @Test("Fields are appended up to the first that is not a number")
  func appended() throws {
    let path = try folder.write("1,2,3\n4,x,6\n7,8,9\n", to: "numbers.csv")
    var reader = CSVReader(try ByteSource(path: path))
    var numbers = NumberBuffer(owner: path)
    var places: [Int?] = []
    while try reader.nextRow() { places.append(try reader.appendNumbers([2, 1, 0], to: &numbers)) }
    #expect(places == [nil, 1, nil])
    #expect(Array(numbers.numbers) == [3, 2, 1, 6, 9, 8, 7])
  }
}
