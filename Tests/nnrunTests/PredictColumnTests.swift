import TestSupport
import Testing

@Suite("nnrun predict: columns of a header")
struct PredictColumnTests {
  private func flowers() throws -> Sandbox {
    let sandbox = try Sandbox.flowers()
    #expect(try sandbox.nnrun("flowers.yaml", "--quiet").status == 0)
    return sandbox
  }

  @Test(
    "Columns that are not inputs are ignored, and named",
    arguments: [
      ("length,width,kind\n1,0.5,lily\n6,2,\n", "column 'kind' is not an input and is"),
      (
        "\"no, id\",width,kind,length\n1,0.5,lily,1\n,2,x,6\n",
        "columns 'no, id', 'kind' are not inputs and are"
      ),
      (",length,width\n0,1,0.5\n1,6,2\n", "column 'Unnamed: 0' is not an input and is"),
      (
        "x,length,x,width\n1,1,2,0.5\n,6,,2\n", "columns 'x', 'x' are not inputs and are"
      ),
      ("2020,width,length\n1,0.5,1\n2,2,6\n", "column '2020' is not an input and is"),
    ])
  func others(rows: String, note: String) throws {
    let sandbox = try flowers()
    let plain = try sandbox.nnrun("predict", "runs/latest", input: "1,0.5\n6,2\n").output
    #expect(plain.split(separator: "\n").count == 3)
    expect(
      try sandbox.nnrun("predict", "runs/latest", input: rows), output: plain,
      errors: "standard input: the \(note) ignored\n")
    expect(try sandbox.nnrun("predict", "runs/latest", "--quiet", input: rows), output: plain)
    expect(
      try sandbox.nnrun("predict", "runs/latest", "--header", "first_row", "--quiet", input: rows),
      output: plain)
    // As data, they have a value too many.
    #expect(
      try sandbox.nnrun("predict", "runs/latest", "--header", "none", input: rows).status == 65)
  }

  @Test("The file of the training set can be predicted as it is")
  func trainingSet() throws {
    let sandbox = try flowers()
    let result = try sandbox.nnrun("predict", "runs/latest", "flowers.csv")
    #expect(result.status == 0 && result.output.split(separator: "\n").count == 9)
    #expect(
      result.errors == "flowers.csv: the column 'kind' is not an input and is ignored\n")
  }

  @Test("All rows have the columns of the header")
  func ragged() throws {
    let sandbox = try flowers()
    let first = try sandbox.nnrun("predict", "runs/latest", input: "1,0.5\n").output
    expect(
      try sandbox.nnrun(
        "predict", "runs/latest", "--quiet", input: "length,width,kind\n1,0.5,lily\n6,2\n"),
      status: 65, output: first,
      errors: "error: standard input:3: has 2 values, but the first row has 3\n")
  }

  @Test("Names of many missing columns are shortened")
  func manyMissing() throws {
    let names = (1...30).map { "x\($0)" }
    let row = (1...30).map(String.init).joined(separator: ",")
    let sandbox = try Sandbox([
      "e.yaml": """
      structure: [30, 1]
      activations: [identity]
      loss: squared_error
      iterations: 1
      dataset: {loader: csv, path: data.csv, target: y}
      """,
      "data.csv": names.joined(separator: ",") + ",y\n\(row),1\n\(row),2\n",
    ])
    #expect(try sandbox.nnrun("e.yaml", "--quiet").status == 0)
    let listed = names[3..<23].map { "'\($0)'" }.joined(separator: ", ")
    expect(
      try sandbox.nnrun("predict", "runs/latest", input: "x3,abcdef,x1,x2\n1,2,3,4\n"), status: 65,
      errors: "error: standard input:1: has no columns \(listed) and 7 more; add them\n")
  }

  /// Their header is that of pandas, which numbers columns, with the target's number.
  @Test("Names that are numbers may have others beside them")
  func numbers() throws {
    let sandbox = try Sandbox([
      "e.yaml": """
      structure: [3, 1]
      activations: [identity]
      loss: squared_error
      iterations: 1
      dataset: {loader: csv, path: data.csv, target: 3, header: first_row}
      """,
      "data.csv": "0,1,2,3\n5,6,7,8\n9,1,2,3\n",
    ])
    #expect(try sandbox.nnrun("e.yaml", "--quiet").status == 0)
    let plain = try sandbox.nnrun("predict", "runs/latest", input: "5,6,7\n")
    #expect(plain.status == 0)
    let note = "standard input: the column '3' is not an input and is ignored\n"
    expect(
      try sandbox.nnrun("predict", "runs/latest", input: "0,1,2,3\n5,6,7,8\n"),
      output: plain.output, errors: note)
    let doubt = """
      error: standard input:1: may be a header, because inputs have these names, or a row of data; \
      say which with --header first_row or --header none

      """
    for rows in ["0,1,2,3\n", "3,0,2,1\n8,5,7,6\n"] {
      expect(
        try sandbox.nnrun("predict", "runs/latest", input: rows), status: 65, errors: doubt, rows)
    }
    expect(
      try sandbox.nnrun(
        "predict", "runs/latest", "--header", "first_row", input: "3,0,2,1\n8,5,7,6\n"),
      output: plain.output, errors: note)
  }
}
