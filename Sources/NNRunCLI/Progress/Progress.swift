/// Shows how far a training is.
protocol Progress: Sendable {
  /// Is called after each iteration, so it has to be quick.
  ///
  /// - Parameters:
  ///   - iteration: the iteration, counted from 1
  ///   - cost: its cost
  mutating func show(iteration: Int, cost: Double)

  /// Leaves the terminal to what comes next; nothing is shown afterwards.
  mutating func end()
}
