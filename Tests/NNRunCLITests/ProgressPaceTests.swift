import Testing

@testable import NNRunCLI

@Suite("The pace of a progress bar")
struct ProgressPaceTests {
  /// The course of a training at a pace, on a clock that only the training moves.
  private struct Training {
    var shown: [Int] = []
    var times: [Double] = []
    var looks = 0
    var pace: ProgressPace

    init(iterations: Int, secondsOf seconds: (Int) -> Double) {
      var pace = ProgressPace(iterations: iterations)
      var now = 1e6
      for iteration in 1...iterations {
        now += seconds(iteration)
        var looks = 0
        let isDue = pace.isDue(iteration) {
          looks += 1
          return now
        }
        self.looks += looks
        if isDue {
          shown.append(iteration)
          times.append(now)
        }
      }
      self.pace = pace
    }
  }

  @Test("Slow iterations are all shown")
  func slow() {
    let training = Training(iterations: 5) { _ in 60 }
    #expect(training.shown == [1, 2, 3, 4, 5])
    #expect(training.pace.rate == 1.0 / 60)
  }

  @Test("Of fast ones the first, the last and about ten a second are shown, with few looks")
  func fast() throws {
    // Two seconds; a power of two keeps the sums exact.
    let training = Training(iterations: 1 << 21) { _ in 0x1p-20 }
    #expect(training.shown.first == 1)
    #expect(training.shown.last == 1 << 21)
    for (earlier, later) in zip(training.times, training.times.dropFirst()).dropLast() {
      #expect(later - earlier >= ProgressPace.interval, "at \(later) s")
    }
    #expect((15...22).contains(training.shown.count), "\(training.shown)")
    #expect(training.looks < 500, "\(training.looks)")
    #expect(training.pace.rate == 0x1p20)
  }

  @Test("A training of one iteration shows it once")
  func single() {
    #expect(Training(iterations: 1) { _ in 1e-6 }.shown == [1])
  }

  @Test("When iterations become slow, the pace follows")
  func slowingDown() throws {
    let training = Training(iterations: 11_000) { $0 <= 10_000 ? 1e-4 : 0.05 }
    let slow = training.shown.filter { $0 > 10_000 }
    // 1000 iterations of 50 ms, two for a redraw; the first hundred or so pass without a look.
    #expect(slow.count > 400, "\(slow.count)")
    let rate = try #require(training.pace.rate)
    #expect(abs(rate - 20) < 0.01, "\(rate)")
  }
}
