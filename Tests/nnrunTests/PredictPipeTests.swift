import Foundation
import TestSupport
import Testing

/// A program writes a row, reads the answer, and writes the next row.
@Suite("nnrun predict as a co-process")
struct PredictPipeTests {
  private func flowers() throws -> Sandbox {
    let sandbox = try Sandbox.flowers()
    #expect(try sandbox.nnrun("flowers.yaml", "--quiet").status == 0)
    return sandbox
  }

  /// Writes pieces of the input, each after the answer to the one before has come.
  private func converse(
    _ sandbox: Sandbox, _ pieces: [(input: String, answer: String)], _ arguments: String...
  ) throws {
    let pipe = Pipe()
    let process = try sandbox.start(
      ["predict", "runs/latest", "-"] + arguments, input: .pipe(pipe))
    var output = ""
    for (input, answer) in pieces {
      try pipe.fileHandleForWriting.write(contentsOf: Data(input.utf8))
      output += answer
      try process.wait(for: "the answer to '\(input)'") { process.output.count >= output.count }
      #expect(process.output == output, "after '\(input)'")
    }
    try pipe.fileHandleForWriting.close()
    expect(try process.wait(), output: output)
  }

  @Test("Each row is answered when its line is complete")
  func rows() throws {
    let sandbox = try flowers()
    let all = try sandbox.nnrun("predict", "runs/latest", input: "1,0.5\n6,2\n5,1\n").output
    let lines = all.split(separator: "\n").map { "\($0)\n" }
    try converse(
      sandbox,
      [
        ("1,0.5\n", lines[0] + lines[1]), ("6,2\n5", lines[2]), (",1", ""), ("\n1,0.5", lines[3]),
        ("\n6,2\n1,0.5\n6", lines[1] + lines[2] + lines[1]), (",2\n", lines[2]),
      ])
    // The header is answered with a header.
    try converse(
      sandbox,
      [
        ("width,length\n", lines[0]), ("0.5,1\n", lines[1]), ("\"2\",\"6\"", ""), ("\n", lines[2]),
      ])
  }

  @Test("Rows with --append are answered, too")
  func appended() throws {
    let sandbox = try flowers()
    let all = try sandbox.nnrun("predict", "runs/latest", input: "1,0.5\n6,2\n").output
    let lines = all.split(separator: "\n").map(String.init)
    try converse(
      sandbox,
      [
        ("length,n,width\r\n", "length,n,width,prediction,p(lily),p(rose)\r\n"),
        ("1,\"a\n", ""), ("b\",0.5\r\n", "1,\"a\nb\",0.5,\(lines[1])\r\n"),
        ("6,,2\n", "6,,2,\(lines[2])\n"),
      ], "--append", "--quiet")
  }

  @Test("Rows before a wrong one are answered, however they arrive")
  func wrongRow() throws {
    let sandbox = try flowers()
    let all = try sandbox.nnrun("predict", "runs/latest", input: "1,0.5\n6,2\n").output
    let message = "error: standard input:3: column 1 ('length') must be a finite number, not 'x'\n"
    let rows = "1,0.5\n6,2\nx,1\n5,1\n"
    expect(
      try sandbox.nnrun("predict", "runs/latest", input: rows), status: 65, output: all,
      errors: message)
    let pipe = Pipe()
    let process = try sandbox.start(["predict", "runs/latest"], input: .pipe(pipe))
    for row in rows.split(separator: "\n").prefix(3) {
      try pipe.fileHandleForWriting.write(contentsOf: Data("\(row)\n".utf8))
      usleep(10_000)
    }
    // The process does not wait for the end of its input.
    expect(try process.wait(), status: 65, output: all, errors: message)
  }

  /// Each row is made of the answer to the one before.
  @Test("A shell script converses through named pipes")
  func shell() throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    _ = try sandbox.nnrun("sums.yaml")
    let result = try sandbox.shell(
      """
      mkfifo rows answers
      timeout 300 nnrun predict runs/latest --quiet rows >answers &
      exec 4<answers 3>rows
      sum=0
      for round in 1 2 3 4 5; do
        echo "$sum,0.25" >&3
        [ $round -gt 1 ] || read -r header <&4
        read -r sum <&4
        echo "$sum"
      done
      exec 3>&-
      cat <&4
      wait $!
      """)
    var sum = "0"
    var expected = ""
    for _ in 1...5 {
      let answer = try sandbox.nnrun("predict", "runs/latest", "--quiet", input: "\(sum),0.25\n")
      sum = answer.output.split(separator: "\n").last.map(String.init) ?? ""
      expected += "\(sum)\n"
    }
    expect(result, output: expected)
  }

  @Test(
    "A terminal gets an answer after each line",
    .enabled(if: TerminalSession.isPossible, "needs util-linux's script for a terminal"))
  func terminal() throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    _ = try sandbox.nnrun("sums.yaml")
    let lines = try sandbox.nnrun("predict", "runs/latest", input: "1,1\n0,1\n").output
      .split(separator: "\n")
    let session = try TerminalSession("nnrun predict runs/latest --quiet", in: sandbox)
    try session.type("1,1\n")
    try session.wait(for: "an answer") { $0.contains("\(lines[1])") }
    // The last line is not complete; Ctrl-D ends it, and a second one the input.
    try session.type("0,1\u{4}\u{4}")
    try session.wait(for: "the last answer") { $0.contains("\(lines[2])") }
    #expect(try session.end() == 0)
  }
}
