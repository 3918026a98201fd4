import NNConfig
import NNFiles
import TestSupport
import Testing

@Suite("Several mistakes together")
struct DiagnosticsOrderTests {
  private static let text = "a: 1\nb: 2\nc: 3\n"
  private let source = SourceText(file: "a.yaml", text: text, directory: "")

  private func place(_ line: Int, _ column: Int) -> SourceRange {
    SourceRange(source: source, line: line, column: column, length: 1)
  }

  @Test("They are sorted by line and column, and those of overrides come last, by number")
  func order() {
    var found = Diagnostics()
    let second = SourceRange(startOf: SourceText(override: 2, text: "x=1"))
    let first = SourceRange(startOf: SourceText(override: 1, text: "y=1"))
    found.report("F", at: second)
    found.report("E", at: first)
    found.report("D", at: place(3, 1))
    found.report("B", at: place(1, 4))
    found.report(
      ExperimentError([Diagnostic("C", at: place(1, 4)), Diagnostic("A", at: place(1, 1))]))
    #expect(
      found.text == """
        a.yaml:1:1: error: A
           1 | a: 1
             | ^
        a.yaml:1:4: error: B
           1 | a: 1
             |    ^
        a.yaml:1:4: error: C
           1 | a: 1
             |    ^
        a.yaml:3:1: error: D
           3 | c: 3
             | ^
        override 1: y=1: error: E
        override 2: x=1: error: F
        """)
  }

  @Test("Nothing is thrown when nothing was found")
  func none() throws {
    let found = Diagnostics()
    #expect(found.isEmpty)
    try found.throwIfAny()
  }

  @Test(
    "Twenty are shown, the others counted",
    arguments: [(20, nil), (21, "... and 1 more error"), (25, "... and 5 more errors")])
  func limit(count: Int, last: String?) {
    var found = Diagnostics()
    for number in 1...count { found.report("wrong \(number)", at: place(9, number)) }
    let shown = (1...20).map { "a.yaml:9:\($0): error: wrong \($0)" } + (last.map { [$0] } ?? [])
    #expect(found.text == shown.joined(separator: "\n"))
  }

  @Test("They end the program as mistakes in an experiment do")
  func exitStatus() {
    #expect(ExperimentError("wrong", at: place(1, 1)).exitStatus == .badExperiment)
    #expect(ExitStatus.badExperiment.rawValue == 78)
  }
}
