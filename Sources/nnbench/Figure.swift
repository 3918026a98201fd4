/// The time of some work, taken from those rounds of a measurement that were not disturbed.
struct Figure {
  /// Which of the rounds counts.
  enum Choice {
    /// The fastest one, for short work, of which each round is the same.
    case fastest
    /// The one in the middle, for work that is a mixture anyway.
    case median
  }

  private let choice: Choice
  /// The rounds.
  var rounds: [Round] = []

  /// A figure without rounds.
  ///
  /// - Parameter choice: which of the rounds counts
  init(_ choice: Choice) { self.choice = choice }

  /// The rounds that were not disturbed.
  ///
  /// - Parameter peak: the most operations per second of any probe
  /// - Returns: these rounds
  func undisturbed(peak: Double) -> [Round] { rounds.filter { !$0.isDisturbed(peak: peak) } }

  /// Whether all rounds were disturbed, so that the time says little.
  ///
  /// - Parameter peak: the most operations per second of any probe
  /// - Returns: whether they were
  func isDisturbed(peak: Double) -> Bool { undisturbed(peak: peak).isEmpty }

  /// The time.
  ///
  /// - Parameter peak: the most operations per second of any probe
  /// - Returns: the seconds of the round that counts among those that were not disturbed, or among
  ///   all if all were; infinity without rounds
  func seconds(peak: Double) -> Double {
    let undisturbed = undisturbed(peak: peak)
    let times = (undisturbed.isEmpty ? rounds : undisturbed).map(\.seconds)
    return switch choice {
    case .fastest: times.min() ?? .infinity
    case .median: times.median
    }
  }

  /// The most operations per second that the processor reached beside any of the rounds.
  var reached: Double { rounds.map(\.reached).max() ?? 0 }
}
