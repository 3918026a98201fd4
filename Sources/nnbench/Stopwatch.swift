/// Finds out how much work is enough for the clock.
enum Stopwatch {
  /// How often work has to be repeated to last as long as that.
  ///
  /// - Parameters:
  ///   - duration: how long it should last at least; it lasts at most some twice as long
  ///   - work: the work
  /// - Returns: the number of repetitions, a power of 2
  static func repetitions(lasting duration: Duration, _ work: () -> Void) -> Int {
    let clock = ContinuousClock()
    var count = 1
    // Once more if that was long enough: something else may have held it up.
    while clock.measure({ for _ in 0..<count { work() } }) < duration
      || clock.measure({ for _ in 0..<count { work() } }) < duration
    {
      count *= 2
    }
    return count
  }
}
