package import NNConfig
package import NNData
import NNFiles

extension Experiment {
  /// Checks that there is enough memory to train on a data set.
  ///
  /// - Parameters:
  ///   - dataset: the data set, which is in memory already
  ///   - threads: the number of threads
  /// - Throws: `ExperimentError`, with how much is needed and how much there is, if there is not
  ///   enough
  package func checkMemory(
    toTrainOn dataset: Dataset, threads: Int
  ) throws(ExperimentError) {
    let estimate = MemoryEstimate(training: self, on: dataset, threads: threads)
    let (needed, available) = (estimate.total, MachineMemory.size)
    if needed > available {
      throw ExperimentError(
        "training needs \(MachineMemory.text(needed)), but this machine has "
          + "\(MachineMemory.text(available)); make 'structure' or 'batch_size' smaller",
        at: ranges[ExperimentFields.structure])
    }
    do {
      try MachineMemory.require(estimate.afterLoading, for: name)
    } catch {
      let alone = MemoryEstimate(training: self, on: dataset, threads: 1).afterLoading
      let fewer =
        alone <= error.left
        ? "take --threads 1, which needs \(MachineMemory.text(alone)), " : ""
      throw ExperimentError(
        "training needs \(MachineMemory.text(error.bytes)) besides its data, but "
          + "\(error.availability); \(fewer)make 'structure' or "
          + "'batch_size' smaller, or raise the limit (ulimit -v, or that of a container)",
        at: ranges[ExperimentFields.structure])
    }
  }
}
