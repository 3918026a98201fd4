import TestSupport
import Testing

/// Rows of CSV are predicted and evaluated as the training set's file was read.
@Suite("nnrun predict with the CSV settings of training")
struct PredictCSVTests {
  /// An experiment for `data.csv`.
  private static func experiment(_ inputs: Int, _ settings: String) -> String {
    """
    structure: [\(inputs), 3, 1]
    activations: {hidden: tanh, output: identity}
    loss: squared_error
    iterations: 20
    precision: float64
    dataset: {loader: csv, path: data.csv, \(settings)}

    """
  }

  private func trained(
    _ data: String, inputs: Int, _ settings: String, files: [String: String] = [:]
  ) throws -> Sandbox {
    let sandbox = try Sandbox(
      files.merging(["e.yaml": Self.experiment(inputs, settings), "data.csv": data]) { $1 })
    let result = try sandbox.nnrun("e.yaml", "--quiet")
    #expect(result.status == 0, "\(result.errors)")
    return sandbox
  }

  private func predictions(_ sandbox: Sandbox, _ rows: String, _ arguments: String...) throws
    -> [String]
  {
    let result = try sandbox.nnrun(
      ["predict", "runs/latest", "-", "--quiet"] + arguments, input: rows)
    #expect(result.status == 0 && result.errors == "", "\(result)")
    return result.output.split(separator: "\n").dropFirst().map(String.init)
  }

  private static let mixed = """
    size,colour,isNew,y
    3,red,True,1
    ,blue,False,2
    1,?,True,3
    2,blue,?,4
    9,red,True,5

    """
  private static let mixedSettings =
    "target: y, encode: onehot, missing_values: \"?\", normalize: zscore, "
    + "missing: {mean: size, most_frequent: isNew, category: colour}"

