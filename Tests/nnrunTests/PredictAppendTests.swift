import NNFiles
import TestSupport
import Testing

@Suite("nnrun predict --append")
struct PredictAppendTests {
  private func flowers(_ overrides: String...) throws -> Sandbox {
    let sandbox = try Sandbox.flowers()
    #expect(try sandbox.nnrun(["flowers.yaml", "--quiet"] + overrides).status == 0)
    return sandbox
  }

  /// The lines of predictions of rows without a header.
  private func predictions(_ sandbox: Sandbox, _ rows: String) throws -> [String] {
    let result = try sandbox.nnrun("predict", "runs/latest", "-", "--quiet", input: rows)
    #expect(result.status == 0, "\(result.errors)")
    let lines = result.output.split(separator: "\n").dropFirst().map(String.init)
    try #require(lines.count == rows.split(separator: "\n").count)
    return lines
  }

  @Test("The columns of the input stay as they are", arguments: ["\n", "\r\n"])
  func classes(lineEnd: String) throws {
    let sandbox = try flowers()
    let p = try predictions(sandbox, "1,0.50\n6,2\n")
    let lines = [
      "width,\"no, \"\"id\"\"\",kind,length", "0.50,\"a\nb\", lily ,1", "2e0,\"\",,\"6\"",
    ].map { $0.replacing("\n", with: lineEnd) }
    let expected = zip(lines, ["prediction,p(lily),p(rose)"] + p).map { "\($0),\($1)\(lineEnd)" }
    let note =
      ": the columns 'no, \"id\"', 'kind' are not inputs and are ignored\n"
    // Whether the last line has an end or not.
    for end in [lineEnd, "", lineEnd + lineEnd] {
      let rows = lines.joined(separator: lineEnd) + end
      try sandbox.folder.write(rows, to: "new.csv")
      expect(
        try sandbox.nnrun("predict", "runs/latest", "-", "--append", input: rows),
        output: expected.joined(), errors: "standard input\(note)")
      expect(
        try sandbox.nnrun("predict", "runs/latest", "new.csv", "--append", "-o", "out.csv"),
        errors: "new.csv\(note)")
      #expect(try sandbox.folder.text("out.csv") == expected.joined())
    }
  }

  @Test("Without a header, there is none in the output")
  func withoutHeader() throws {
    let sandbox = try flowers()
    let p = try predictions(sandbox, "1,0.5\n6,2\n")
    for rows in ["1,0.5\n6,2\n", "1,0.5\n6,2"] {
      expect(
        try sandbox.nnrun("predict", "runs/latest", "--append", input: rows),
        output: "1,0.5,\(p[0])\n6,2,\(p[1])\n")
    }
    expect(
      try sandbox.nnrun("predict", "runs/latest", "--append", input: "6,2"), output: "6,2,\(p[1])\n"
    )
  }

  @Test("A header alone gets the names")
  func headerOnly() throws {
    expect(
      try flowers().nnrun("predict", "runs/latest", "--append", input: "width,length"),
      output: "width,length,prediction,p(lily),p(rose)\n")
  }

  @Test("A byte-order mark stays at the start", arguments: ["length,width\r\n", ""])
  func byteOrderMark(header: String) throws {
    let sandbox = try flowers()
    let p = try predictions(sandbox, "6,2\n")
    let names = header.isEmpty ? "" : "length,width,prediction,p(lily),p(rose)\r\n"
    let output = try sandbox.nnrun(
      "predict", "runs/latest", "--append", input: "\u{FEFF}\(header)6,2\r\n"
    ).output
    #expect(Array(output.utf8) == Array("\u{FEFF}\(names)6,2,\(p[0])\r\n".utf8))
  }

