/// Shows how far a training is.
protocol Progress {
  /// Is called after each iteration, so it has to be quick.
  ///
  /// - Parameters:
  ///   - iteration: the iteration, counted from 1
  ///   - cost: its cost
  mutating func show(iteration: Int, cost: Double)

  /// Leaves the terminal to what comes next; nothing is shown afterwards.
  mutating func end()
}

extension Console {
  /// Shows the progress of a training on standard error: a live line on a terminal, plain lines
  /// elsewhere.
  ///
  /// - Parameters:
  ///   - iterations: the iterations of the training
  ///   - training: the work; it calls its argument after each iteration
  /// - Returns: what `training` returns
  /// - Throws: what `training` throws, when progress is no longer shown
  func withProgress<Result>(
    iterations: Int, _ training: ((_ iteration: Int, _ cost: Double) -> Void) throws -> Result
  ) rethrows -> Result {
    var progress: any Progress =
      !isQuiet && Terminal.canRedraw
      ? ProgressBar(iterations: iterations)
      : ProgressTenths(iterations: iterations, console: self)
    defer { progress.end() }
    return try training { progress.show(iteration: $0, cost: $1) }
  }
}
