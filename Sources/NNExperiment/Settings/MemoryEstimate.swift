import NNData
import NNFiles

/// The memory that an experiment takes, in bytes; a number too large to count is `Int.max`.
struct MemoryEstimate {
  /// The samples, as they are stored.
  let data: Int
  /// Weights, their gradient, and them transposed.
  let weights: Int
  /// Inputs unless they are lists, targets and what each layer computes of them.
  let batch: Int

  /// The sum of all.
  var total: Int { Self.sum(data, Self.sum(weights, batch)) }

  init(_ experiment: Experiment, dataset: Dataset) {
    let bytes = experiment.precision.byteCount
    data = dataset.train.byteCount + (dataset.test?.byteCount ?? 0)
    weights = Self.product(experiment.parameterCount, 3 * bytes)
    // Each layer has weighted sums, activations and the derivatives of the cost.
    let inner = experiment.structure.dropFirst().reduce(0) { Self.sum($0, Self.product($1, 3)) }
    let outputs = experiment.structure[experiment.structure.count - 1]
    let inputs = dataset.train.sparseInputs == nil ? experiment.structure[0] : 0
    let perSample = Self.sum(inner, Self.sum(inputs, outputs))
    batch = Self.product(Self.product(perSample, bytes), experiment.batchSize(for: dataset))
  }

  private static func product(_ a: Int, _ b: Int) -> Int {
    a.checkedProduct(b) ?? .max
  }

  private static func sum(_ a: Int, _ b: Int) -> Int {
    let (result, overflow) = a.addingReportingOverflow(b)
    return overflow ? Int.max : result
  }
}
