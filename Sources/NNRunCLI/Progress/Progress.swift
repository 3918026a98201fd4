/// Shows the progress of a training.
protocol Progress: Sendable {
  /// Shows an iteration if it is due. This is called after each one, so it has to be fast.
  ///
  /// - Parameters:
  ///   - iteration: the iteration, counted from 1
  ///   - cost: the cost of its batch
  mutating func show(iteration: Int, cost: Double)

  /// Writes a line of text, which stays, without disturbing what is shown.
  func write(_ line: String)

  /// Removes what is shown, so that others can write to the terminal; called after the last `show`.
  mutating func end()
}
