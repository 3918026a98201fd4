import TestSupport
import Testing

@Suite("CSV files that are not data sets")
struct BadCSVTests {
  private static let header = "length,width,kind\n"

  @Test(
    "A file that is not a data set is refused with row and column",
    arguments: [
      BadInput(
        "text", header + "1,2,lily\nlong,2,lily\n",
        """
        :3: column 1 ('length') must be a number, not 'long'; correct the value; set \
        'encode: {onehot: [length]}' to one-hot encode the words; if 'long' means a missing \
        value, set 'missing_values: [long]' and 'missing: median'
        """),
      BadInput(
        "open quote", header + "1,2,\"lily\n",
        ":2: has a quote that is never closed; close it or double it"),
      BadInput(
        "several columns", header + "1,2,lily\nlong,,\n",
        """
        : 3 columns cannot be used as they are
          column 1 ('length') must be a number, not 'long' (line 3)
          column 2 ('width') is empty (line 3)
          column 3 ('kind') is empty (line 3)
          - correct the value
          - set 'missing: {drop_row: [kind], median: [width]}' to fill in missing values, or \
        'missing: drop_row' to leave out rows that have any
          - set 'encode: {onehot: [length]}' to one-hot encode the words
          - if 'long' means a missing value, set 'missing_values: [long]' and \
        'missing: {drop_row: [kind], median: [width, length]}'
        """),
    ])
  func refused(_ test: BadInput) throws {
    let sandbox = try Sandbox(["flowers.yaml": Experiments.flowers, "flowers.csv": test.text])
    expect(
      try sandbox.nnrun("flowers.yaml"), status: 65, errors: "error: flowers.csv\(test.message)\n")
    #expect(try sandbox.runs() == [])
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
    // The checksum of the content comes before its length, four bytes each.
    changed[bytes.count - 8] ^= 1
    for (damaged, reason) in [
      (Array(bytes.prefix(bytes.count / 2)), "it ends too soon"),
      (changed, "incorrect data check"),
    ] {
      try sandbox.folder.write(damaged, to: "flowers.csv")
      expect(
        try sandbox.nnrun("flowers.yaml"), status: 65,
        errors: "error: flowers.csv: is a damaged gzip file (\(reason)); get it again\n",
        "\(reason)")
    }
    // The whole file is read, whatever its name says.
    try sandbox.folder.write(bytes, to: "flowers.csv")
    #expect(try sandbox.nnrun("flowers.yaml").status == 0)
  }
}
