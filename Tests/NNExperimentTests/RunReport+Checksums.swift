import NNExperiment
import NNFiles

extension RunReport {
  /// The checksums of the run's files. Runs with the same results have the same ones.
  func checksums() throws -> String {
    String(decoding: try File.read("\(run)/SHA256SUMS", limit: 1000), as: UTF8.self)
  }
}
