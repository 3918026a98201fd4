import TestSupport
import Testing

@testable import NNFiles

@Suite("CSV: numbers")
struct CSVNumberTests {
  private func number(_ text: String) throws -> Double? {
    let folder = try TemporaryFolder()
    var reader = CSVReader(try ByteSource(path: folder.write("x,\(text)\n", to: "number.csv")))
    _ = try reader.nextRow()
    return reader.number(1)
  }

  @Test(
    "Finite decimals are numbers",
    arguments: [
      ("0", 0), ("1", 1), ("-1", -1), ("+1", 1), ("007", 7), ("1.5", 1.5), (".5", 0.5), ("5.", 5),
      ("1e3", 1000), ("1E-3", 0.001), ("1e+3", 1000), ("-2.5e-1", -0.25),
      (" 1", 1), ("1 ", 1), ("  1  ", 1), ("\"1\"", 1), ("\" 1\"", 1),
      ("0.1", 0.1), ("1.7976931348623157e308", Double.greatestFiniteMagnitude),
      ("12345678", 12_345_678), ("0.12345678", 0.12345678), ("12345678.", 12_345_678),
      ("000000000000000000000000000001.50000000", 1.5), ("0e0", 0), ("0e25", 0), ("0e-25", 0),
      ("0.00000000000000000000000000", 0), ("1e0005", 1e5), ("1E22", 1e22), ("1e23", 1e23),
      ("5e-324", Double.leastNonzeroMagnitude), ("0.1000000000000000055511151231257827", 0.1),
    ])
  func decimals(text: String, value: Double) throws {
    #expect(try number(text) == value)
  }

  @Test("The sign of zero is kept")
  func signOfZero() throws {
    #expect(try number("-0").map(\.sign) == .minus)
    #expect(try number("0").map(\.sign) == .plus)
  }

  @Test(
    "Anything else is not a number",
    arguments: [
      "", " ", "a", "nan", "NaN", "-nan", "inf", "-inf", "Infinity", "0x10", "0x1p3", "1e", "e5",
      "-", "+", ".", "--1", "+-1", "1-", "1e5.5", "1.2.3", "1_000", "1 000", "1'000", "\"1,5\"",
      "1f", "1d5", "1234567a", "1.1234567a", "1.12345678:", "12345678/9", "1e12345678", "1e+",
      "1e-",
      "-.", "+.e1", ".e1", "1e1 2", "1 e1", "true", "1e309", "-1e309", "\t1", "1\t", "\u{A0}1", "１",
      "½",
    ])
  func notNumbers(text: String) throws {
    #expect(try number(text) == nil)
  }

  @Test("Fields are read by column")
  func columns() throws {
    let folder = try TemporaryFolder()
    var reader = CSVReader(try ByteSource(path: folder.write("1,,3\n4,5,x\n", to: "numbers.csv")))
    var rows: [[Double?]] = []
    while try reader.nextRow() { rows.append((0..<3).map { reader.number($0) }) }
    #expect(rows == [[1, nil, 3], [4, 5, nil]])
  }
}
