import TestSupport
import Testing

@testable import NNData

@Suite("The lines of rows")
struct LineNumberTests {
  @Test(
    "Each row has the line that was appended for it",
    arguments: [[1], [2, 3, 4], [2, 5, 6, 7, 20, 21], [7, 9, 11, 13]])
  func lines(lines: [Int]) { check(lines) }

  @Test("Rows of any height have their lines")
  func random() {
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<50 {
      var line = 1
      check(
        (0..<generator.next(below: 100) + 1).map { _ in
          line += generator.next(below: 4) == 0 ? generator.next(below: 5) + 1 : 1
          return line
        })
    }
  }

  private func check(_ lines: [Int]) {
    var numbers = LineNumbers()
    for line in lines { numbers.append(line) }
    #expect(lines.indices.map { numbers[$0] } == lines)
  }
}
