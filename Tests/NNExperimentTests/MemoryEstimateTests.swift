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

  @Test("Each thread that has work takes memory for a gradient")
  func threads() throws {
    let gradient = 65 * 4 * 64
    // A batch of 1023 samples and 11 x 128 + 129 weights.
    let text = ExperimentText.xor.with(
      "structure: [10, 128, 1]", "loss: squared_error",
      "dataset: {loader: binary_numbers, bits: 10, holdout: [1]}")
    let single = try folder.need(text)
    let several = try folder.need(text, threads: 3)
    #expect(single.threads == 1 && several.threads == 3)
    #expect(several.weights == single.weights + 2 * gradient)
    #expect(several.batch == single.batch && several.temporary == single.temporary)
    #expect(try folder.need(text, threads: 64).threads == 2 * 1023 * (11 * 128 + 129) / 250_000)
    #expect(try folder.need(.xor, threads: 64).total == folder.need(.xor).total)
    let summary = try ExperimentSummary(folder.read(text), runsDirectory: "runs", threads: 3)
    #expect(summary.threads == 3 && summary.weightBytes == several.weights)
  }

  @Test("Each thread has sparse inputs for itself")
  func sparseInputs() throws {
    let pixels = (0..<300 * 150).map { place -> UInt8 in place % 5 == 0 ? UInt8(place % 255) : 0 }
    for prefix in ["train", "t10k"] {
      try folder.write(idx([300, 10, 15], pixels), to: "\(prefix)-images-idx3-ubyte")
      try folder.write(
        idx([300], (0..<300).map { UInt8($0 % 10) }), to: "\(prefix)-labels-idx1-ubyte")
    }
    // Batches of 64 and 300 samples: 1 and 5 blocks of 3 chunks, with masks for 192 inputs.
    let layout = 3 * 64 * 64 + 256 * 8
    for (batchSize, blocks) in [(64, 1), (300, 5)] {
      let text = ExperimentText.classes.with(
        "structure: [150, 500, 10]", "dataset: {loader: mnist, path: .}",
        "batch_size: \(batchSize)")
      let single = try folder.need(text)
      #expect(try folder.need(text, threads: 3).batch == single.batch + 2 * blocks * layout)
    }
  }

  @Test("A sweep knows what a trial takes, and each of its threads")
  func sweep() throws {
    let declaration = try folder.sweep(
      of: .xor.with("dataset: {loader: binary_numbers, bits: 10}", "loss: squared_error"),
      "structure=[10,4,1],[10,128,1]")
    let check = try SweepCheck(folder.found(declaration), threads: 2)
    #expect(check.needs.mapValues(\.bytesOfThread) == [1: 0, 2: 65 * 4 * 64])
    // Not even two trials have room beside so many threads.
    #expect(check.simultaneousTrials(threads: 1) > 1)
    #expect(check.simultaneousTrials(threads: 1 << 40) == 1)
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
