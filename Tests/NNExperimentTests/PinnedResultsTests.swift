import Foundation
import NNConfig
import NNFiles
import TestSupport
import Testing

@testable import NNExperiment

/// The bits of a few small runs. A change of any of these digests changes everybody's results: it
/// needs a new numerics version, and a reason.
@Suite("Pinned results")
struct PinnedResultsTests {
  struct Pin: Sendable, CustomTestStringConvertible {
    let name: String
    let experiment: String
    let cost: String
    let weights: String

    var testDescription: String { name }
  }

  static let pins = [
    Pin(
      name: "full batches in float64",
      experiment: """
        structure: [2, 4, 1]
        activations: {hidden: tanh, output: sigmoid}
        loss: binary_cross_entropy
        eta: 0.5
        iterations: 200
        precision: float64
        dataset: {loader: inline, inputs: [[0, 0], [0, 1], [1, 0], [1, 1]], targets: [0, 1, 1, 0]}
        """,
      cost: "af484e270a849b93c9872bb8cd34aa2da03a85bb1ba0432c5b7076c7d3e3c0ae",
      weights: "51c9fa95cfeacc45f3b0ecffbafa9454d1ff8a771738768cb65ee00ee87eab78"),
    Pin(
      name: "random batches, normalised columns, a random test set",
      experiment: """
        structure: [4, 10, 3]
        activations: {hidden: leaky_relu, output: softmax}
        loss: cross_entropy
        eta: 0.1
        iterations: 200
        batch_size: 16
        seed: 18446744073709551615
        dataset:
          loader: csv
          path: \(ProjectFiles.dataset("iris.csv"))
          target: species
          normalize: zscore
          test_fraction: 0.2
        """,
      cost: "4b3f84c42a008f568ed05ed2452378061bbb215e3f4ccf69b9716936d9d1da05",
      weights: "9f6f93a7c91e8ed1afb75dd930186d59b74e1b1fc8b1e8e3fd17e0a308c8dd4c"),
    Pin(
      name: "epochs with a short last batch",
      experiment: """
        structure: [5, 9, 8, 1]
        activations: [sigmoid, relu, identity]
        loss: squared_error
        initializer: xavier
        iterations: 100
        batch_size: 7
        sampling: epochs
        seed: 5
        dataset: {loader: binary_numbers, bits: 5, holdout: [3, 17]}
        """,
      cost: "896d9ebfde381d2701025594f6329c445a114836a5c2674ee30a10d414d589ad",
      weights: "d727670ea643c02ec190007fad0fab803b4233e196385afd1bb9a0036eb98af4"),
    Pin(
      name: "epochs with dropout, penalties and class weights",
      experiment: """
        structure: [4, 10, 7, 3]
        activations: {hidden: tanh, output: softmax}
        loss: cross_entropy
        epochs: 20
        batch_size: 16
        optimizer: adam
        regularization: {l1: 1e-3, l2: 1e-2}
        dropout: [0.3, 0.1]
        class_weights: {setosa: 0.5, virginica: 2}
        seed: 9
        dataset:
          loader: csv
          path: \(ProjectFiles.dataset("iris.csv"))
          target: species
          normalize: zscore
        """,
      cost: "d219bd24721bd7a0a81392058b08af8ddb0f5832de0001539d950b302bff1c79",
      weights: "5b9cca1f45d596bcb221a33e2e7192054441b02658e49c9300b34a3f8a5176b2"),
    Pin(
      name: "images of bytes",
      experiment: """
        structure: [784, 20, 10]
        activations: {hidden: relu, output: softmax}
        loss: squared_error
        eta: 0.3
        iterations: 20
        batch_size: 70
        seed: 1
        dataset:
          loader: mnist
          path: \(ProjectFiles.dataset("mnist"))
          limit: 500
          test_limit: 10
        """,
      cost: "ca03d46f75d0276d00f6812772fa52848d6ce6100019acdf75425f679646deb5",
      weights: "f4bba6a810cc55db9626d57533bb59214cb836374b9feae4f623c5eae3a5a154"),
  ]

  @Test("cost.csv and weights.npz keep their bits", arguments: pins)
  func bits(pin: Pin) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(pin.experiment, to: "pinned.yaml")
    let registry = Registry()
    var options = Runner.Options()
    options.runsDirectory = folder.file("runs")
    let report = try Runner(options: options).run(ExperimentFile(path: path, registry: registry))
    #expect(report.status == .completed)
    let cost = try SHA256.hexDigest(ofFile: "\(report.run)/cost.csv")
    #expect(cost == pin.cost)
    let weights = try SHA256.hexDigest(ofFile: "\(report.run)/weights.npz")
    #expect(weights == pin.weights)
  }
}
