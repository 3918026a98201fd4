import Testing

@testable import NNRunCLI

@Suite("The line of a progress bar")
struct ProgressLineTests {
  private func text(
    _ columns: Int, iteration: Int = 4200, of iterations: Int = 10_000, cost: Double = 0.041234,
    rate: Double? = 2913
  ) -> String {
    ProgressLine(iteration: iteration, iterations: iterations, cost: cost, rate: rate)
      .text(columns: columns)
  }

  @Test(
    "Each width shows what it has room for",
    arguments: [
      (
        200,
        " 42% [==============>                       ]   4200/10000   2913/s   0:02 left  "
          + "cost 0.04123"
      ),
      (80, " 42% [========>             ]   4200/10000   2913/s   0:02 left  cost 0.04123"),
      (69, " 42% [===>       ]   4200/10000   2913/s   0:02 left  cost 0.04123"),
      (68, " 42% [===>      ]   4200/10000   2913/s   0:02 left  cost 0.04123"),
      (67, " 42%   4200/10000   2913/s   0:02 left  cost 0.04123"),
      (55, " 42%   4200/10000   2913/s   0:02 left  cost 0.04123"),
      (54, " 42%   4200/10000   0:02 left  cost 0.04123"),
      (46, " 42%   4200/10000   0:02 left  cost 0.04123"),
      (45, " 42%   0:02 left  cost 0.04123"), (33, " 42%   0:02 left  cost 0.04123"),
      (32, " 42%   0:02  cost 0.04123"), (28, " 42%   0:02  cost 0.04123"),
      (27, " 42% cost 0.04123"), (20, " 42% cost 0.04123"), (10, " 42% cost"), (1, ""), (0, ""),
    ])
  func widths(columns: Int, line: String) {
    #expect(text(columns) == line)
  }

  @Test("A line is never as wide as the terminal, whatever is in it")
  func neverWraps() {
    for columns in 1...120 {
      for (iteration, iterations) in [(1, 1), (1, 10), (1 << 55, 1 << 56), (1 << 56, 1 << 56)] {
        for cost in [0, 1.2345e-300, 1.2345e300, -12_345.678] {
          for rate in [nil, 1e-300, 0.123, 9.96, 9999.7, 1e12] {
            let line = text(columns, iteration: iteration, of: iterations, cost: cost, rate: rate)
            #expect(line.count < columns, "\(line)")
          }
        }
      }
    }
  }

  @Test("The parts keep their places while numbers grow")
  func places() {
    #expect(
      [1, 999, 10_000].map { text(80, iteration: $0) } == [
        "  0% [                      ]      1/10000   2913/s   0:04 left  cost 0.04123",
        "  9% [=>                    ]    999/10000   2913/s   0:04 left  cost 0.04123",
        "100% [======================]  10000/10000   2913/s   0:00 left  cost 0.04123",
      ])
  }

  @Test(
    "The rate has as many digits as people read, and is not shown until it is known",
    arguments: [
      (nil, "       "), (0.01234, "0.012/s"), (2, "    2/s"), (9.94, "  9.9/s"), (9.96, "   10/s"),
      (9999.4, " 9999/s"), (9999.6, "  10k/s"), (9_999_499, "9999k/s"), (12_600_000, "  13M/s"),
    ] as [(Double?, String)])
  func rates(rate: Double?, shown: String) {
    #expect(text(100, rate: rate).contains("  4200/10000  \(shown)  "), "\(text(100, rate: rate))")
  }

  @Test(
    "The time left is shown as clocks show it, rounded up",
    arguments: [
      (nil, " -:-- left"), (5800, " 0:01 left"), (5799, " 0:02 left"), (97, " 1:00 left"),
      (5800.0 / 723, "12:03 left"), (5800.0 / 3600, "1:00:00 left"),
      (5800.0 / 172_799, "47:59:59 left"), (5800.0 / 172_801, "2 days left"), (1e-5, "months left"),
      (1e-300, "months left"),
    ] as [(Double?, String)])
  func timesLeft(rate: Double?, shown: String) {
    #expect(text(100, rate: rate).contains("\(shown)  cost"), "\(text(100, rate: rate))")
  }
}
