import Foundation
import NNConfig
import NNCore
import NNFiles
import TestSupport
import Testing

@testable import NNData
@testable import NNExperiment

/// Batches of several blocks of 64 samples, the last one not full, with enough work for several
/// threads.
@Suite("Bits across vector instructions and threads")
struct SameBitsTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var isSparse = false
    let experiment: String
  }

  static let cases = [
    Case(
      testDescription: "sparse images",
      isSparse: true,
      experiment: """
        structure: [156, 70, 33, 10]
        activations: {hidden: relu, output: softmax}
        loss: cross_entropy
        eta: 0.3
        iterations: 3
        batch_size: 150
        dataset: {loader: mnist, path: images}
        """),
    Case(
      testDescription: "regression on columns",
      experiment: """
        structure: [10, 70, 33, 1]
        activations: [gelu, leaky_relu, identity]
        loss: squared_error
        iterations: 5
        batch_size: 97
        sampling: epochs
        dataset:
          loader: csv
          path: \(ProjectFiles.dataset("diabetes.csv"))
          target: progression
          normalize: zscore
          normalize_targets: zscore
          test_fraction: 0.2
        """),
    Case(
      testDescription: "numbers of bits",
      experiment: """
        structure: [9, 100, 41, 1]
        activations: [tanh, softplus, sigmoid]
        loss: squared_error
        iterations: 3
        batch_size: 300
        dataset: {loader: binary_numbers, bits: 9, holdout: [1, 2, 3]}
        """),
    Case(
      testDescription: "classes of rows",
      experiment: """
        structure: [4, 65, 129, 3]
        activations: {hidden: sigmoid, output: softmax}
        loss: squared_error
        eta: 0.1
        iterations: 5
        dataset: {loader: csv, path: \(ProjectFiles.dataset("iris.csv")), target: species}
        """),
    Case(
      testDescription: "dropout, penalties and class weights",
      experiment: """
        structure: [4, 165, 129, 3]
        activations: {hidden: relu, output: softmax}
        loss: cross_entropy
        eta: 0.1
        epochs: 2
        batch_size: 100
        optimizer: adam
        regularization: {l1: 1e-3, l2: 1e-2}
        dropout: [0.5, 0.2]
        class_weights: {setosa: 2.5, virginica: 0.3}
        dataset: {loader: csv, path: \(ProjectFiles.dataset("iris.csv")), target: species}
        """),
    Case(
      testDescription: "yes or no",
      experiment: """
        structure: [2, 7, 1]
        activations: {hidden: tanh, output: sigmoid}
        loss: binary_cross_entropy
        eta: 0.5
        iterations: 10
        dataset: {loader: inline, inputs: [[0, 0], [0, 1], [1, 0], [1, 1]], targets: [0, 1, 1, 0]}
        """),
  ]

  /// Writes images of which four fifths are zero, in MNIST's files, to the folder `images`.
  private func writeImages(to folder: TemporaryFolder) throws {
    for (prefix, count) in [("train", 400), ("t10k", 70)] {
      let pixels = (0..<count * 156).map { index in
        let hash = UInt32(truncatingIfNeeded: index) &* 2_654_435_761
        return hash >> 28 < 13 ? 0 : UInt8((hash >> 16) & 255)
      }
      try folder.write(idx([count, 12, 13], pixels), to: "images/\(prefix)-images-idx3-ubyte")
      let labels = (0..<count).map { UInt8($0 % 10) }
      try folder.write(idx([count], labels), to: "images/\(prefix)-labels-idx1-ubyte")
    }
  }

  /// The SHA-256 of each file of results, from a run in a folder of its own.
  private func digests(
    of file: ExperimentFile, _ set: InstructionSet, threads: Int, in folder: TemporaryFolder
  ) throws -> [String: String] {
    var options = Runner.Options()
    options.runsDirectory = folder.file("\(set)-\(threads)")
    options.instructionSet = set
    options.threads = threads
    let report = try Runner(options: options).run(file)
    #expect(report.status == .completed)
    let names = ["cost.csv", "metrics.csv", "weights.npz"]
    let sums = try names.map { ($0, try SHA256.hexDigest(ofFile: "\(report.run)/\($0)")) }
    return Dictionary(uniqueKeysWithValues: sums)
  }

  @Test(
    "All vector instructions and numbers of threads give the same bits", arguments: cases,
    ["float32", "float64"])
  func everywhere(test: Case, precision: String) throws {
    let folder = try TemporaryFolder()
    if test.isSparse { try writeImages(to: folder) }
    let path = try folder.write("\(test.experiment)\nprecision: \(precision)\n", to: "test.yaml")
    let file = try ExperimentFile(path: path, registry: Registry())
    let loader = file.experiment.loader.component
    #expect((try loader.load(seed: 0).train.sparseInputs != nil) == test.isSparse)
    let expected = try digests(of: file, .baseline, threads: 1, in: folder)
    for set in InstructionSet.supported {
      for threads in [1, 2, 3, 7] where set != .baseline || threads != 1 {
        #expect(
          try digests(of: file, set, threads: threads, in: folder) == expected,
          "\(set), \(threads) threads")
      }
    }
  }
}
