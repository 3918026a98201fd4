import NNConfig
import NNCore
import NNData
import NNExperiment

extension IterationWork {
  /// The work of an experiment's iterations.
  ///
  /// - Parameters:
  ///   - experiment: the experiment
  ///   - dataset: its data set
  init(_ experiment: Experiment, dataset: Dataset) {
    let optimizer = experiment.optimizer.component
    let updatesAll = optimizer.changesWithoutGradient || !experiment.regularization.isNone
    structure = experiment.structure
    samples = experiment.batchSize(for: dataset)
    numberSize =
      switch experiment.precision {
      case .float32: MemoryLayout<Float>.stride
      case .float64: MemoryLayout<Double>.stride
      }
    slots = optimizer.slots.count
    let all = Double(dataset.inputWidth)
    guard let rows = dataset.train.sparseInputs else {
      inputs = Inputs(
        nonzero: all, used: all, updated: all, storedBytes: dataset.train.meanInputBytes,
        areConverted: true)
      return
    }
    let used = SparseRows.usedColumns(
      nonzeroRows: rows.nonzeroRows, rows: rows.count, samples: samples)
    inputs = Inputs(
      nonzero: Double(rows.nonzeroCount) / Double(rows.count), used: used,
      updated: updatesAll ? all : used, storedBytes: dataset.train.meanInputBytes,
      areConverted: false)
  }
}
