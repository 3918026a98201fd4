import NNFiles
import TestSupport
import Testing

@Suite("Columns with categories")
struct OneHotTests {
  private func sandbox(_ data: String = Experiments.shirtsData) throws -> Sandbox {
    try Sandbox(["shirts.yaml": Experiments.shirts, "shirts.csv": data])
  }

  /// The same table with the columns of categories written out.
  private static let written = """
    blue,green,red,size,a,b,price
    0,0,1,1.5,0,1,3
    1,0,0,2,1,0,1
    0,1,0,-3,0,1,2
    0,0,1,0.5,1,0,5

    """

  @Test("Results are those of the columns written out", arguments: ["none", "zscore"])
  func results(normalize: String) throws {
    let sandbox = try sandbox()
    try sandbox.folder.write(Self.written, to: "written.csv")
    let settings = normalize == "none" ? [] : ["dataset.normalize=\(normalize)"]
    func train(_ more: [String]) throws -> (run: String, weights: [UInt8]) {
      let result = try sandbox.nnrun(["shirts.yaml", "--quiet"] + more)
      #expect(result.status == 0, "\(result.errors)")
      let run = try #require(result.output.split(separator: ":").first.map(String.init))
      return (run, try sandbox.folder.bytes("\(run)/weights.npz"))
    }
    let words = try train(settings)
    let columns = try train(["dataset.path=written.csv", "dataset.encode=none"] + settings)
    // Columns of numbers are scaled, even if they are 0 and 1; categories are not.
    #expect((words.weights == columns.weights) == (normalize == "none"))
    guard normalize == "none" else { return }
    let rows = [
      ("red,1,a\n", "0,0,1,1,1,0\n"), ("colour,size,shop\nred,1,a\n", "0,0,1,1,1,0\n"),
      ("shop,colour,size\nb,green,7\n", "0,1,0,7,0,1\n"),
    ]
    for (row, columnRow) in rows {
      let expected = try sandbox.nnrun("predict", columns.run, input: columnRow)
      #expect(expected.status == 0, "\(row)")
      expect(
        try sandbox.nnrun("predict", words.run, input: row), output: expected.output, "\(row)")
    }
    let evaluated = try sandbox.nnrun("evaluate", columns.run)
    expect(
      try sandbox.nnrun("evaluate", words.run), output: withoutVaryingParts(evaluated.output))
  }

