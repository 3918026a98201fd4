import NNFiles
import TestSupport
import Testing

@testable import NNData

@Suite("csv: headers")
struct CSVHeaderTests {
  private let csv: CSVFolder

  init() throws { csv = try CSVFolder() }

  @Test("Without a header columns are numbered")
  func numbered() throws {
    let data = try csv.load("1,2,3\n4,5,6\n", "target: last, header: none")
    #expect(data.train.inputRows == [[1, 2], [4, 5]])
    #expect(data.train.targetRows == [[3], [6]])
    #expect(data.preprocessing.features == ["0", "1"])
    #expect(data.preprocessing.targets == ["2"])
    #expect(!data.preprocessing.hasHeader)
    #expect(
      try csv.load("1,2,3\n4,5,6\n", "target: 0, features: [2, 1], header: none").train.inputRows
        == [[3, 2], [6, 5]])
  }

  @Test("Lines before the header are skipped")
  func skipRows() throws {
    let text = "# \"a comment\n\nx,y\n1,2\n"
    #expect(try csv.load(text, "target: y, skip_rows: 2").train.inputRows == [[1]])
    #expect(
      try csv.load("\u{FEFF}sep=,\r\nx,y\r\n1,2\r\n", "target: y, skip_rows: 1").train.count == 1)
    #expect(try csv.load("a\n1,2\n3,4\n", "target: 1, skip_rows: 1, header: none").train.count == 2)
    #expect(
      try csv.failure("a\n1,2\n3,4\n", "target: 1, skip_rows: \(Int.max)")
        == Failure(
          "data.csv: has no row after the lines that 'skip_rows' skips", .badData))
    #expect(
      try csv.failure("x,y\n1,2\n", "target: y, skip_rows: 2")
        == Failure("data.csv: has no row after the lines that 'skip_rows' skips", .badData))
  }

  @Test(
    "A header that is repeated where files were joined is named with its line",
    arguments: [
      ("x,y\n1,2\n3,4\nx,y\n5,6\n", "target: y", 4, ""),
      ("x,z,k\n1,2,a\nx,z,k\n2,1,b\n", "target: k", 3, ""),
      // Without a number in any column, the names would be values like others.
      (
        "c,k\nred,a\nblue,b\nc,k\nred,b\nc,k\n", "target: k, encode: onehot, header: first_row", 4,
        " and 1 other like it"
      ),
    ])
  func joined(text: String, settings: String, line: Int, others: String) throws {
    #expect(
      try csv.failure(text, settings)
        == Failure(
          "data.csv:\(line): repeats the header, as if files were joined; remove this line\(others)",
          .badData))
  }

  @Test("A column may have its own name as a value")
  func nameAsValue() throws {
    #expect(
      try csv.load(
        "c,k\nc,a\nd,b\nc,b\n", "target: k, encode: onehot, header: first_row"
      ).train.count == 3)
  }

  @Test("Lines are counted from the first of the file")
  func lineNumbers() throws {
    #expect(
      try csv.failure("one\ntwo\nx,y\n1,2\nc,3\n", "target: y, skip_rows: 2")?.text
        .hasPrefix("data.csv:5: column 1 ('x')") == true)
  }

  /// First rows that are data, with what gives them away.
  @Test(
    "A first row that looks like data is refused, and either answer to the question loads it",
    arguments: [
      ("1,2\n3,4\n", ",", "numbers like the rows below", "'1', '2'"),
      ("1,a\n2,b\n3,c\n", ",", "numbers like the rows below", "'1', 'a'"),
      // Gaps are not names.
      ("?,2\n3,4\n5,6\n", ",", "numbers like the rows below", "'?', '2'"),
      (",2\n3,4\n5,6\n", ",", "numbers like the rows below", "'', '2'"),
      ("5,a\n?,b\n7,c\n", ",", "numbers like the rows below", "'5', 'a'"),
      ("1,5;a\n2,5;b\n", ";", "numbers like the rows below", "'1,5', 'a'"),
      // A word that is repeated.
      ("a,b\na,c\n", ",", "'a' like a row below", "'a', 'b'"),
      ("0,1,2,a\n4,5,6,b\n7,8,9,a\n", ",", "'a' like a row below", "'0', '1', '2', 'a'"),
      ("a,b\nc,d\ne,b\n", ",", "'b' like a row below", "'a', 'b'"),
    ])
  func dataAsHeader(text: String, delimiter: String, evidence: String, names: String) throws {
    let settings =
      "target: last, delimiter: \"\(delimiter)\", encode: {onehot: -2}, missing_values: \"?\", "
      + "missing: drop_row" + (delimiter == ";" ? ", decimal: \",\"" : "")
    #expect(
      try csv.failure(text, settings)
        == Failure(
          "data.csv: its first row has \(evidence), so it is probably not a header; set 'header: "
            + "none', which numbers columns from 0 ('last' is the last one), or 'header: "
            + "first_row' if these are names: \(names)", .badData))
    let rows = text.split(separator: "\n").count
    let complete = text.split(separator: "\n").count { !$0.contains("?") && $0.first != "," }
    let outcome = try CSVSettings(settings).follow(in: csv.folder)
    #expect(outcome.followed == [["header: none"]])
    #expect(outcome.data?.train.count == complete)
    var named = CSVSettings(settings)
    named.set("header: first_row")
    named.set("missing: {category: -2}")
    #expect(try load(named.yaml, in: csv.folder).train.count == rows - 1)
  }

  @Test(
    "A first row of names is a header",
    arguments: [
      "x,y\n1,2\n", "x,1\n1,2\n", "0,1,2,y\n5,6,7,8\n", "0,1,2,y\n5,6,7,a\n", ",0,1,2\n0,5,6,7\n",
      "0,1,2\n5,6,7\n", "a,b\nc,d\n", "a,y\n?,1\n1,2\n", "a,b\nb,a\n",
    ])
  func namesAsHeader(text: String) throws {
    let settings =
      "target: last, encode: onehot, missing_values: \"?\", missing: most_frequent"
    let data = try csv.load(text, settings)
    #expect(data.train.count == text.split(separator: "\n").count - 1)
  }

  @Test("A number above numbers is a name if another column has one")
  func numericName() throws {
    #expect(
      try csv.load("year,2019\n1,2\n3,4\n", "target: year").preprocessing.features == ["2019"])
  }

  @Test("A file of one row of numbers has to declare that it has no header")
  func oneRow() throws {
    #expect(
      try csv.failure("1,2\n", "target: last")?.text.hasPrefix(
        "data.csv: its first row has numbers")
        == true)
    #expect(try csv.load("1,2\n", "target: last, header: none").train.inputRows == [[1]])
  }

  @Test("Equal names are refused")
  func equalNames() throws {
    #expect(
      try csv.failure("x,y,x\n1,2,3\n", "target: y")
        == Failure(
          "data.csv: columns 1 and 3 are both called 'x'; rename one, or set 'skip_rows: 1' and "
            + "'header: none', which numbers columns from 0; if the first row has data, not names, "
            + "'header: none' is enough", .badData))
    let outcome = try CSVSettings("target: y").follow(in: csv.folder)
    #expect(
      outcome.messages.last?.contains(
        "data.csv has no column 'y'; with 'header: none', columns are numbered from 0 to 2, and "
          + "'target: last' is the last one") == true)
    #expect(
      try csv.load("title\nx,y,x\n1,2,3\n", "target: 1, skip_rows: 2, header: none").train
        .targetRows
        == [[2]])
    #expect(
      try csv.failure("title\nx,y,x\n1,2,3\n", "target: y, skip_rows: 1")?.text
        .contains("set 'skip_rows: 2' and 'header: none'") == true)
  }

  @Test("Columns without names are named as pandas names them")
  func unnamed() throws {
    let data = try csv.load(",x,,y\n1,2,3,4\n2,5,6,7\n4,8,9,1\n", "target: y")
    #expect(data.preprocessing.features == ["Unnamed: 0", "x", "Unnamed: 2"])
    #expect(
      try csv.load(",x,,y\n1,2,3,4\n", "target: y, exclude: [\"Unnamed: 0\", \"Unnamed: 2\"]")
        .preprocessing.features == ["x"])
    try csv.folder.write(",y,x,\n3,4,2,1\n", to: "test.csv")
    #expect(
      try csv.failure(",x,,y\n1,2,3,4\n", "target: y, test_path: test.csv")?.text
        == "test.csv: has no column 'Unnamed: 2', which data.csv has")
  }

  @Test(
    "Columns without names and values are left out",
    arguments: ["x,,y,\n1,,2,\n", ",x,y,\n\" \",1,2,\n"])
  func emptyColumns(text: String) throws {
    let data = try csv.load(text, "target: y")
    #expect(data.preprocessing.features == ["x"])
    #expect(data.notes == ["2 columns without names or values are left out"])
    // In the test set they may be, or not.
    for test in [text, "x,y\n1,2\n"] {
      try csv.folder.write(test, to: "test.csv")
      #expect(
        try csv.load(text, "target: y, test_path: test.csv").test?.inputRows == [[1]], "\(test)")
    }
    try csv.folder.write("x,y,\n1,2,3\n", to: "test.csv")
    #expect(
      try csv.failure(text, "target: y, test_path: test.csv")?.text
        == "test.csv: has the column 'Unnamed: 2', which data.csv does not have; remove it, or name "
        + "the inputs with 'features'")
  }

  @Test("A file that has only the target is refused")
  func targetOnly() throws {
    #expect(
      try csv.failure(",y,\n,1,\n", "target: y")
        == Failure("data.csv: has no columns with a name or values besides the target", .badData))
  }

  @Test("A name that is not in the file is refused with what there is")
  func missingName() throws {
    func message(_ text: String, _ settings: String) throws -> String? {
      try csv.folder.write(text, to: "data.csv")
      return try mistake(in: CSVSettings(settings).yaml, csv.folder)?.message
    }
    #expect(
      try message("a,1.5\n3,4\n", "target: y")
        == "data.csv has no column 'y'; it has 'a', '1.5'; if its first row has data, set "
        + "'header: none', which numbers columns from 0")
    #expect(
      try message("1,2\n3,4\n", "target: y, header: none")
        == "data.csv has no column 'y'; with 'header: none', columns are numbered from 0 to 1, and "
        + "'target: last' is the last one")
    #expect(
      try message("1,2\n3,4\n", "target: last, exclude: y, header: none")
        == "data.csv has no column 'y'; with 'header: none', columns are numbered from 0 to 1")
  }

  @Test("A test file needs its header")
  func testFile() throws {
    try csv.folder.write("1,2\n3,4\n", to: "test.csv")
    #expect(
      try csv.failure("x,y\n1,2\n3,4\n", "target: y, test_path: test.csv")
        == Failure(
          "test.csv: its first row has numbers like the rows below; write the names of the columns "
            + "above it, as in data.csv", .badData))
    // A row with the names of the training set is a header, whatever is below.
    try csv.folder.write("2019,a\n3,a\n", to: "test.csv")
    let data = try csv.load(
      "2019,a\n1,b\n3,a\n", "target: last, header: first_row, test_path: test.csv")
    #expect(data.test?.inputRows == [[3]])
    try csv.folder.write("0,1\n4,5\n", to: "test.csv")
    #expect(
      try csv.load("0,1\n1,2\n", "target: 1, header: first_row, test_path: test.csv").test?.count
        == 1)
  }

  /// Words above words, where the experiment says that there is no header.
  @Test("Names that may be read as categories are noted")
  func categories() throws {
    let text = "colour,kind\nred,a\nred,b\nblue,a\n"
    #expect(
      try csv.load(text, "target: last, header: none, encode: onehot").notes == [
        "the first row has words that no other row has: 'colour', 'kind'; if they are the names "
          + "of the columns, set 'header: first_row'"
      ])
    #expect(try csv.load(text, "target: last, header: first_row, encode: onehot").notes == [])
    #expect(
      try csv.load("red,a\nred,b\nblue,a\n", "target: last, header: none, encode: onehot").notes
        == [])
  }

  @Test("A header is found even if the experiment says that there is none")
  func undeclared() throws {
    #expect(
      try csv.failure("a,y\n1,2\n3,4\n", "target: last, header: none")
        == Failure(
          """
          data.csv: 2 columns cannot be used as they are
            column 1 ('0') must be a number, not 'a' (line 1)
            column 2 ('1') must be a number, not 'y' (line 1)
            - set 'header: first_row' if the first row has names
            - correct the value
          """, .badData))
    let outcome = try CSVSettings("target: last, header: none").follow(in: csv.folder)
    #expect(outcome.followed == [["header: first_row"]])
    #expect(outcome.data?.train.inputRows == [[1], [3]])
  }
}