  @Test("Each line keeps its end, with and without --append")
  func mixedLineEnds() throws {
    let sandbox = try flowers()
    let p = try predictions(sandbox, "1,0.5\n6,2\n5,1\n")
    let rows = "length,width\r\n1,0.5\n6,2\r\n5,1"
    expect(
      try sandbox.nnrun("predict", "runs/latest", input: rows),
      output: "prediction,lily,rose\r\n\(p[0])\n\(p[1])\r\n\(p[2])\r\n")
    expect(
      try sandbox.nnrun("predict", "runs/latest", "--append", input: rows),
      output: """
        length,width,prediction,p(lily),p(rose)\r\n1,0.5,\(p[0])\n6,2,\(p[1])\r\n5,1,\(p[2])\r\n
        """)
  }

  @Test("Many rows keep their order, also from compressed files")
  func manyRows() throws {
    let sandbox = try flowers()
    let rows = (0..<1000).map { "0.\($0 % 7)5,0.\($0 % 11)" }
    let p = try predictions(sandbox, rows.joined(separator: "\n"))
    let expected = zip(rows, p).map { "\($0),\($1)\n" }.joined()
    let text = rows.map { "\($0)\n" }.joined()
    try sandbox.folder.write(gzipped(Array(text.utf8)), to: "rows.csv.gz")
    expect(try sandbox.nnrun("predict", "runs/latest", "--append", input: text), output: expected)
    expect(
      try sandbox.nnrun("predict", "runs/latest", "rows.csv.gz", "--append"), output: expected)
  }

  @Test("A regression names its targets")
  func regression() throws {
    let sandbox = try Sandbox([
      "e.yaml": """
      structure: [1, 2]
      activations: [identity]
      loss: squared_error
      iterations: 20
      dataset: {loader: csv, path: data.csv, target: [y, "z, scaled"]}

      """,
      "data.csv": "x,y,\"z, scaled\"\n1,2,3\n2,3,4\n",
    ])
    #expect(try sandbox.nnrun("e.yaml", "--quiet").status == 0)
    let p = try predictions(sandbox, "0.5\n")
    expect(
      try sandbox.nnrun("predict", "runs/latest", "--append", "--quiet", input: "y,x\n?,0.5\n"),
      output: "y,x,y (predicted),\"z, scaled (predicted)\"\n?,0.5,\(p[0])\n")
    let sums = try Sandbox(["sums.yaml": Experiments.sums])
    _ = try sums.nnrun("sums.yaml")
    expect(
      try sums.nnrun(
        "predict", "runs/latest", "--append", "--header", "first_row", input: "a,b\n1,0\n"),
      output: "a,b,output (predicted)\n1,0,\(try predictions(sums, "1,0\n")[0])\n")
  }

  @Test("Labels have probabilities, too")
  func labels() throws {
    let sandbox = try Sandbox([
      "e.yaml": """
      structure: [1, 2]
      activations: {output: sigmoid}
      loss: binary_cross_entropy
      initializer: zeros
      iterations: 1
      dataset: {loader: csv, path: data.csv, target: [red, round], delimiter: "|"}

      """,
      "data.csv": "x|red|round\n1|1|1\n-1|0|0\n",
    ])
    let trained = try sandbox.nnrun("e.yaml", "--quiet")
    #expect(trained.status == 0, "\(trained.errors)")
    let p = try predictions(sandbox, "1\n-1\n").map { $0.split(separator: ",", maxSplits: 1) }
    #expect(p[0][0] == "red|round")
    let numbers = p.map { $0.last.map { $0.replacing(",", with: "|") } ?? "" }
    expect(
      try sandbox.nnrun("predict", "runs/latest", "--append", input: "x\n1\n"),
      output: "x|prediction|p(red)|p(round)\n1|\"red|round\"|\(numbers[0])\n")
  }