  @Test("The run keeps the categories")
  func kept() throws {
    let sandbox = try sandbox()
    _ = try sandbox.nnrun("shirts.yaml", "dataset.normalize=minmax")
    #expect(
      try sandbox.folder.text("runs/latest/preprocessing.json") == """
        {
          "task": "regression",
          "features": ["colour", "size", "shop"],
          "categories": {
            "colour": ["blue", "green", "red"],
            "shop": ["a", "b"]
          },
          "targets": ["price"],
          "input_scaling": {
            "offsets": [0.0, 0.0, 0.0, -3.0, 0.0, 0.0],
            "divisors": [1.0, 1.0, 1.0, 5.0, 1.0, 1.0]
          },
          "input_range": {
            "least": [0.0, 0.0, 0.0, -3.0, 0.0, 0.0],
            "greatest": [1.0, 1.0, 1.0, 2.0, 1.0, 1.0],
            "least_peak": 1.0
          }
        }

        """)
    // Folder and data are enough to repeat it.
    let again = try sandbox.nnrun("runs/latest/resolved.yaml", "--quiet")
    #expect(again.output.contains("already complete"))
  }

  @Test(
    "Rows that cannot be predicted are refused",
    arguments: [
      (
        "red,1,b\nblack,1,b\n",
        "2: column 1 ('colour') is 'black', which is not among the categories of the training set: "
          + "'blue', 'green', 'red'"
      ),
      (
        "shop,size,colour\nc,1,red\n",
        "2: column 1 ('shop') is 'c', which is not among the categories of the training set: 'a', "
          + "'b'"
      ),
      ("red,x,b\n", "1: column 2 ('size') must be a finite number, not 'x'"),
      (
        "red,,b\n",
        "1: column 2 ('size') is empty; fill it in, or train with 'missing: median', which fills in new "
          + "rows, too"
      ),
      (
        ",1,b\n",
        "1: column 1 ('colour') is empty; fill it in, or train with 'missing: most_frequent', which fills "
          + "in new rows, too"
      ),
      ("red,1\n", "1: has 2 values, but the network takes 3: 'colour', 'size', 'shop'"),
      (
        "0,0,1,1.5,0,1\n",
        "1: has 6 values, but the network takes 3: 'colour', 'size', 'shop'; remove the others, or "
          + "name all columns in a header, so that the inputs are found"
      ),
      (
        "color,size,shop\nred,1,b\n",
        "1: has no column 'colour' (is it 'color'?); rename it"
      ),
    ])
  func unpredictable(rows: String, message: String) throws {
    let sandbox = try sandbox()
    _ = try sandbox.nnrun("shirts.yaml")
    let result = try sandbox.nnrun("predict", "runs/latest", input: rows)
    expect(
      result, status: 65, output: result.output, errors: "error: standard input:\(message)\n")
  }

  /// There is no number in any row, so a header is recognised by its names alone.
  @Test("All columns may have categories")
  func categoriesOnly() throws {
    let sandbox = try sandbox()
    let trained = try sandbox.nnrun(
      "shirts.yaml", "structure=[5,1]", "activations=[identity]", "dataset.features=[colour, shop]")
    #expect(trained.status == 0, "\(trained.errors)")
    let plain = try sandbox.nnrun("predict", "runs/latest", input: "red,a\ngreen,b\n")
    #expect(plain.output.split(separator: "\n").count == 3)
    expect(
      try sandbox.nnrun("predict", "runs/latest", input: "colour,shop\nred,a\ngreen,b\n"),
      output: plain.output)
    expect(
      try sandbox.nnrun("predict", "runs/latest", input: "red,z\n"), status: 65, output: "price\n",
      errors: """
        error: standard input:1: column 2 ('shop') is 'z', which is not among the categories of \
        the training set: 'a', 'b'

        """)
  }

  @Test("A structure that does not fit is refused with the width of the encoding")
  func structure() throws {
    expect(
      try sandbox().nnrun("shirts.yaml", "structure=[3,1]", "activations=[identity]"), status: 78,
      errors: """
        override 1: structure=[3,1]: error: 'structure' begins with 3, but the data set (4 rows of \
        shirts.csv, with 'colour' (3), 'shop' (2) one-hot encoded) has 6 inputs; write 6, or 'auto'

        """)
  }

  @Test("Without the setting words are refused")
  func withoutSetting() throws {
    expect(
      try sandbox().nnrun("shirts.yaml", "dataset.encode=none"), status: 65,
      errors: """
        error: shirts.csv: 2 columns cannot be used as they are
          column 1 ('colour') has words: 'red' (line 2, 2 times), 'blue' (line 3), 'green' (line 4)
          column 3 ('shop') has words: 'b' (line 2, 2 times), 'a' (line 3, 2 times)
          - set 'encode: {onehot: [colour, shop]}' to one-hot encode the words

        """)
  }

  /// Each would be a column: as many columns as rows, for which there is no memory.
  @Test("Names of rows are not encoded")
  func rowNames() throws {
    let rows = Int((Double(MachineMemory.size) / 8).squareRoot()) + 10
    let sandbox = try sandbox(
      "id,price\n" + (0..<rows).map { "shirt\($0),1\n" }.joined())
    let result = try sandbox.nnrun("check", "shirts.yaml")
    #expect(result.status == 65)
    #expect(result.errors.hasPrefix("error: shirts.csv:"))
    #expect(result.errors.contains(": column 1 ('id') has "))
    #expect(result.errors.hasSuffix("; to leave the column out, set 'exclude: [id]'\n"))
  }
}
