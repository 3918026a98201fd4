import NNConfig
import NNCore
import NNFiles
import TestSupport
import Testing

@testable import NNData
@testable import NNExperiment

@Suite("epochs")
struct EpochsTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Seven numbers of three bits.
  private static let numbers = ExperimentText([
    "structure: [3, 4, 1]", "activations: {hidden: tanh, output: identity}", "loss: mse",
    "batch_size: 3", "dataset: {loader: binary_numbers, bits: 3, holdout: [5]}",
  ])

  @Test(
    "An epoch has as many iterations as batches cover the training set, the last one short",
    arguments: [
      (1, 1, 7), (2, 1, 4), (3, 1, 3), (6, 1, 2), (7, 1, 1), (0, 1, 1), (3, 5, 15), (7, 5, 5),
    ])
  func iterations(batchSize: Int, epochs: Int, iterations: Int) throws {
    let text = Self.numbers.with("batch_size: \(batchSize)", "epochs: \(epochs)")
    var seen: [Int] = []
    let report = try folder.train(text, observer: TestObserver { seen.append($0) })
    #expect(report.iterations == iterations)
    #expect(seen == Array(1...iterations))
    let rows = try folder.text(folder.relative(report.run) + "/cost.csv").split(separator: "\n")
    #expect(rows.count == 1 + iterations)
    #expect(try folder.train(text).status == .alreadyComplete)
  }

  @Test("The training is that of as many iterations with sampling: epochs")
  func sameTraining() throws {
    let epochs = try folder.train(Self.numbers.with("epochs: 4"), "evaluate_every=5")
    let iterations = try folder.train(
      Self.numbers.with("iterations: 12", "sampling: epochs"), "evaluate_every=5")
    #expect(epochs.run != iterations.run)
    for file in ["cost.csv", "metrics.csv", "weights.npz"] {
      #expect(
        try SHA256.hexDigest(ofFile: "\(epochs.run)/\(file)")
          == SHA256.hexDigest(ofFile: "\(iterations.run)/\(file)"), "\(file)")
    }
  }

  @Test("resolved.yaml and the identity have the epochs, however sampling is written")
  func written() throws {
    let experiment = try folder.read(Self.numbers.with("epochs: 4")).experiment
    #expect(experiment.length == .epochs(4))
    #expect(experiment.sampling == .epochs)
    let tree = experiment.resolvedTree(digests: []) { $0 }
    #expect(tree["epochs"]?.text == "4")
    #expect(tree["iterations"] == nil)
    #expect(tree["sampling"]?.text == #""epochs""#)
    #expect(experiment.identityTree["epochs"]?.text == "4")
    #expect(experiment.identityTree["iterations"] == nil)
    let explicit = try folder.read(Self.numbers.with("epochs: 4", "sampling: epochs")).experiment
    #expect(explicit.identityTree == experiment.identityTree)
    let resolved = try folder.read(YAMLText.document(tree)).experiment
    #expect(resolved.identityTree == experiment.identityTree)
    let without = try folder.read(Self.numbers).experiment.resolvedTree(digests: []) { $0 }
    #expect(without["iterations"]?.text == "1000")
    #expect(without["epochs"] == nil)
  }

  @Test(
    "iterations and epochs together are refused at the second",
    arguments: [("iterations: 5", "epochs: 2"), ("epochs: 2", "iterations: 5")])
  func both(first: String, second: String) {
    let key = String(second.prefix { $0 != ":" })
    #expect(
      folder.mistakes(in: Self.numbers.with(first, second).text)
        == shown(
          "'iterations' and 'epochs' both say how long to train; remove one of them", line: second,
          number: 7, marked: key))
  }

  @Test("An override by one of them replaces the other in the file")
  func override() throws {
    let iterations = Self.numbers.with("iterations: 5")
    #expect(try folder.read(iterations, overrides: "epochs=2").experiment.length == .epochs(2))
    let epochs = Self.numbers.with("epochs: 2", "sampling: epochs")
    #expect(
      try folder.read(epochs, overrides: "iterations=5").experiment.length == .iterations(5))
    #expect(
      folder.mistakes(in: Self.numbers.text, overrides: "epochs=2", "iterations=5")
        == "override 2: iterations=5: error: 'iterations' and 'epochs' both say how long to train; "
        + "remove one of them")
    for overrides in [["epochs=2", "iterations=6"], ["iterations=6", "epochs=2"]] {
      let error = #expect(throws: ExperimentError.self, "\(overrides)") {
        try folder.read(iterations.text, overrides: overrides)
      }
      #expect(error.map { "\($0)".hasPrefix("override 2: ") } == true, "\(overrides)")
    }
  }

  @Test("sampling: random does not go with epochs")
  func sampling() {
    let line = "sampling: random"
    #expect(
      folder.mistakes(in: Self.numbers.with("epochs: 2", line).text)
        == shown(
          "'epochs' counts passes over the training set, and 'sampling: random' makes none; "
            + "set 'sampling: epochs', or 'iterations' instead of 'epochs'", line: line, number: 7,
          marked: "random"))
  }

  @Test(
    "Values out of range are refused",
    arguments: [
      ("0", "'epochs' must be a whole number from 1 to 1000000000000, not '0'"),
      ("1.5", "'epochs' must be a whole number from 1 to 1000000000000, not '1.5'"),
      (
        "500000000000",
        "'epochs' is 500000000000, and each epoch has 3 iterations, but a training has at most "
          + "1000000000000 iterations; make it smaller"
      ),
    ])
  func range(value: String, message: String) {
    let line = "epochs: \(value)"
    #expect(
      folder.mistakes(in: Self.numbers.with(line).text)
        == shown(message, line: line, number: 6, marked: value))
  }

  @Test("A run that resumes says of how many iterations, and ends with the same bytes")
  func resumed() throws {
    let text = Self.numbers.with("epochs: 6", "evaluate_every: 4")
    let whole = try folder.train(text)
    let expected = try folder.bytes(folder.relative(whole.run) + "/SHA256SUMS")
    for iteration in [1, 3, 4, 17] {
      try FileSystem.removeIfExists("\(whole.run)/SHA256SUMS")
      try FileSystem.removeIfExists("\(whole.run)/run.json")
      let stopped = try folder.train(text, observer: TestObserver(stopAfter: iteration))
      #expect(stopped.status == .interrupted)
      #expect(stopped.iterations == iteration)
      let observer = TestObserver()
      let resumed = try folder.train(text, observer: observer)
      #expect(resumed.status == .completed)
      #expect(observer.notes.last?.hasSuffix("resumes after iteration \(iteration) of 18") == true)
      #expect(try folder.bytes(folder.relative(whole.run) + "/SHA256SUMS") == expected)
    }
  }

  @Test("A training that needs more iterations is advised to have more epochs")
  func advice() throws {
    #expect(
      Remedies(try folder.read(Self.numbers.with("epochs: 3")).experiment).moreIterations
        == "epochs=30")
    #expect(
      Remedies(try folder.read(Self.numbers.with("iterations: 3")).experiment).moreIterations
        == "iterations=30")
  }
}
