import NNConfig
import NNCore
package import NNData
import NNFiles

extension Experiment {
  /// How long a training lasts.
  public enum Length: Sendable, Equatable {
    /// This many iterations, each of which updates the weights once.
    case iterations(Int)
    /// This many passes over the training set.
    case epochs(Int)
  }

  /// The maximum number of iterations.
  static let maximumIterations = 1_000_000_000_000

  /// Whether an iteration depends on how many there are. If not, a training can be continued as a
  /// longer one. Early stopping looks at an evaluation that only the shorter one makes, the last.
  var dependsOnLength: Bool {
    schedule.component.dependsOnLength || optimizer.component.dependsOnLength
      || earlyStopping != nil
  }

  /// The number of iterations in an epoch of a data set, the last of which may have a short batch.
  package func iterationsPerEpoch(of dataset: Dataset) -> Int {
    (dataset.train.count - 1) / batchSize(for: dataset) + 1
  }

  /// The number of iterations of the training on a data set.
  package func iterations(for dataset: Dataset) -> Int {
    switch length {
    case .iterations(let count): count
    case .epochs(let count): count.checkedProduct(iterationsPerEpoch(of: dataset)) ?? .max
    }
  }

  /// Reports epochs that make too many iterations, and a learning rate that does not fit them.
  func checkLength(_ dataset: Dataset, diagnostics: inout Diagnostics) {
    let iterations = iterations(for: dataset)
    guard case .epochs(let count) = length, iterations > Self.maximumIterations else {
      if let problem = schedule.component.problem(inIterations: iterations) {
        diagnostics.report(problem.message, at: ranges[ExperimentFields.eta, problem.setting])
      }
      return
    }
    diagnostics.report(
      "'epochs' is \(count), and each epoch has "
        + counted(iterationsPerEpoch(of: dataset), "iteration")
        + ", but a training has at most \(Self.maximumIterations) iterations; make it smaller",
      at: ranges[ExperimentFields.epochs])
  }
}
