import NNConfig
import NNData
import NNFiles

/// The memory that is taken after data are loaded, in bytes: with what fills rows up to whole vectors,
/// and what is only there for a moment.
struct MemoryToCome {
  private let structure: [Int]
  /// The bytes of a number.
  private let size: Int
  /// An evaluation's samples at a time, and a prediction's.
  private static let piece = 256

  init(_ experiment: Experiment) {
    structure = experiment.structure
    size = experiment.precision.byteCount
  }

  /// Of a training: the network, its gradient, a batch, and an evaluation or a checkpoint.
  static func training(_ experiment: Experiment, dataset: Dataset) -> Int? {
    let come = MemoryToCome(experiment)
    let isSparse = dataset.train.sparseInputs != nil
    let batch = experiment.batchSize(for: dataset)
    let samples = experiment.sampling == .epochs ? 8 * dataset.train.count : dataset.train.count
    return come.bytes(
      2 * come.weights + come.transposedWeights
        + Double(batch) * come.sample(arraysPerLayer: 3, isSparse: isSparse)
        + max(come.copiesForFile, come.pass(isSparse: isSparse)) + Double(samples))
  }

  /// Of a trained network that predicts or is evaluated.
  static func use(_ experiment: Experiment) -> Int? {
    let come = MemoryToCome(experiment)
    return come.bytes(come.weights + max(come.copiesForFile, come.pass(isSparse: false)))
  }

  // In double precision nothing overflows.
  private func bytes(_ count: Double) -> Int? { Int(exactly: count.rounded()) }

  /// The bytes of a row: whole vectors, and one more where rows would compete for lines of the cache.
  private func row(_ columns: Int) -> Double {
    let bytes = (Double(columns * size) / 64).rounded(.up) * 64
    return bytes.truncatingRemainder(dividingBy: 1024) == 0 ? bytes + 64 : bytes
  }

  private var weights: Double {
    zip(structure, structure.dropFirst()).reduce(0) { $0 + Double($1.0 + 1) * row($1.1) }
  }

  private var transposedWeights: Double {
    zip(structure, structure.dropFirst()).reduce(0) { $0 + Double($1.1) * row($1.0) }
  }

  /// The arrays of a file of weights, and the bytes of one of them.
  private var copiesForFile: Double {
    zip(structure, structure.dropFirst()).reduce(0) { $0 + Double($1.0 + 1) * Double($1.1) }
      * Double(3 * size)
  }

  /// Inputs, targets, and what each layer computes of them.
  private func sample(arraysPerLayer: Int, isSparse: Bool) -> Double {
    structure.dropFirst().reduce(0) { $0 + Double(arraysPerLayer) * row($1) }
      + (isSparse ? 0 : row(structure[0])) + row(structure[structure.count - 1]) + 64
  }

  private func pass(isSparse: Bool) -> Double {
    Double(Self.piece) * sample(arraysPerLayer: 2, isSparse: isSparse)
  }
}

extension Experiment {
  /// Checks that there is memory to train when the data are loaded.
  ///
  /// - Throws: `ExperimentError` with the numbers
  func checkMemoryToCome(_ dataset: Dataset) throws(ExperimentError) {
    do {
      try MachineMemory.require(MemoryToCome.training(self, dataset: dataset), for: name)
    } catch {
      throw ExperimentError(
        "training needs \(MachineMemory.text(error.bytes)) besides its data, and only "
          + "\(MachineMemory.text(error.left)) are left for nnrun; make 'structure' or 'batch_size' "
          + "smaller, or raise the limit (ulimit -v, or that of a container)",
        at: ranges["structure"])
    }
  }
}
