import TestSupport
import Testing

@Suite("CSV files that are not data sets")
struct BadCSVTests {
  /// The content of a file, with what is said about it.
  struct Case: CustomTestStringConvertible {
    let testDescription: String
    let text: String
    let message: String

    init(_ name: String, _ text: String, _ message: String) {
      testDescription = name
      self.text = text
      self.message = message
    }
  }

  private static let header = "length,width,kind\n"

  @Test(
    "A file that is not a data set is refused with row and column",
    arguments: [
      Case("empty", "", ": is empty"),
      Case("no rows", header, ": has no rows below the names of the columns"),
      Case("short row", header + "1,2\n", ":2: has 2 values, the first row has 3"),
      Case("long row", header + "1,2,lily\n1,2,lily,3\n", ":3: has 4 values, the first row has 3"),
      Case(
        "text", header + "1,2,lily\nlong,2,lily\n",
        """
        :3: column 1 ('length') must be a number, not 'long'; correct the value; set \
        'encode: {onehot: [length]}' for names of categories; if 'long' means a missing value, set \
        'missing_values: [long]' and 'missing: median'
        """),
      Case(
        "nan", header + "1,2,lily\n1,nan,lily\n",
        """
        :3: column 2 ('width') must be a number, not 'nan'; set 'missing_values: [nan]' and \
        'missing: median' to fill in what is missing, or 'missing: drop_row' to leave such rows out
        """),
      Case(
        "empty value", header + "1,,lily\n2,1,lily\n",
        """
        :2: column 2 ('width') is empty; set 'missing: median' to fill in what is missing, or \
        'missing: drop_row' to leave such rows out
        """),
      Case(
        "empty label", header + "1,2,\n2,1,lily\n",
        """
        :2: column 3 ('kind') is empty; set 'missing: drop_row' to leave out rows that lack values
        """),
      Case("empty line", header + "1,2,lily\n\n1,2,rose\n", ":3: is empty; remove the line"),
      Case("NUL", header + "1,2,li\0ly\n", ":2: has a NUL byte; this is no text file"),
      Case("open quote", header + "1,2,\"lily\n", ":2: has a quote that is never closed"),
      Case(
        "quote inside", header + "1,2,li\"ly\n",
        ":2: has a quote inside a value; put the value in quotes and double the quote"),
      Case("text behind quote", header + "1,2,\"li\"ly\n", ":2: has text behind a closing quote"),
      Case(
        "old line ends", header + "1,2,lily\r3,4,rose\n",
        ":2: has a carriage return without line feed"),
      Case(
        "two columns of a name", "kind,kind,width\nlily,1,2\n",
        """
        : columns 1 and 2 are both called 'kind'; rename one, or set 'skip_rows: 1' and 'header: none', \
        which numbers columns from 0; if the first row has no names but data, 'header: none' is enough
        """),
      Case(
        "several columns", header + "1,2,lily\nlong,,\n",
        """
        : 3 columns cannot be used as they are
          column 1 ('length') must be a number, not 'long' (line 3)
          column 2 ('width') is empty (line 3)
          column 3 ('kind') is empty (line 3)
          - correct the value
          - set 'missing: {drop_row: [kind], median: [width]}' to fill in what is missing, or \
        'missing: drop_row' to leave such rows out
          - set 'encode: {onehot: [length]}' for names of categories
          - if 'long' means a missing value, set 'missing_values: [long]' and \
        'missing: {drop_row: [kind], median: [width, length]}'
        """),
    ])
  func refused(_ test: Case) throws {
    let sandbox = try Sandbox(["flowers.yaml": Experiments.flowers, "flowers.csv": test.text])
    expect(
      try sandbox.nnrun("flowers.yaml"), status: 65, errors: "error: flowers.csv\(test.message)\n")
    #expect(try sandbox.runs() == [])
  }

  @Test("Bytes that are not UTF-8 text are refused")
  func encoding() throws {
    let sandbox = try Sandbox(["flowers.yaml": Experiments.flowers])
    try sandbox.folder.write(Array(Self.header.utf8) + [0x31, 0x2C, 0xFF, 0x0A], to: "flowers.csv")
    expect(
      try sandbox.nnrun("flowers.yaml"), status: 65,
      errors: "error: flowers.csv:2: is no text in UTF-8; save the file in that encoding\n")
  }

  /// The column is named in the experiment, so that is where the mistake is.
  @Test("A column that does not exist is a mistake in the experiment")
  func missingColumn() throws {
    let sandbox = try Sandbox([
      "flowers.yaml": Experiments.flowers.replacing("target: kind", with: "target: knid"),
      "flowers.csv": Experiments.flowersData,
    ])
    expect(
      try sandbox.nnrun("flowers.yaml"), status: 78,
      errors: """
        flowers.yaml:9:11: error: flowers.csv has no column 'knid'; did you mean 'kind'?
           9 |   target: knid
             |           ^~~~

        """)
  }

  @Test("A damaged gzip file is refused")
  func damagedGzip() throws {
    let sandbox = try Sandbox.flowers()
    _ = try sandbox.shell("gzip -n flowers.csv")
    let bytes = try sandbox.folder.bytes("flowers.csv.gz")
    var changed = bytes
    // The checksum of the content stands in front of its length, four bytes each.
    changed[bytes.count - 8] ^= 1
    for (damaged, reason) in [
      (Array(bytes.prefix(bytes.count / 2)), "truncated gzip input"),
      (changed, "wrong checksum, or something behind the first gzip member"),
    ] {
      try sandbox.folder.write(damaged, to: "flowers.csv")
      expect(
        try sandbox.nnrun("flowers.yaml"), status: 65,
        errors: "error: flowers.csv: is a damaged gzip file (\(reason)); get it again\n")
    }
    // The whole file is read, whatever its name says.
    try sandbox.folder.write(bytes, to: "flowers.csv")
    #expect(try sandbox.nnrun("flowers.yaml").status == 0)
  }
}
