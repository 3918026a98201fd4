import TestSupport
import Testing

/// An empty pipe is most likely one whose other end has failed.
@Suite("nnrun predict without rows")
struct EmptyInputTests {
  @Test(
    "Empty input is an error and leaves earlier predictions alone",
    arguments: [
      ("", "flowers", ["-"], "standard input: is empty"),
      ("", "flowers", [], "standard input: is empty"),
      ("", "flowers", ["new.csv"], "new.csv: is empty"),
      ("", "flowers", ["/dev/stdin"], "/dev/stdin: is empty"),
      ("\n\n", "flowers", ["-"], "standard input: is empty"),
      ("\n\n", "flowers", ["new.csv"], "new.csv: is empty"),
      ("\u{FEFF}", "flowers", ["new.csv"], "new.csv: is empty"),
      ("", "sums", ["-"], "standard input: is empty"),
      ("", "sums", ["new.csv"], "new.csv: is empty"),
    ])
  func empty(
    rows: String, experiment: String, input: [String], message: String
  ) throws {
    let sandbox = try Sandbox([
      "sums.yaml": Experiments.sums, "flowers.yaml": Experiments.flowers,
      "flowers.csv": Experiments.flowersData, "new.csv": rows, "p.csv": "old", "p.npy": "old",
    ])
    _ = try sandbox.nnrun("\(experiment).yaml")
    for output in [[], ["-o", "p.csv"], ["-o", "p.npy"]] {
      expect(
        try sandbox.nnrun(["predict", "runs/latest"] + input + output, input: rows), status: 65,
        errors: "error: \(message)\n", "\(output)")
    }
    #expect(try sandbox.folder.text("p.csv") == "old")
    #expect(try sandbox.folder.text("p.npy") == "old")
  }

  @Test("An empty pipe is an error too")
  func emptyPipe() throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    _ = try sandbox.nnrun("sums.yaml")
    for command in ["true", "printf '' | gzip"] {
      expect(
        try sandbox.shell("\(command) | nnrun predict runs/latest - -o p.csv; echo $?; ls p.csv"),
        status: 2, output: "65\n",
        errors: """
          error: standard input: is empty
          ls: cannot access 'p.csv': No such file or directory

          """, "\(command)")
    }
  }

  /// The table exists, and has no rows.
  @Test(
    "A header alone is an empty table",
    arguments: ["length,width\n", "width,length", "length,width\n\n"])
  func headerOnly(rows: String) throws {
    let sandbox = try Sandbox.flowers(["new.csv": rows])
    _ = try sandbox.nnrun("flowers.yaml")
    let header = "prediction,lily,rose\n"
    expect(try sandbox.nnrun("predict", "runs/latest", input: rows), output: header)
    expect(try sandbox.nnrun("predict", "runs/latest", "new.csv"), output: header)
  }

  @Test(
    "A header alone makes no file, and leaves an older one alone",
    arguments: ["length,width\n", "width,length", "length,width\n\n"])
  func headerToFile(rows: String) throws {
    let sandbox = try Sandbox.flowers(["new.csv": rows, "p.csv": "old", "p.npy": "old"])
    _ = try sandbox.nnrun("flowers.yaml")
    for output in ["p.csv", "p.npy", "q.csv"] {
      expect(
        try sandbox.nnrun("predict", "runs/latest", "new.csv", "-o", output), status: 65,
        errors: "error: new.csv: has a header and no rows, so nothing is written\n", output)
    }
    #expect(try sandbox.folder.text("p.csv") == "old")
    #expect(try sandbox.folder.text("p.npy") == "old")
    #expect(try !sandbox.folder.names().contains("q.csv"))
  }
}
