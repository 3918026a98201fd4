import NNFiles

/// Successive halving: all trials do a part of their iterations, the best of them continue to a
/// larger part, and so on (Jamieson and Talwalkar 2016, arXiv:1502.07943; Li et al. 2020,
/// arXiv:1810.05934).
///
/// A trial is paused after a checkpoint and never restarted, so the bytes of those that reach the
/// end are those of the single command.
package struct Halving: Sendable, Equatable {
  /// Of this many trials, one advances, to this many times as many iterations.
  let factor: Int
  /// The fewest iterations of a trial.
  let minimumIterations: Int

  /// Halving by a factor.
  package init(factor: Int, minimumIterations: Int = 1) {
    precondition(factor > 1 && minimumIterations > 0)
    self.factor = factor
    self.minimumIterations = minimumIterations
  }

  /// The number of times that trials are compared and some of them paused.
  ///
  /// - Parameters:
  ///   - trials: the number of trials
  ///   - iterations: the fewest iterations that a whole training has
  /// - Returns: the largest number that leaves a trial, and each trial the fewest iterations
  func rungs(trials: Int, iterations: Int) -> Int {
    var rungs = 0
    var (trials, iterations) = (trials / factor, iterations / factor)
    while trials >= 1, iterations >= minimumIterations {
      rungs += 1
      trials /= factor
      iterations /= factor
    }
    return rungs
  }

  /// The number of trials that advance from a rung.
  func survivors(of trials: Int) -> Int { max(1, trials / factor) }

  /// The iteration after which a trial pauses.
  ///
  /// - Parameters:
  ///   - rung: the rung, counted from 0
  ///   - rungs: the number of rungs
  ///   - iterations: the iterations of the whole training
  /// - Returns: ceil(iterations / factor^(rungs - rung))
  func pause(rung: Int, of rungs: Int, iterations: Int) -> Int {
    var part = iterations
    for _ in rung..<rungs { part = (part - 1) / factor + 1 }
    return part
  }
}
