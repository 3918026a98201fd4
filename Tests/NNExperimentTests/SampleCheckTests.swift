import NNConfig
import NNData
import NNFiles
import TestSupport
import Testing

@testable import NNExperiment

/// Anybody can write a loader, so samples that do not fit must not reach the network.
@Suite("Samples that do not fit a trained network")
struct SampleCheckTests {
  /// The message of a check of samples with two inputs.
  private func problem(
    _ targets: Samples.Targets, count: Int, inputs width: Int, in text: ExperimentText
  ) throws -> Failure? {
    let experiment = try TemporaryFolder().read(text).experiment
    let dataset = try experiment.loader.component.load(seed: 0)
    let samples = Samples(
      count: count, inputWidth: width,
      inputs: .numbers([Double](repeating: 1, count: count * width)), targets: targets)
    return try failure {
      try experiment.check(
        samples, of: "new", task: experiment.task(of: dataset),
        preprocessing: dataset.preprocessing)
    }
  }

  @Test("Samples that fit are accepted")
  func fitting() throws {
    #expect(try problem(.classes([2, 0]), count: 2, inputs: 1, in: .classes) == nil)
    #expect(try problem(.values([1, 0.25], width: 1), count: 2, inputs: 2, in: .xor) == nil)
  }

  @Test("Other widths are refused with both numbers")
  func widths() throws {
    #expect(
      try problem(.classes([2, 0]), count: 2, inputs: 3, in: .classes)
        == Failure("new: has 3 inputs in each row, but the network has 1", .badData))
    #expect(
      try problem(.values([1, 0, 1, 1], width: 2), count: 2, inputs: 2, in: .xor)
        == Failure("new: has 2 values in each target, but the network has 1 output", .badData))
  }

  @Test("Classes that the training set does not have are refused", arguments: [3, -1] as [Int32])
  func otherClasses(label: Int32) throws {
    #expect(
      try problem(.classes([2, label]), count: 2, inputs: 1, in: .classes)
        == Failure(
          "new: row 1 (from 0): has the class number \(label), but the training set has only 3 classes, "
            + "from 0", .badData))
  }

  @Test("Targets of another kind are refused")
  func kinds() throws {
    #expect(
      try problem(.classes([1, 0]), count: 2, inputs: 2, in: .xor)
        == Failure(
          "new: has classes as targets, but the network was trained on numbers", .badData))
    #expect(
      try problem(.values([1, 0], width: 1), count: 2, inputs: 1, in: .classes)
        == Failure(
          "new: has numbers as targets, but the network was trained on classes", .badData))
  }

  @Test("Targets that do not suit the loss are refused")
  func loss() throws {
    #expect(
      try problem(.values([1, 0, 1.5], width: 1), count: 3, inputs: 2, in: .xor)
        == Failure(
          "new: loss 'binary_cross_entropy' needs targets from 0 to 1, but row 2 (from 0) has 1.5",
          .badData)
    )
    let distributions = ExperimentText.classes.with(
      "dataset: {loader: inline, inputs: [1, 2], targets: [[1, 0, 0], [0, 1, 0]]}")
    #expect(
      try problem(
        .values([1, 0, 0, 0.5, 0.4, 0], width: 3), count: 2, inputs: 1, in: distributions)
        == Failure(
          "new: loss 'cross_entropy' needs targets that add up to 1 in each row, but those of row 1 (from 0) "
            + "do not",
          .badData))
  }

  /// Other data do not change the task.
  @Test("Targets that do not suit the task are refused")
  func task() throws {
    let labels = ExperimentText.xor.with(
      "structure: [1, 2]", "activations: {output: sigmoid}",
      "dataset: {loader: inline, inputs: [1, 2], targets: [[1, 1], [0, 1]]}")
    #expect(try problem(.values([1, 0, 0, 0], width: 2), count: 2, inputs: 1, in: labels) == nil)
    #expect(
      try problem(.values([1, 0, 0.5, 0], width: 2), count: 2, inputs: 1, in: labels)
        == Failure(
          "new: task 'multilabel' needs targets that are 0 or 1, but row 1 (from 0) has 0.5",
          .badData))
    let oneOfTwo = labels.with(
      "dataset: {loader: inline, inputs: [1, 2], targets: [[1, 0], [0, 1]]}")
    #expect(
      try problem(.values([1, 0, 1, 1], width: 2), count: 2, inputs: 1, in: oneOfTwo)
        == Failure(
          "new: task 'classification' needs targets that add up to 1 in each row, but those of row 1 (from 0) "
            + "do not",
          .badData))
    let numbers = labels.with(
      "dataset: {loader: inline, inputs: [1, 2], targets: [[0.5, 0], [0, 1]]}")
    #expect(try problem(.values([1, 0, 1, 1], width: 2), count: 2, inputs: 1, in: numbers) == nil)
  }

  @Test("Targets that are not finite are refused", arguments: [Double.nan, .infinity])
  func notFinite(value: Double) throws {
    let text = ExperimentText.xor.with("loss: mse")
    #expect(
      try problem(.values([1, 0, value], width: 1), count: 3, inputs: 2, in: text)
        == Failure("new: row 2 (from 0): has a target that is not a finite number", .badData))
  }
}
