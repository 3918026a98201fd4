import NNCore
import NNData

/// When a training ends before its last iteration: after some evaluations in a row that were not
/// better than the best one (Prechelt: "Early stopping - but when?", 1998).
struct EarlyStopping: Sendable, Equatable {
  /// The set on which the network is measured.
  let split: Split
  /// The measure, by its name in metrics.csv.
  let measure: String
  /// The evaluations in a row that end the training if none of them is better.
  let patience: Int
  /// How much better an evaluation has to be.
  let minimumDelta: Double
  /// Whether the result is the network as it was at the best evaluation, and not at the last.
  let restoresBest: Bool

  /// The setting `metric`.
  var metric: String { "\(split.rawValue).\(measure)" }

  /// Takes note of an evaluation.
  ///
  /// - Parameters:
  ///   - progress: changes
  ///   - metrics: what was measured; what is undefined or not finite is not better than anything
  /// - Returns: whether the network is better than at all evaluations before
  func update(_ progress: inout StoppingProgress, with metrics: TrainingMetrics) -> Bool {
    if let value = metrics.sets[split]?[measure], value.isFinite {
      let isMinimized = Metrics.isMinimized(measure)
      let gain = progress.best.map { isMinimized ? $0.value - value : value - $0.value }
      if gain.map({ $0 > minimumDelta }) ?? true {
        progress.best = StoppingProgress.Evaluation(
          value: value, iteration: metrics.iteration)
        progress.evaluationsSince = 0
        return true
      }
    }
    progress.evaluationsSince += 1
    return false
  }

  /// Whether the training ends now.
  func isOver(_ progress: StoppingProgress) -> Bool { progress.evaluationsSince >= patience }
}
