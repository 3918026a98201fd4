import NNCore
import NNExperiment

/// Keeps a run's notes, and does something after each iteration.
///
/// Unchecked, because a run calls its observer from the thread that the test waits on.
final class TestObserver: RunObserver, @unchecked Sendable {
  let stop: StopRequest? = StopRequest()
  private(set) var notes: [String] = []
  private(set) var evaluations: [TrainingMetrics] = []
  /// The learning rate of each iteration.
  private(set) var rates: [Double] = []
  /// The error that the work of an iteration has thrown.
  private(set) var failure: (any Error)?
  private let work: (_ iteration: Int) throws -> Void

  /// An observer that does some work after each iteration, counted from 1.
  init(_ work: @escaping (_ iteration: Int) throws -> Void = { _ in }) { self.work = work }

  /// An observer that stops a training after an iteration.
  convenience init(stopAfter iteration: Int?) {
    var request: StopRequest?
    self.init { if $0 == iteration { _ = request?.request() } }
    request = stop
  }

  func note(_ text: String) { notes.append(text) }

  func didEvaluate(_ metrics: TrainingMetrics) { evaluations.append(metrics) }

  func didFinish(_ step: TrainingStep, cost: Double) {
    rates.append(step.learningRate)
    do { try work(step.iteration) } catch { failure = error }
  }
}
