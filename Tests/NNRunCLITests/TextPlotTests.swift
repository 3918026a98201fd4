import Testing

@testable import NNRunCLI

@Suite("Plots in characters")
struct TextPlotTests {
  private func plot(
    _ curves: [[Double]], range: ClosedRange<Double> = -1...1,
    characters: TextPlot.Characters = .ascii, width: Int = 25, height: Int = 5
  ) -> String {
    TextPlot(range: range, curves: curves, characters: characters)
      .lines(width: width, height: height).joined(separator: "\n")
  }

  @Test("A curve is a line from point to point")
  func line() {
    #expect(
      plot([[0, 1, 0]]) == """
        1.0 +         ***
            |       **   **
        0.5 +    ***       **
            |  **            **
          0 +**                **
            ++----+----+---+----+
           -1.0 -0.5   0  0.5 1.0
        """)
  }

  @Test("Other curves are marks in every second column, below the line")
  func marks() {
    #expect(
      plot([[-1, 1], [1, 0, 0]]) == """
         1 ++ + +             ***
           |             *****
         0 +      + ***** + + + +
           |   *****
        -1 +***
           ++----+----+----+----+
          -1.0 -0.5   0   0.5 1.0
        """)
  }

  @Test("Braille patterns have two columns of four dots")
  func braille() {
    #expect(
      plot([[0, 1, 0], [1, 0, 0]], characters: .braille) == """
        1.0 ┤+ + +   ⢀⠔⠑⢄
            │      ⢀⠔⠁   ⠑⢄
        0.5 ┤    ⡠⠒⠁       ⠑⢄
            │  ⡠⠊            ⠑⢄
          0 ┤⡠⠊    + + + + + + ⠑⢄
            └┬────┬────┬───┬────┬
           -1.0 -0.5   0  0.5 1.0
        """)
  }

  @Test("A step is a vertical line")
  func step() {
    #expect(
      plot([(0..<100).map { $0 < 50 ? 4 : 0 }], range: 0...5) == """
        4 +***********
          |          *
        2 +           *
          |           *
        0 +           ***********
          ++-------+--------+----
           0       2        4
        """)
  }

  @Test("What is not finite is left out")
  func notFinite() {
    #expect(
      plot([[0, .nan, 2, 2, .infinity, 0]]) == """
        2 +        ******
          |
        1 +
          |
        0 +*                    *
          ++----+-----+----+----+
         -1.0 -0.5    0   0.5 1.0
        """)
    #expect(plot([[.nan, .infinity]]) == "")
    #expect(plot([[-1e308, 1e308]]) == "")
    #expect(plot([[0, 1.7e308]]) == "")
  }

  @Test("A curve that is 0 everywhere is at the bottom")
  func zero() {
    #expect(
      plot([[0, 0]]) == """
        1.0 +
            |
        0.5 +
            |
          0 +********************
            ++----+----+---+----+
           -1.0 -0.5   0  0.5 1.0
        """)
  }

  @Test("There is no plot where there is no room for one")
  func narrow() {
    #expect(plot([[0, 1]], width: 12) == "")
  }

  @Test(
    "Characters are those that the terminal shows",
    arguments: [
      (["LANG": "en_US.UTF-8"], .braille), (["LANG": "C.utf8"], .braille), ([:], .ascii),
      (["LANG": "C"], .ascii), (["LANG": "de_DE@euro"], .ascii),
      (["LC_ALL": "C", "LANG": "en_US.UTF-8"], .ascii),
      (["LC_ALL": "", "LC_CTYPE": "C.UTF-8", "LANG": "C"], .braille),
      (["LANG": "en_US.UTF-8", "TERM": "linux"], .ascii),
      (["LANG": "en_US.UTF-8", "TERM": "dumb"], .ascii),
      (["LANG": "en_US.UTF-8", "TERM": "xterm-256color"], .braille),
    ] as [([String: String], TextPlot.Characters)])
  func environment(variables: [String: String], expected: TextPlot.Characters) {
    #expect(TextPlot.Characters.ofEnvironment { variables[$0] } == expected)
  }
}
