import NNConfig
import NNData
import NNFiles
import TestSupport
import Testing

@testable import NNExperiment

@Suite("The memory that an experiment takes")
struct MemoryEstimateTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test("The memory is the data, the weights, a batch, and the gradient of some weights")
  func parts() throws {
    // 4 rows of 2 inputs and a target in double precision. Weights are 3 + 5 rows, each as wide as
    // a vector of 64 bytes. A sample has inputs, targets, and 3 vectors for each of 2 layers, and
    // its cost. A gradient is computed for 64 inputs, the bias neuron and 4 vectors at a time.
    let gradient = 65 * 4 * 64
    let single = try folder.need(.xor)
    #expect(single.data == 4 * 3 * 8)
    #expect(single.weights == (3 + 5) * 64 + gradient)
    #expect(single.batch == 4 * (8 * 64 + 8))
    #expect(single.total == single.data + single.weights + single.batch)
    let double = try folder.need(.xor.with("precision: float64", "batch_size: 3"))
    #expect(double.weights == single.weights)
    #expect(double.batch == 3 * (8 * 64 + 8))
  }

  @Test("An experiment that the machine cannot hold is refused with the number")
  func refused() {
    let line = "structure: [16, 14000000, 1]"
    let text = ExperimentText.xor.with(
      line, "dataset: {loader: binary_numbers}", "loss: mse",
      "dataset: {loader: binary_numbers, bits: 16}",
      "precision: float64", "activations: [relu, relu]")
    let machine = MachineMemory.text(MachineMemory.size)
    #expect(
      folder.mistakes(in: text.text)
        == shown(
          "training needs 22.0 TB, but this machine has \(machine); make 'structure' or "
            + "'batch_size' smaller", line: line, number: 1, marked: "[16, 14000000, 1]"))
  }

  @Test(
    "Bytes are written for people",
    arguments: [
      (0, "0 bytes"), (999, "999 bytes"), (1000, "1.0 kB"), (1049, "1.0 kB"), (1050, "1.1 kB"),
      (999_949, "999.9 kB"), (999_950, "1.0 MB"), (18_200_000, "18.2 MB"),
      (1_500_000_000, "1.5 GB"), (2_000_000_000_000, "2.0 TB"), (3_000_000_000_000_000, "3.0 PB"),
      (Int.max, "more than 1000 PB"),
    ])
  func text(bytes: Int, text: String) {
    #expect(MachineMemory.text(bytes) == text)
  }
}
