import Testing

@testable import nnbench

@Suite("nnbench: marks of disturbed figures")
struct DisturbanceMarksTests {
  private func figure(reached: Double...) -> Figure {
    var figure = Figure(.fastest)
    figure.rounds = reached.map { Round(seconds: 1, reached: $0) }
    return figure
  }

  @Test("Only a figure without an undisturbed round has a mark")
  func marks() {
    var marks = DisturbanceMarks()
    #expect(marks.marked("1.0", figure(reached: 99, 50), peak: 100) == "1.0")
    #expect(marks.legend == "disturbed rounds: 1 of 2")
    #expect(marks.marked("2.0", figure(reached: 50, 71), peak: 100) == "2.0*")
    #expect(
      marks.legend == """
        disturbed rounds: 3 of 4
        * disturbed: beside this figure the processor reached only 71 % of its peak; measure again
        """)
  }

  @Test("The legend has the range of several marked figures")
  func several() {
    var marks = DisturbanceMarks()
    for reached in [90.0, 40, 60] {
      _ = marks.marked("1", figure(reached: reached), peak: 100)
    }
    #expect(
      marks.legend == """
        disturbed rounds: 3 of 3
        * disturbed: beside these figures the processor reached only 40 to 90 % of its peak; measure \
        again
        """)
  }
}
