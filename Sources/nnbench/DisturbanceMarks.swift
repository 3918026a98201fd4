import NNFiles

/// Marks the disturbed figures of a table, and says what the marks mean.
struct DisturbanceMarks {
  private var rounds = 0
  private var disturbedRounds = 0
  /// The shares of its peak that the processor reached beside disturbed figures.
  private var shares: [Double] = []

  /// The text of a figure, with a mark if it was disturbed.
  ///
  /// - Parameters:
  ///   - text: the text without a mark
  ///   - figure: the figure
  ///   - peak: the most operations per second of any probe
  /// - Returns: the text to show
  mutating func marked(_ text: String, _ figure: Figure, peak: Double) -> String {
    rounds += figure.rounds.count
    disturbedRounds += figure.rounds.count { $0.isDisturbed(peak: peak) }
    guard figure.isDisturbed(peak: peak) else { return text }
    shares.append(figure.reached / peak)
    return text + "*"
  }

  /// The lines below the table.
  var legend: String {
    let count = "disturbed rounds: \(disturbedRounds) of \(rounds)"
    guard let lowest = shares.min(), let highest = shares.max() else { return count }
    let (low, high) = ((100 * lowest).text(decimals: 0), (100 * highest).text(decimals: 0))
    return """
      \(count)
      * disturbed: beside \(shares.count == 1 ? "this figure" : "these figures") the processor \
      reached only \(low == high ? low : "\(low) to \(high)") % of its peak; measure again
      """
  }
}
