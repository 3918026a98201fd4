import NNFiles
import TestSupport
import Testing

@testable import NNData

@Suite("csv: unreadable rows")
struct CSVUnreadableRowTests {
  private let csv: CSVFolder

  init() throws { csv = try CSVFolder() }

  private func message(_ text: String, _ settings: String = "target: y") throws -> String? {
    let failure = try csv.failure(text, settings)
    #expect(failure.map { $0.status == .badData } ?? true)
    return failure?.text
  }

  @Test("All unreadable rows are reported together")
  func together() throws {
    let text = "x,y\n1,2\n1\n\n\n3,4\n1,2,3\n" + String(repeating: "5\n", count: 4) + "6,7\n"
    #expect(
      try message(text) == """
        data.csv: 7 rows cannot be read
          line 3 has 1 value, but the first row has 2
          line 4 is empty; remove the line
          line 7 has 3 values, but the first row has 2
          line 8 has 1 value, but the first row has 2
          line 9 has 1 value, but the first row has 2
          and 2 more
        """)
    // They are reported before mistakes in columns, which depend on all rows.
    #expect(try message("x,y\na,2\n1\n3,4\n") == "data.csv:3: has 1 value, but the first row has 2")
  }

  @Test("Empty lines at the end are not refused")
  func emptyLines() throws {
    #expect(try message("x,y\n1,2\n\n\r\n\n") == nil)
  }

  @Test("A row that hides those after it is reported alone")
  func fatal() throws {
    #expect(
      try message("x,y\n1\n2,\"3\n")
        == "data.csv:3: has a quote that is never closed; close it or double it")
  }

  @Test("Row names without a column name are recognised", arguments: [",", ";", "\t", " "])
  func rowNames(delimiter: String) throws {
    let text = "\"x\",\"y\"\n\"Mazda RX4\",1,2\n\"Valiant\",3,4\n"
      .replacing(",", with: delimiter)
    let setting = delimiter == " " ? "whitespace" : "\"\(delimiter)\""
    #expect(
      try message(text, "target: last, delimiter: \(setting)") == """
        data.csv: 2 rows cannot be read; if the rows begin with row names, as R's write.table \
        writes them, write the file with row.names = FALSE, or set 'skip_rows: 1' and 'header: none'
          line 2 has 3 values, but the first row has 2
          line 3 has 3 values, but the first row has 2
        """)
    var outcome = try CSVSettings("target: last, delimiter: \(setting)").follow(in: csv.folder)
    #expect(
      outcome.followed == [["skip_rows: 1", "header: none"], ["encode: {onehot: [0]}"]])
    outcome.settings.set("encode: none")
    outcome.settings.set("exclude: 0")
    let data = try load(outcome.settings.yaml, in: csv.folder)
    #expect(data.train.inputRows == [[1], [3]])
    #expect(data.train.targetRows == [[2], [4]])
  }

  @Test("The name of a single row is recognised")
  func oneRow() throws {
    #expect(
      try message("title\nx,y\na,1,2\n", "target: y, skip_rows: 1")
        == "data.csv:3: has 3 values, but the first row has 2; if the rows begin with row names, as "
        + "R's write.table writes them, write the file with row.names = FALSE, or set 'skip_rows: "
        + "2' and 'header: none'")
  }

  @Test("Delimiters at the end of rows are recognised", arguments: [",", ";"])
  func trailingDelimiters(delimiter: String) throws {
    let text = "x,y\n1,2,\n3,4,\n".replacing(",", with: delimiter)
    let settings = "target: y, delimiter: \"\(delimiter)\""
    #expect(
      try message(text, settings) == """
        data.csv: 2 rows cannot be read; if rows end with a delimiter, write "\(delimiter)" after \
        the names of the columns, too
          line 2 has 3 values, but the first row has 2
          line 3 has 3 values, but the first row has 2
        """)
    #expect(try message(text.replacing("y\n", with: "y\(delimiter)\n"), settings) == nil)
  }

  @Test(
    "A delimiter other than the one that is set is recognised",
    arguments: [
      // Decimal commas divide rows, but not the header.
      ("x;y\n1,5;2\n", ",", "data.csv:2: has 2 values, but the first row has 1", ";"),
      ("x\ty\n1,5\t2\n", ",", "data.csv:2: has 2 values, but the first row has 1", "\t"),
      ("\"x\";\"y\"\n1;2\n", ",", "data.csv:1: " + Self.after, ";"),
      ("x;y\n1;\"2\"\n", ",", Self.quote, ";"), ("x;y\n\"1\";\"2\"\n", ",", Self.text, ";"),
      ("\"x\" \"y\"\n1 2\n", ",", "data.csv:1: " + Self.after, " "),
      ("\"x\",\"y\"\n1,2\n", ";", "data.csv:1: " + Self.after, ","),
      ("a b\t\"c\"\td\nu v\t3\t4\n", ",", "data.csv:1: " + Self.inside, "\t"),
      ("1  2  3\t\"four\"\n5  6  7\t\"eight\"\n", ",", "data.csv:1: " + Self.inside, " "),
    ])
  func otherDelimiter(text: String, set: String, problem: String, right: String) throws {
    let quoted = right == " " ? "whitespace" : right == "\t" ? "\"\\t\"" : "\"\(right)\""
    let name = right == " " ? "spaces" : quoted
    #expect(
      try message(text, "target: last, delimiter: \"\(set)\"")
        == "\(problem); if columns are separated by \(name), set 'delimiter: \(quoted)'")
    let outcome = try CSVSettings("target: last, encode: onehot, delimiter: \"\(set)\"")
      .follow(in: csv.folder)
    #expect(outcome.followed.first == ["delimiter: \(quoted)"])
    #expect(outcome.data != nil, "\(outcome.messages)")
  }

  private static let inside =
    "has a quote inside a value; put the value in quotes and double the quote"
  private static let quote = "data.csv:2: " + inside
  private static let after = "has text after a closing quote; double any quote inside a value"
  private static let text = "data.csv:2: " + after

  @Test("Misplaced quotes alone do not suggest another delimiter")
  func quotes() throws {
    #expect(try message("x,y\n1,2\"\n") == Self.quote)
    #expect(try message("x,y\n\"1\"2,3\n") == Self.text)
  }

  @Test(
    "Lines above the header are recognised",
    arguments: ["# made by hand", "Measurements", "Berlin, 2020"])
  func title(line: String) throws {
    let widths = line.contains(",") ? 2 : 1
    #expect(
      try message("\(line)\na,b,c,y\n1,2,3,4\n5,6,7,8\n") == """
        data.csv: 3 rows cannot be read; if the first line is not a header, set 'skip_rows: 1'
          line 2 has 4 values, but the first row has \(widths)
          line 3 has 4 values, but the first row has \(widths)
          line 4 has 4 values, but the first row has \(widths)
        """)
    let outcome = try CSVSettings("target: y").follow(in: csv.folder)
    #expect(outcome.data?.train.inputRows == [[1, 2, 3], [5, 6, 7]])
    // The same for two lines.
    try csv.folder.write("\(line)\n\(line)\na,b,c,y\n1,2,3,4\n", to: "data.csv")
    let more = try CSVSettings("target: y, skip_rows: 1").follow(in: csv.folder)
    #expect(more.followed == [["skip_rows: 2"]])
    #expect(more.data?.train.inputRows == [[1, 2, 3]])
    // Rows of several lengths say nothing about the header.
    #expect(
      try message("\(line)\na,b,c,y\n1,2,3,4\n5,6,7\n")?.hasPrefix(
        "data.csv: 3 rows cannot be read\n") == true)
  }

  @Test("Excel's line with the delimiter is recognised")
  func excel() throws {
    for (text, more) in [
      ("sep=;\nx;y\n1;2\n", " and 'delimiter: \";\"'"), ("SEP=,\nx,y\n1,2\n", ""),
      ("\u{FEFF}sep=\t\r\nx\ty\r\n1\t2\r\n", " and 'delimiter: \"\\t\"'"),
    ] {
      #expect(
        try message(text)
          == "data.csv: its first line is only for Excel; set 'skip_rows: 1'\(more)",
        "\(text)")
      let outcome = try CSVSettings("target: y").follow(in: csv.folder)
      #expect(outcome.data?.train.inputRows == [[1]], "\(text)")
    }
    #expect(
      try message("title\nsep=;\nx;y\n1;2\n", "target: y, skip_rows: 1, delimiter: \";\"")
        == "data.csv: its first line is only for Excel; set 'skip_rows: 2'")
  }

  @Test("A single column that may be several columns is recognised")
  func oneColumn() throws {
    try csv.folder.write("1 2 3\n4 5 6\n", to: "data.csv")
    #expect(
      try mistake(in: CSVSettings("target: last").yaml, csv.folder)?.message
        == "no column of data.csv is left as an input; if columns are separated by spaces, set "
        + "'delimiter: whitespace'")
    let outcome = try CSVSettings("target: last").follow(in: csv.folder)
    #expect(outcome.followed == [["delimiter: whitespace"], ["header: none"]])
    #expect(outcome.data?.train.inputRows == [[1, 2], [4, 5]])
  }

  @Test("UTF-16 is refused")
  func utf16() throws {
    for bytes in [[0xFF, 0xFE], [0xFE, 0xFF]] as [[UInt8]] {
      try csv.folder.write(bytes + Array("x,y\n1,2\n".utf8), to: "data.csv")
      #expect(
        try loadFailure(CSVSettings("target: y").yaml, in: csv.folder)
          == Failure("data.csv: is UTF-16 text; save it as UTF-8", .badData), "\(bytes)")
    }
  }
}