  @Test("Missing values are filled in as in training")
  func missingValues() throws {
    let sandbox = try trained(Self.mixed, inputs: 5, Self.mixedSettings)
    let filled = try predictions(sandbox, "3.75,red,True\n1,blue,1\n3.75,,yes\n2,?,0\n")
    #expect(Set(filled).count == 4)
    #expect(try predictions(sandbox, ",red,True\n1,blue,\n?,,?\n2,\" \",False\n") == filled)
    #expect(
      try predictions(sandbox, "isNew,size,colour\n ? , ,red\nTRUE,1,blue\n,\"\",?\nno,2,\n")
        == filled
    )
  }

  @Test("preprocessing.json has what predictions need")
  func preprocessing() throws {
    let sandbox = try trained(Self.mixed, inputs: 5, Self.mixedSettings)
    compare(
      try sandbox.folder.text("runs/latest/preprocessing.json"),
      """
      {
        "task": "regression",
        "features": ["size", "colour", "isNew"],
        "categories": {
          "colour": ["", "blue", "red"]
        },
        "booleans": ["isNew"],
        "fill": {
          "size": 3.75,
          "colour": "",
          "isNew": 1.0
        },
        "missing_values": ["?"],
        "targets": ["y"],
        "input_scaling": {
          "offsets": [3.75, 0.0, 0.0, 0.0, 0.8],
          "divisors": [2.7838821814150108, 1.0, 1.0, 1.0, 0.4]
        },
        "input_range": {
          "least": [1.0, 0.0, 0.0, 0.0, 0.0],
          "greatest": [9.0, 1.0, 1.0, 1.0, 1.0],
          "least_peak": 1.0
        }
      }

      """, "preprocessing.json")
    // Settings are written so that they read back.
    #expect(
      try sandbox.nnrun("runs/latest/resolved.yaml", "--quiet").output.contains(
        "already complete"))
  }

  /// The training set as other data has the measures that the run has.
  @Test(
    "The training set's file evaluates to the run's own measures",
    arguments: [
      (mixed, 5, mixedSettings),
      (
        "a;b;y\n1,5;NA;2\n2,5;1;0,5\n", 2,
        "target: y, delimiter: \";\", decimal: \",\", missing_values: NA, missing: median"
      ),
      (
        "1 2.5 \"x y\"  3\n 4 \"\" z 6\n", 4,
        "target: last, delimiter: whitespace, header: none, missing: mean, encode: onehot"
      ),
      (",x,y,\n0,1,2,\n1,3,4,\n2,5,6,\n", 2, "target: y"),
      ("skip\nx,id,y\n1,a,2\n2,b,3\n", 1, "target: -1, exclude: -2, skip_rows: 1"),
      ("x,y\nyes,1\nno,2\n", 1, "target: y, normalize_targets: zscore"),
      ("0,1,2\n5,6,7\n8,9,1\n", 2, "target: 2"),
    ])
  func evaluation(data: String, inputs: Int, settings: String) throws {
    let sandbox = try trained(data, inputs: inputs, settings)
    let own = try sandbox.nnrun("evaluate", "runs/latest", "--json")
    let other = try sandbox.nnrun("evaluate", "runs/latest", "--data", "data.csv", "--json")
    #expect(own.status == 0 && other.status == 0, "\(own) \(other)")
    #expect(
      other.output.replacing("\"data\":{\"file\":\"data.csv\",", with: "\"train\":{") == own.output)
  }

  @Test("A value whose row training would drop is refused in other data")
  func dropped() throws {
    let sandbox = try trained(
      "x,y\n1,2\n,3\n4,\n5,6\n", inputs: 1, "target: y, missing: drop_row")
    expect(
      try sandbox.nnrun("evaluate", "runs/latest", "--data", "data.csv"), status: 65,
      errors: """
        error: data.csv: 2 columns cannot be used as they are
          column 1 ('x') is empty (line 3)
          column 2 ('y') is empty (line 4)
          - fill in the missing values, or train with 'missing: {drop_row: [y], median: [x]}'

        """)
    expect(
      try sandbox.nnrun("predict", "runs/latest", "-", input: "1\n\" \"\n"), status: 65,
      output: try sandbox.nnrun("predict", "runs/latest", "-", input: "1\n").output,
      errors: """
        error: standard input:2: column 1 ('x') is missing (' '); fill it in, or train with \
        'missing: median', which fills in new rows, too

        """)
    try sandbox.folder.write("x,y\n1,2\n3,\n", to: "new.csv")
    expect(
      try sandbox.nnrun("evaluate", "runs/latest", "--data", "new.csv"), status: 65,
      errors: "error: new.csv:3: column 2 ('y') is empty; remove the rows\n")
  }

  @Test("Decimal commas are read with their delimiter")
  func decimalCommas() throws {
    let sandbox = try trained(
      "a;b;y\n1,5;2;3\n2,5;1;0,5\n", inputs: 2, "target: y, delimiter: \";\", decimal: \",\"")
    let rows = try predictions(sandbox, "b;a\n2;1,5\n")
    #expect(try predictions(sandbox, "1,50;2,0e0\n") == rows)
    expect(
      try sandbox.nnrun("predict", "runs/latest", "-", input: "1.5;2\n"), status: 65,
      output: "y\n",
      errors: "error: standard input:1: column 1 ('a') must be a finite number, not '1.5'\n")
  }

  @Test("Columns separated by whitespace are read")
  func whitespace() throws {
    let sandbox = try trained(
      "a b y\n1 2 3\n2 1 4\n", inputs: 2, "target: y, delimiter: whitespace")
    let rows = try predictions(sandbox, " b\t a\n\n".replacing("\n\n", with: "\n  2   1\n"))
    #expect(try predictions(sandbox, "1 2   \n") == rows)
    expect(
      try sandbox.nnrun("predict", "runs/latest", "-", input: "1,2\n"), status: 65,
      errors: """
        error: standard input:1: has 1 value, but the network has 2 inputs: 'a', 'b'; write spaces instead \
        of ","

        """)
  }

  @Test("Without a header in training, rows are data unless told otherwise")
  func withoutHeader() throws {
    let sandbox = try trained("1,2,3\n2,1,4\n", inputs: 2, "target: last, header: none")
    // A row of 0 and 1 is data, although inputs are called so.
    let rows = try predictions(sandbox, "0,1\n1,0\n")
    #expect(rows.count == 2)
    #expect(try predictions(sandbox, "1,0\n0,1\n") == rows.reversed())
    expect(
      try sandbox.nnrun("predict", "runs/latest", "-", input: "a,b\n1,2\n"), status: 65,
      errors: """
        error: standard input:1: seems to be a header, but the data of the run had none; remove it, if the \
        columns are in the order of the inputs

        """)
    #expect(
      try predictions(sandbox, "1,0\n5,7\n", "--header", "first_row")
        == predictions(sandbox, "7,5\n"))
  }

  @Test("A header of numbers is ambiguous and has to be declared")
  func numericNames() throws {
    let sandbox = try trained(
      "1,0,y\n1,2,3\n2,1,4\n", inputs: 2, "target: y, header: first_row")
    let doubt = """
      error: standard input:1: may be a header, because inputs have these names, or a row of data; say \
      which with --header first_row or --header none

      """
    for rows in ["1,0\n3,4\n", "0,1\n3,4\n"] {
      expect(
        try sandbox.nnrun("predict", "runs/latest", "-", input: rows), status: 65, errors: doubt,
        "\(rows)")
    }
    #expect(try predictions(sandbox, "1,0\n3,4\n", "--header", "none").count == 2)
    let named = try predictions(sandbox, "0,1\n4,3\n", "--header", "first_row")
    #expect(try named == predictions(sandbox, "3,4\n", "--header", "none"))
    expect(
      try sandbox.nnrun(
        "predict", "runs/latest", "-", "--header", "first_row", input: "1,5\n3,4\n"),
      status: 65, errors: "error: standard input:1: has no column '0'; add it\n")
  }

  /// pandas numbers columns 0, 1, 2, ..., which no row of data does, unless it is the only one.
  @Test("The numbered header that pandas writes is recognised")
  func pandasHeader() throws {
    let sandbox = try trained("0,1,2,y\n1,2,3,4\n2,1,4,3\n", inputs: 3, "target: y")
    #expect(
      try predictions(sandbox, "0,1,2\n5,6,7\n") == predictions(sandbox, "5,6,7\n"))
    expect(
      try sandbox.nnrun("predict", "runs/latest", "-", input: "0,1,2\n"), status: 65,
      errors: """
        error: standard input:1: may be a header, because inputs have these names, or a row of data; say \
        which with --header first_row or --header none

        """)
  }

  @Test("Columns without names are found")
  func unnamed() throws {
    let sandbox = try trained(",x,y\n5,1,2\n4,2,3\n8,3,1\n", inputs: 2, "target: y")
    #expect(
      try predictions(sandbox, ",x\n1,2\n") == predictions(sandbox, "1,2\n"))
    #expect(
      try predictions(sandbox, "Unnamed: 0,x\n1,2\n") == predictions(sandbox, "1,2\n"))
  }

  @Test("A target named by its place is found by its name in other data")
  func targetByPlace() throws {
    let sandbox = try Sandbox([
      "e.yaml": Self.experiment(2, "target: last, features: [a, b]")
        .replacing("3, 1]", with: "3, 2]").replacing("identity", with: "softmax")
        .replacing("squared_error", with: "cross_entropy"),
      "data.csv": "a,b,kind\n1,2,u\n2,1,v\n3,0,v\n4,5,u\n",
      // Another column is the last one here, with the same classes.
      "new.csv": "a,b,kind,guess\n1,2,u,v\n2,1,v,u\n3,0,v,u\n4,5,u,v\n",
    ])
    #expect(try sandbox.nnrun("e.yaml", "--quiet").status == 0)
    let own = try sandbox.nnrun("evaluate", "runs/latest", "--data", "data.csv").output
    let other = try sandbox.nnrun("evaluate", "runs/latest", "--data", "new.csv").output
    #expect(other.replacing("new.csv", with: "data.csv") == own)
  }

  @Test("Warnings about the data are printed and recorded")
  func warnings() throws {
    let sandbox = try Sandbox([
      "e.yaml": Self.experiment(2, "target: y"),
      "data.csv": ",x,y\n0,5,2\n1,3,4\n2,7,6\n",
    ])
    let warning = """
      column 1 ('Unnamed: 0') numbers the rows and is an input; to leave it out, set \
      'exclude: ["Unnamed: 0"]'
      """
    for command in ["check", "run"] {
      let result = try sandbox.nnrun(command, "e.yaml")
      #expect(
        result.status == 0 && result.errors.contains("warning: \(warning)\n"),
        "\(command): \(result)")
    }
    #expect(
      try sandbox.nnrun("run", "e.yaml", "--json").output.contains(
        "\"warnings\":[\"\(warning.replacing("\"", with: "\\\""))\"]"))
  }
}
