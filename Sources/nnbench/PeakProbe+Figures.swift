extension PeakProbe {
  /// Measures some work in rounds, each between two probes, until enough of them were undisturbed
  /// or there were three times as many in all.
  ///
  /// - Parameters:
  ///   - choice: which of the rounds counts
  ///   - rounds: how many undisturbed rounds are enough
  ///   - round: does the work, on as many threads as the probe, and returns the seconds it took
  /// - Returns: the rounds
  /// - Throws: `TooFewThreads` if the system allows no more threads; what `round` throws
  func figure(
    _ choice: Figure.Choice, rounds: Int, _ round: () throws -> Double
  ) throws -> Figure {
    var figure = Figure(choice)
    var before = try measure()
    while figure.undisturbed(peak: peak).count < rounds, figure.rounds.count < 3 * rounds {
      let seconds = try round()
      let after = try measure()
      figure.rounds.append(Round(seconds: seconds, reached: min(before, after)))
      before = after
    }
    return figure
  }

  /// Measures work that may be too short for the clock, and is repeated within a round.
  ///
  /// - Parameters:
  ///   - units: what the work consists of, if the figure is to be the time of a part of it
  ///   - work: the work of a thread, which all do at the same time
  /// - Returns: the rounds, with the seconds that a unit takes
  /// - Throws: `TooFewThreads` if the system allows no more threads
  func fastest(units: Int = 1, _ work: (_ thread: Int) -> Void) throws -> Figure {
    let count = Stopwatch.repetitions(lasting: .milliseconds(3)) { work(0) }
    return try figure(.fastest, rounds: 5) {
      let seconds = try Simultaneously.seconds(threads: threads) { thread in
        for _ in 0..<count { work(thread) }
      }
      return seconds / Double(count) / Double(units)
    }
  }
}
