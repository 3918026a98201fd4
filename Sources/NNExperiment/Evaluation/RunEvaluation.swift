import NNCore
import NNData

/// How good the network of a complete run is, on each of its sets.
public struct RunEvaluation: Sendable {
  /// The run's folder.
  public let run: String
  /// The names of the classes, or of the target's columns.
  public let names: [String]
  /// The sets in the order in which they are shown.
  public let parts: [Part]

  /// A set and how good the network is on it.
  public struct Part: Sendable {
    /// The set's name: `train` or `test`.
    public let name: String
    /// What was measured.
    public let evaluation: Evaluation
  }

  /// Samples and what they are called.
  private struct NamedSamples {
    let name: String
    let samples: Samples
  }

  /// Opens a complete run and evaluates its network.
  ///
  /// - Parameters:
  ///   - path: the run's folder
  ///   - registry: the plugins that it can name
  ///   - threads: the number of threads
  /// - Throws: a `UserFacingError` if it is no complete run or is damaged, or if its data are not
  ///   there any more
  public init(run path: String, registry: Registry, threads: Int) throws {
    let run = try CompleteRun(path, registry: registry)
    self.run = path
    names = run.outputNames
    let sets = try Self.sets(of: run)
    let workers = WorkerPool(threads: threads)
    switch run.experiment.precision {
    case .float32: parts = try Self.evaluate(run, on: sets, in: Float.self, workers: workers)
    case .float64: parts = try Self.evaluate(run, on: sets, in: Double.self, workers: workers)
    }
  }

  /// What the network is evaluated on.
  private static func sets(of run: CompleteRun) throws -> [NamedSamples] {
    let dataset = try run.dataset()
    let train = NamedSamples(name: "train", samples: dataset.train)
    return [train] + (dataset.test.map { [NamedSamples(name: "test", samples: $0)] } ?? [])
  }

  private static func evaluate<T: Scalar>(
    _ run: CompleteRun, on sets: [NamedSamples], in type: T.Type, workers: WorkerPool
  ) throws -> [Part] {
    let evaluator = Evaluator<T>(
      network: try run.network(in: T.self), loss: run.experiment.loss.component,
      isClassification: run.isClassification, scaling: run.preprocessing.targetScaling,
      compute: Compute(workers: workers))
    return sets.map { Part(name: $0.name, evaluation: evaluator.evaluation(of: $0.samples)) }
  }
}