  @Test("Delimiter and decimal commas are those of the input, so that the output reads back")
  func decimalCommas() throws {
    let sandbox = try Sandbox([
      "e.yaml": """
      structure: [2, 1]
      activations: [identity]
      loss: squared_error
      iterations: 20
      dataset: {loader: csv, path: data.csv, target: y, delimiter: ";", decimal: ","}

      """,
      "data.csv": "a;b;y\n1,5;2;3\n2,5;1;0,5\n1;1;1\n",
    ])
    #expect(try sandbox.nnrun("e.yaml", "--quiet").status == 0)
    let p = try predictions(sandbox, "1,5;2\n2,5;1\n")
    #expect(p.allSatisfy { $0.contains(".") })
    expect(
      try sandbox.nnrun(
        "predict", "runs/latest", "--append", "-o", "out.csv", "--quiet",
        input: "b;n;a\n2;x,y;1,5\n1,0;\"\";2,5\n"))
    #expect(
      try sandbox.folder.text("out.csv") == """
        b;n;a;y (predicted)
        2;x,y;1,5;\(p[0].replacing(".", with: ","))
        1,0;"";2,5;\(p[1].replacing(".", with: ","))

        """)
    // The output is a data set for the same settings.
    let again = try sandbox.nnrun(
      "e.yaml", "--quiet", "dataset.path=out.csv", "dataset.target=y (predicted)",
      "dataset.features=[a, b]")
    #expect(again.status == 0, "\(again.errors)")
  }

  @Test("Columns separated by spaces stay columns")
  func whitespace() throws {
    let sandbox = try Sandbox([
      "e.yaml": """
      structure: [2, 2]
      activations: [softmax]
      loss: cross_entropy
      iterations: 20
      dataset: {loader: csv, path: data.csv, target: kind, delimiter: whitespace}

      """,
      "data.csv": "a b kind\n1 2 \"dark red\"\n2 1 blue\n",
    ])
    #expect(try sandbox.nnrun("e.yaml", "--quiet").status == 0)
    let p = try predictions(sandbox, "1 2\n").map {
      $0.split(separator: ",").map { $0.contains(" ") ? "\"\($0)\"" : "\($0)" }
    }
    let names = "prediction p(blue) \"p(dark red)\""
    expect(
      try sandbox.nnrun("predict", "runs/latest", "--append", input: "  a\tb  \n 1  2\n"),
      output: "  a\tb   \(names)\n 1  2 \(p[0].joined(separator: " "))\n")
  }

  @Test("A name that is taken is refused", arguments: ["prediction", "p(rose)"])
  func taken(name: String) throws {
    let sandbox = try flowers()
    let rows = "length,width,\(name)\n1,0.5,x\n"
    try sandbox.folder.write("old", to: "out.csv")
    for output in [[], ["-o", "out.csv"]] {
      expect(
        try sandbox.nnrun(["predict", "runs/latest", "-", "--append"] + output, input: rows),
        status: 65,
        errors: """
          error: standard input:1: already has a column '\(name)', as --append would name another \
          one; remove or rename it

          """)
    }
    #expect(try sandbox.folder.text("out.csv") == "old")
    #expect(try sandbox.nnrun("predict", "runs/latest", "--quiet", input: rows).status == 0)
  }

  @Test("Only CSV has columns to append to")
  func arrays() throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums, "new.csv": "1,2\n"])
    _ = try sandbox.nnrun("sums.yaml")
    let array = NPYArray(shape: [1, 2], elements: .float32([1, 2]))
    try sandbox.folder.write(array.bytes, to: "x.npy")
    try NPZFile.write([(key: "x", array: array)], to: sandbox.folder.file("x.npz"))
    let idx: [UInt8] = [0, 0, 8, 2, 0, 0, 0, 1, 0, 0, 0, 2, 1, 2]
    try sandbox.folder.write(idx, to: "x.idx")
    for (file, name) in [("x.npy", "x.npy"), ("x.npz", "x.npz: 'x'"), ("x.idx", "x.idx")] {
      expect(
        try sandbox.nnrun("predict", "runs/latest", file, "--append"), status: 64,
        errors: """
          error: \(name): is not CSV, so it has no columns to which predictions could be appended; \
          remove --append

          """)
    }
    expect(
      try sandbox.nnrun("predict", "runs/latest", "new.csv", "--append", "-o", "p.npy"), status: 64,
      errors: """
        error: p.npy: is a matrix of predictions, which has no room for the columns of the input; \
        name a .csv file, or remove --append

        """)
  }
}
