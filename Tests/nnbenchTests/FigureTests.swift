import Testing

@testable import nnbench

@Suite("nnbench: figures from undisturbed rounds")
struct FigureTests {
  private func figure(_ choice: Figure.Choice, _ rounds: (seconds: Double, reached: Double)...)
    -> Figure
  {
    var figure = Figure(choice)
    figure.rounds = rounds.map { Round(seconds: $0.seconds, reached: $0.reached) }
    return figure
  }

  @Test("A round is disturbed if the processor was more than 5 % below its peak")
  func disturbed() {
    #expect(!Round(seconds: 1, reached: 100).isDisturbed(peak: 100))
    #expect(!Round(seconds: 1, reached: 95.1).isDisturbed(peak: 100))
    #expect(Round(seconds: 1, reached: 94.9).isDisturbed(peak: 100))
  }

  @Test("A disturbed round does not count, even if it is the fastest one")
  func fastest() {
    let figure = figure(.fastest, (3, 99), (1, 50), (2, 98))
    #expect(figure.seconds(peak: 100) == 2)
    #expect(!figure.isDisturbed(peak: 100))
  }

  @Test("The median is that of the undisturbed rounds")
  func median() {
    let figure = figure(.median, (9, 60), (1, 99), (5, 99), (8, 60), (2, 99))
    #expect(figure.seconds(peak: 100) == 2)
  }

  @Test("A peak that is seen later disturbs rounds that looked undisturbed")
  func laterPeak() {
    let figure = figure(.fastest, (1, 80), (2, 100))
    #expect(figure.seconds(peak: 82) == 1)
    #expect(figure.seconds(peak: 100) == 2)
  }

  @Test("Without an undisturbed round all of them count, and the figure is disturbed")
  func allDisturbed() {
    let figure = figure(.fastest, (3, 70), (2, 60))
    #expect(figure.isDisturbed(peak: 100))
    #expect(figure.seconds(peak: 100) == 2)
    #expect(figure.reached == 70)
  }
}
