import NNFiles
import TestSupport
import Testing

@testable import NNData

@Suite("csv: numbers in other forms")
struct CSVDecimalTests {
  private let csv: CSVFolder

  init() throws { csv = try CSVFolder() }

  @Test("Decimal commas are read")
  func decimalCommas() throws {
    try csv.folder.write("x;y\n1,5;-2,25e1\n3; ,5 \n", to: "data.csv")
    let data = try load(
      CSVSettings("target: y, delimiter: \";\", decimal: \",\"").yaml, in: csv.folder)
    #expect(data.train.inputRows == [[1.5], [3]])
    #expect(data.train.targetRows == [[-22.5], [0.5]])
    #expect(data.preprocessing.decimalMark == .comma)
  }

  private static let plain =
    "write plain numbers, such as 1234.5, without symbols, units and thousands separators"

  @Test(
    "Numbers with commas or other signs are not categories, whatever 'encode' says",
    arguments: [
      // All of these can only be decimals, ...
      (["1,5", "2,25"], ";", ["set 'decimal: \",\"'"]),
      (["1,500", "2,25"], ";", ["set 'decimal: \",\"'"]),
      (["0,125", "0,250"], ";", ["set 'decimal: \",\"'"]),
      (["1234,125", "1,250"], ";", ["set 'decimal: \",\"'"]),
      (["-1,5", "+2,5e3"], ";", ["set 'decimal: \",\"'"]),
      // ... these may also be thousands, ...
      (
        ["1,234", "22,500"], ";", [plain, "set 'decimal: \",\"' if the comma is the decimal mark"]
      ),
      (["1,234", "22,500"], ",", [plain]),
      // ... and these have more in them.
      (["1,234,567", "1,5"], ";", [plain]), (["1,234.50", "7.25"], ";", []),
      (["1,5", "2,25"], ",", ["write decimal points instead of commas"]),
      (["$5", "$7.25"], ",", [plain]), (["12 %", "7.5%"], ",", [plain]),
      (["1'000", "2'500"], ",", [plain]), (["1 000", "2\u{A0}500"], ",", [plain]),
      (["-$1,200.50", "$3"], ",", [plain]),
    ], ["none", "onehot"])
  func otherForms(sample: ([String], String, [String]), encode: String) throws {
    let (cells, delimiter, advice) = sample
    let rows = cells.enumerated().map { "\"\($1)\"\(delimiter)\($0)\n" }
    let outcome = try csv.follow(
      "x\(delimiter)y\n" + rows.joined(),
      "target: y, delimiter: \"\(delimiter)\", encode: \(encode)")
    let list = cells.enumerated().map { "'\($1)' (line \($0 + 2))" }.joined(separator: ", ")
    let expected =
      advice.isEmpty
      ? "data.csv:2: column 1 ('x') must be a number, not '\(cells[0])'; \(Self.plain)"
      : "data.csv: column 1 ('x') has numbers in another format: \(list); "
        + advice.joined(separator: "; ")
    #expect(outcome.messages.first == expected)
    let isFollowed = advice.contains { $0.hasPrefix("set ") }
    #expect((outcome.data != nil) == isFollowed, "\(outcome.messages)")
  }

  @Test("A column with gaps is explained step by step")
  func gaps() throws {
    let outcome = try csv.follow("x;y\n1,5;1\nNA;2\n2,5;3\n", "target: y, delimiter: \";\"")
    #expect(
      outcome.messages == [
        "data.csv: column 1 ('x') has numbers in another format: '1,5' (line 2), 'NA' (line 3), "
          + "'2,5' (line 4); set 'decimal: \",\"'; set 'missing_values: [NA]' and 'missing: "
          + "median' to fill in missing values, or 'missing: drop_row' to leave out rows that "
          + "have any",
        "data.csv:3: column 1 ('x') must be a number, not 'NA'; set 'missing_values: [NA]' and "
          + "'missing: median' to fill in missing values, or 'missing: drop_row' to leave out "
          + "rows that have any",
      ])
    #expect(outcome.data?.train.inputRows == [[1.5], [2], [2.5]])
  }

  @Test("Points beside decimal commas may separate thousands and are refused")
  func thousands() throws {
    let outcome = try csv.follow(
      "x;y\n1,5;1\n2.500;2\n1.234,5;3\n", "target: y, delimiter: \";\", decimal: \",\"")
    #expect(
      outcome.messages == [
        "data.csv: column 1 ('x') has numbers, but also 2 other values: '2.500' (line 3), "
          + "'1.234,5' (line 4); \(Self.plain)"
      ])
  }

  @Test("Commas do not turn targets into classes", arguments: ["y", "[y, x]"])
  func targets(target: String) throws {
    let outcome = try csv.follow("x;z;y\n1;1;1,5\n2;2;2,5\n", "target: \(target), delimiter: \";\"")
    #expect(outcome.messages.count == 1)
    #expect(outcome.followed == [["decimal: \",\""]])
    #expect(outcome.data?.train.targetRows.map { $0[0] } == [1.5, 2.5])
  }

  @Test("They are categories if the experiment says so")
  func declared() throws {
    let outcome = try csv.follow("x,y\n$5,1\n$6,2\n", "target: y, encode: {onehot: x}")
    #expect(outcome.data?.train.inputRows == [[1, 0], [0, 1]])
    #expect(
      outcome.data?.notes == [
        "column 1 ('x') has numbers in another format as categories: '$5' (line 2), '$6' (line 3)"
      ])
  }
}
