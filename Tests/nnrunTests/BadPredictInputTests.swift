import TestSupport
import Testing

@Suite("Rows that nnrun predict cannot read")
struct BadPredictInputTests {
  private static let width = "but the network has 2 inputs: 'length', 'width'"

  @Test(
    "A row that cannot be read is refused with row and column",
    arguments: [
      BadInput("too few", "1\n", "1: has 1 value, \(width)"),
      BadInput(
        "too many", "1,2,3\n",
        "1: has 3 values, \(width); remove the others, or name all columns in a header, so that the "
          + "inputs are found"),
      BadInput(
        "other separator", "1;2\n",
        "1: has 1 value, \(width); write \",\" instead of \";\""),
      BadInput(
        "decimal commas", "1,5;2,5\n",
        "1: has 3 values, \(width); its numbers have decimal commas, and \";\" between them; write "
          + "decimal points, and \",\" instead of \";\""),
      BadInput(
        "quoted decimal comma", "\"1,5\",2\n",
        "1: column 1 ('length') must be a finite number, not '1,5'; write a point instead of the comma"
      ),
      BadInput(
        "quoted thousands", "\"1,500\",2\n",
        "1: column 1 ('length') must be a finite number, not '1,500'; write a point instead of the "
          + "comma, or nothing if it is one between thousands"),
      BadInput(
        "joined files", "length,width\n1,2\nlength,width\n1,2\n",
        "3: repeats the header, as if files were joined; remove this line"),
      BadInput("spaces", "1 2\n", "1: has 1 value, \(width); write \",\" instead of spaces"),
      BadInput("ragged", "1,2\n1,2,3\n", "2: has 3 values, but the first row has 2"),
      BadInput("text", "1,2\n1,red\n", "2: column 2 ('width') must be a finite number, not 'red'"),
      BadInput("nan", "nan,2\n", "1: column 1 ('length') must be a finite number, not 'nan'"),
      BadInput("infinite", "1,-inf\n", "1: column 2 ('width') must be a finite number, not '-inf'"),
      BadInput(
        "overflow", "1e999,1\n", "1: column 1 ('length') must be a finite number, not '1e999'"),
      BadInput(
        "beyond float32", "1,2\n1e200,1\n",
        "2: has values so large that the network's outputs are not finite numbers"),
      BadInput(
        "hexadecimal", "0x10,1\n", "1: column 1 ('length') must be a finite number, not '0x10'"),
      BadInput(
        "empty value", "1,\n",
        """
        1: column 2 ('width') is empty; fill it in, or train with 'missing: median', which fills in \
        new rows, too
        """),
      BadInput("empty line", "1,2\n\n1,2\n", "2: is empty; remove the line"),
      BadInput("NUL", "1,2\n1,\0\n", "2: has a NUL byte; this is not a text file"),
      BadInput(
        "text below a header in other order", "width,length\n1,x\n",
        "2: column 2 ('length') must be a finite number, not 'x'"),
      BadInput(
        "mistyped header", "widht,length\n1,2\n",
        "1: has no column 'width' (is it 'widht'?); rename it"),
      BadInput(
        "foreign header", "a,b\n1,2\n",
        "1: is neither a row of values nor a header with the inputs 'length', 'width'; name the "
          + "columns so, or remove the row if they are in this order"),
      BadInput(
        "foreign header of more columns", "a,b,c\n1,2,3\n",
        "1: is neither a row of values nor a header with the inputs 'length', 'width'; name the "
          + "columns so"),
      BadInput(
        "repeated header", "width,width\n1,2\n",
        "1: two columns are called 'width'; remove or rename one"),
      BadInput(
        "input twice among all", "width,length,kind,width\n1,2,lily,3\n",
        "1: two columns are called 'width'; remove or rename one"),
      BadInput(
        "header with an input less", "length,kind,no\n1,lily,1\n",
        "1: has no column 'width'; add it"),
      BadInput("header of one input", "length\n1\n", "1: has no column 'width'; add it"),
      BadInput(
        "header with mistyped inputs among others", "kind,Lenght,no,widths\nlily,1,1,2\n",
        "1: has no columns 'length' (is it 'Lenght'?), 'width' (is it 'widths'?); rename them"),
      BadInput(
        "header with a mistyped input that is like both", "kind,lwidth,no\nlily,1,1\n",
        "1: has no columns 'length', 'width' (is it 'lwidth'?); rename or add them"),
      BadInput(
        "header with a mistyped input and one less", "kind,with,no\nlily,1,1\n",
        "1: has no columns 'length', 'width' (is it 'with'?); rename or add them"),
      BadInput(
        "other separator of a header", "length;width\n1;2\n",
        "1: has 1 value, \(width); write \",\" instead of \";\""),
    ])
  func refused(_ test: BadInput) throws {
    let sandbox = try Sandbox.flowers([
      "new.csv": test.text
    ])
    _ = try sandbox.nnrun("flowers.yaml")
    // Rows above the wrong one are predicted.
    let line = try #require(Int(test.message.prefix { $0 != ":" }))
    let good = test.text.split(separator: "\n").prefix(line - 1).map { "\($0)\n" }.joined()
    let expected =
      try good.isEmpty ? "" : sandbox.nnrun("predict", "runs/latest", input: good).output
    for (arguments, name) in [(["new.csv"], "new.csv"), (["-"], "standard input")] {
      let result = try sandbox.nnrun(["predict", "runs/latest"] + arguments, input: test.text)
      // The header is written when the first row has been found to be data.
      let output = good.isEmpty && !result.output.isEmpty ? "prediction,lily,rose\n" : expected
      expect(result, status: 65, output: output, errors: "error: \(name):\(test.message)\n")
    }
  }

  @Test("Names are quoted, as they may have commas")
  func quotedNames() throws {
    let sandbox = try Sandbox([
      "flowers.yaml": Experiments.flowers,
      "flowers.csv": Experiments.flowersData.replacing("length,", with: "\"length, cm\","),
    ])
    _ = try sandbox.nnrun("flowers.yaml")
    expect(
      try sandbox.nnrun("predict", "runs/latest", input: "1\n"), status: 65,
      errors: """
        error: standard input:1: has 1 value, but the network has 2 inputs: 'length, cm', 'width'

        """)
  }

  @Test(
    "A file that cannot be read is named",
    arguments: [
      ("nothing.csv", 66, "nothing.csv: does not exist"), (".", 66, ".: is a folder, not a file"),
      ("", 66, "'': does not exist"), ("empty.npy", 65, "empty.npy: is empty"),
    ])
  func unreadable(path: String, status: Int32, message: String) throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums, "empty.npy": ""])
    _ = try sandbox.nnrun("sums.yaml")
    expect(
      try sandbox.nnrun("predict", "runs/latest", path), status: status,
      errors: "error: \(message)\n")
  }
}
