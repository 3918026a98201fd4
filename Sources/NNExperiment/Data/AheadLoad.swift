import NNConfig
import NNCore
import NNData
import NNFiles

/// The loading of a data set by other threads, while its files are hashed.
///
/// Its result counts only if the files were the same from before it began until after they were
/// opened to be hashed. From then on, whoever hashed them watches them.
final class AheadLoad: Sendable {
  private let paths: [String]
  private let states: [PathState]
  private let result: BackgroundResult<Dataset>

  /// Begins to load the data set of an experiment; `nil` if that would be of no use, or there is no
  /// thread to be had.
  init?(_ experiment: Experiment, paths: [String]) {
    // A library's functions are called by one thread, and what it allocates is not known. Memory
    // that is limited is needed for what was asked for.
    if case .library(_, _) = experiment.loader.origin { return nil }
    guard !paths.isEmpty, WorkerPool.processorCount > 1, MachineMemory.leftOfLimits == .max
    else { return nil }
    self.paths = paths
    states = paths.map { PathState($0) }
    // What is missing, or is no file, is refused when it is to be hashed.
    guard states.allSatisfy(\.isFile) else { return nil }
    let (loader, seed) = (experiment.loader.component, experiment.seed)
    guard let result = BackgroundResult({ try loader.load(seed: seed) }) else { return nil }
    self.result = result
  }

  /// The data set, as soon as it is loaded.
  ///
  /// - Parameter files: the files that its loader reads, as they were hashed
  /// - Returns: the data set; `nil` if a file may have been another one
  /// - Throws: what the loader throws
  func dataset(of files: [WatchedFile]) throws -> Dataset? {
    guard files.map(\.path) == paths, files.map(\.pathState) == states else { return nil }
    return try result.wait()
  }
}
