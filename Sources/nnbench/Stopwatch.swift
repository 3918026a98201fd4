/// Measures how long work takes undisturbed.
enum Stopwatch {
  private static let rounds = 7
  private static let minimumRound = Duration.milliseconds(3)

  /// The time of the fastest of several rounds.
  ///
  /// - Parameter work: repeated within a round until that is long enough for the clock
  /// - Returns: the seconds that `work` takes
  static func fastest(_ work: () -> Void) -> Double {
    let clock = ContinuousClock()
    var count = 1
    while clock.measure({ for _ in 0..<count { work() } }) < minimumRound { count *= 2 }
    let times = (0..<rounds).map { _ in clock.measure { for _ in 0..<count { work() } } }
    return (times.min() ?? .zero) / .seconds(1) / Double(count)
  }
}
