import NNConfig
import NNData
import NNFiles
import TestSupport
import Testing

@testable import NNExperiment

@Suite("Evaluations during training")
struct EvaluateEveryTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func rows(of run: String) throws -> [[Substring]] {
    try folder.text(folder.relative(run) + "/metrics.csv")
      .split(separator: "\n").map { $0.split(separator: ",") }
  }

  private static let tested = ExperimentText.classes.with(
    "dataset: {loader: inline, inputs: [1, 2, 3], classes: [a, b, c], test_inputs: [2.5], "
      + "test_classes: [b]}"
  ).text

  @Test(
    "Not a bit of the training changes", arguments: PinnedResultsTests.pins, [1, 7])
  func nothingElse(pin: PinnedResultsTests.Pin, every: Int) throws {
    let report = try folder.train(pin.experiment, "evaluate_every=\(every)")
    #expect(try SHA256.hexDigest(ofFile: "\(report.run)/cost.csv") == pin.cost)
    #expect(try SHA256.hexDigest(ofFile: "\(report.run)/weights.npz") == pin.weights)
  }

  @Test(
    "Rows are those of every such iteration and of the end, once",
    arguments: [
      (0, [10]), (1, Array(1...10)), (3, [3, 6, 9, 10]), (5, [5, 10]), (10, [10]), (11, [10]),
    ])
  func iterations(every: Int, expected: [Int]) throws {
    let report = try folder.train(Self.tested, "iterations=10", "evaluate_every=\(every)")
    let rows = try rows(of: report.run).dropFirst()
    #expect(rows.map { "\($0[0])" } == expected.flatMap { ["\($0)", "\($0)"] })
    #expect(rows.map { "\($0[1])" } == expected.flatMap { _ in ["train", "test"] })
    #expect(rows.last.map { "\($0[2])" } == report.metrics?.test.map { "\($0.cost)" })
  }

  @Test("A row has what a run that ends there has")
  func sameAsEnd() throws {
    let long = try folder.train(Self.tested, "iterations=9", "evaluate_every=4")
    for iteration in [4, 8] {
      let short = try folder.train(Self.tested, "iterations=\(iteration)")
      #expect(
        try rows(of: long.run).filter { $0[0] == "\(iteration)" }
          == rows(of: short.run).filter { $0[0] == "\(iteration)" }, "iteration \(iteration)")
    }
  }

  @Test("Without a test set there are rows for the training set only")
  func withoutTestSet() throws {
    let report = try folder.train(ExperimentText.xor.text, "iterations=4", "evaluate_every=2")
    #expect(try rows(of: report.run).map { $0[1] } == ["split", "train", "train"])
  }

  @Test("Rows can be read as soon as they are measured")
  func canBeWatched() throws {
    var counts: [Int] = []
    let observer = TestObserver { _ in
      let run = (try? folder.names(in: "runs").first { $0 != "latest" }) ?? ""
      counts.append((try? rows(of: "runs/\(run)").count) ?? 0)
    }
    _ = try folder.train(
      ExperimentText.xor.text, "iterations=7", "evaluate_every=3", observer: observer)
    // Progress is shown before the evaluation of the same iteration.
    #expect(counts == [1, 1, 1, 2, 2, 2, 3])
  }

  @Test("A run that diverges leaves what was measured before")
  func diverged() throws {
    let text = ExperimentText.xor.with(
      "activations: {hidden: identity, output: identity}", "loss: mse", "iterations: 50"
    ).text
    let report = try folder.train(text, "eta=1e10", "evaluate_every=1")
    #expect(report.status == .diverged)
    #expect(report.iterations > 0 && report.iterations < 50)
    let rows = try rows(of: report.run)
    #expect(rows.count == 1 + report.iterations)
    // An infinite measurement does not end the training; the next cost does.
    let next = try folder.train(text, "eta=1e10", "iterations=\(report.iterations)")
    #expect(next.status == .diverged)
    #expect(try self.rows(of: next.run).last == rows.last)
  }
}
