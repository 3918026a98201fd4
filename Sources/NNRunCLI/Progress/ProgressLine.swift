import NNFiles

/// The line that shows the progress of a training, as much of it as fits into a terminal's width.
///
///      42% [=========>             ]   4200/10000   2913/s   0:02 left  cost 0.04123
struct ProgressLine {
  let iteration: Int
  let iterations: Int
  let cost: Double
  /// Iterations per second; `nil` if the rate is not known yet.
  let rate: Double?

  /// The widths from the narrowest bar that is useful to the widest that is read at a glance.
  private static let barWidths = 12...40
  /// The width that is kept for a cost, so that the choice of parts does not depend on its digits.
  private static let costWidth = "cost 1.234e-05".count

  /// The line.
  ///
  /// - Parameter columns: the width of the terminal
  /// - Returns: fewer characters than there are columns, as a terminal may wrap a full line
  func text(columns: Int) -> String {
    let room = max(0, columns - 1)
    let parts = [
      [percent, count, speed, timeLeft + " left"], [percent, count, timeLeft + " left"],
      [percent, timeLeft + " left"], [percent, timeLeft],
    ]
    for parts in parts {
      let front = parts.joined(separator: "  ")
      // The cost comes last: the number of its digits changes, and nothing else must move with it.
      let free = room - front.count - 2 - max(Self.costWidth, costText.count)
      if free < 0 { continue }
      let bar = bar(room: free - 1)
      let start = bar.isEmpty ? percent : "\(percent) \(bar)"
      return "\(start)\(front.dropFirst(percent.count))  \(costText)"
    }
    return String("\(percent) \(costText)".prefix(room))
  }

  private func bar(room: Int) -> String { Self.bar(room: room) { part(of: $0) } }

  /// A bar, as wide as there is room for; empty if there is too little.
  ///
  /// - Parameters:
  ///   - room: the most characters
  ///   - part: how many of a number of characters are done
  /// - Returns: the bar
  static func bar(room: Int, part: (_ whole: Int) -> Int) -> String {
    guard room >= barWidths.lowerBound else { return "" }
    let width = min(room, barWidths.upperBound) - 2
    let done = part(width)
    let head = done > 0 && done < width ? ">" : ""
    let line = String(repeating: "=", count: done - head.count) + head
    return "[\(line)\(String(repeating: " ", count: width - done))]"
  }

  private var percent: String { "\(part(of: 100))%".padded(to: 4) }

  private var count: String {
    "\(iteration)/\(iterations)".padded(to: 2 * "\(iterations)".count + 1)
  }

  private var costText: String { "cost \(cost.text(significant: 4))" }

  private var speed: String { (rate.map(Self.text(rate:)) ?? "").padded(to: 7) }

  private static func text(rate: Double) -> String {
    switch rate {
    case ..<9.95: "\(rate.text(significant: 2))/s"
    case ..<9999.5: "\(rate.text(decimals: 0))/s"
    case ..<9_999_500: "\((rate / 1e3).text(decimals: 0))k/s"
    default: "\((rate / 1e6).text(decimals: 0))M/s"
    }
  }

  private var timeLeft: String {
    guard let rate else { return "-:--".padded(to: 5) }
    return (Double(iterations - iteration) / rate).clockText.padded(to: 5)
  }

  /// The part of a whole that is done, rounded down.
  private func part(of whole: Int) -> Int {
    // The product is exact: there are fewer than 2^56 iterations.
    iteration * whole / iterations
  }
}
