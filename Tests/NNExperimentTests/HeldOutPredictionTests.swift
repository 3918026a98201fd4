import NNData
import TestSupport
import Testing

@testable import NNExperiment

@Suite("Predictions of drawn rows")
struct HeldOutPredictionTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// The lines of a file of predictions as fields; `nil` if there is no such file.
  private func rows(_ split: Split, of report: RunReport) throws -> [[String]]? {
    let run = folder.relative(report.run)
    let name = RunFolder.predictions(split)
    guard try folder.names(in: run).contains(name) else { return nil }
    return try folder.text("\(run)/\(name)").split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  /// The outputs are the inputs: ten rows of 5, 15, 25 ...
  private static func identity(_ settings: String) -> ExperimentText {
    ExperimentText([
      "structure: [1, 1]", "activations: {output: identity}", "loss: mse",
      "initializer: {name: formula, w: \"1\", bias: \"0\"}", "iterations: 1", "eta: 1e-30",
      "dataset: {loader: inline, inputs: [5, 15, 25, 35, 45, 55, 65, 75, 85, 95], "
        + "targets: [6, 16, 26, 36, 46, 56, 66, 76, 86, 96], \(settings)}",
    ])
  }

  @Test("Each set that is drawn has its rows in order, with what is true and what is predicted")
  func numbers() throws {
    let report = try folder.train(
      Self.identity("test_fraction: 0.3, validation_fraction: 0.2"))
    #expect(try rows(.train, of: report) == nil)
    for (split, count) in [(Split.test, 3), (.validation, 2)] {
      let rows = try #require(try rows(split, of: report))
      #expect(rows[0] == ["index", "output (true)", "output (predicted)"], "\(split)")
      let indices = rows.dropFirst().compactMap { Int($0[0]) }
      #expect(indices.count == count && indices == indices.sorted(), "\(split)")
      #expect(
        Array(rows.dropFirst())
          == indices.map { ["\($0)", "\(Double(10 * $0 + 6))", "\(Float(10 * $0 + 5))"] },
        "\(split)")
    }
  }

  @Test("A fold is a set that is drawn, and rows that are named are not")
  func others() throws {
    let fold = try folder.train(Self.identity("folds: 5, fold: 2"))
    #expect(try rows(.test, of: fold)?.count == 3)
    let named = try folder.train(Self.identity("test_inputs: [5], test_targets: [6]"))
    #expect(try rows(.test, of: named) == nil)
    #expect(try rows(.validation, of: named) == nil)
  }

  @Test("Classes have their names and the probabilities of all")
  func classes() throws {
    let report = try folder.train(
      ExperimentText([
        "structure: [1, 1]", "activations: {output: sigmoid}", "loss: binary_cross_entropy",
        "initializer: {name: formula, w: \"1\", bias: \"0\"}", "iterations: 1", "eta: 1e-30",
        "dataset: {loader: inline, inputs: [100, 100, 100, -100], "
          + "classes: [\"a, b\", \"a, b\", c, c], test_fraction: 0.75}",
      ]))
    let rows = try folder.text(folder.relative(report.run) + "/test_predictions.csv")
      .split(separator: "\n")
    #expect(rows[0] == #"index,true,prediction,"p(a, b)",p(c)"#)
    #expect(rows.count == 4)
    for row in rows.dropFirst() {
      #expect(
        [
          #"0,"a, b",c,0.0,1.0"#, #"1,"a, b",c,0.0,1.0"#, "2,c,c,0.0,1.0",
          #"3,c,"a, b",1.0,3.8e-44"#,
        ].contains(row), "\(row)")
    }
  }

  @Test("Labels are joined, and none is an empty cell")
  func labels() throws {
    let report = try folder.train(
      ExperimentText([
        "structure: [1, 2]", "activations: {output: sigmoid}", "loss: binary_cross_entropy",
        "initializer: zeros", "iterations: 1", "eta: 1e-30",
        "dataset: {loader: inline, inputs: [0, 0, 0], targets: [[1, 1], [0, 0], [0, 1]], "
          + "task: multilabel, test_fraction: 0.6}",
      ]))
    let rows = try #require(try rows(.test, of: report))
    #expect(rows[0] == ["index", "true", "prediction", "p(0)", "p(1)"])
    #expect(rows.count == 3)
    let truths = ["0": "0|1", "1": "", "2": "1"]
    for row in rows.dropFirst() {
      #expect(row == [row[0], try #require(truths[row[0]]), "0|1", "0.5", "0.5"])
    }
  }

  @Test("Scaled targets are shown as they are in the data", arguments: ["float32", "float64"])
  func scaled(precision: String) throws {
    let prices = ["3.1", "0.7", "12.35", "8", "1e3", "-4.05", "0.1", "77.7"]
    try folder.write(
      "x,price\n" + prices.enumerated().map { "\($0),\($1)\n" }.joined(), to: "prices.csv")
    let report = try folder.train(
      ExperimentText([
        "structure: [1, 1]", "activations: {output: identity}", "loss: mse", "iterations: 3",
        "dataset: {loader: csv, path: prices.csv, target: price, normalize_targets: zscore, "
          + "test_fraction: 0.5}",
      ]), "precision=\(precision)")
    let rows = try #require(try rows(.test, of: report))
    #expect(rows[0] == ["index", "line", "price (true)", "price (predicted)"])
    #expect(rows.count == 5)
    for row in rows.dropFirst() {
      let index = try #require(Int(row[0]))
      #expect(row[1] == "\(index + 2)")
      #expect(Double(row[2]) == Double(prices[index]))
    }
  }

  /// The validation set is right for a bias of 1, which is passed on the way to 2.
  @Test(
    "With early stopping, they are those of the weights that are kept", arguments: [true, false])
  func best(restoresBest: Bool) throws {
    let text = ExperimentText([
      "structure: [1, 1]", "activations: {output: identity}", "loss: mse", "initializer: zeros",
      "evaluate_every: 5",
      "early_stopping: {patience: 2, restore_best: \(restoresBest)}",
      "dataset: {loader: inline, inputs: [0, 0, 0, 0], targets: [2, 2, 2, 2], test_fraction: 0.25, "
        + "validation_inputs: [0], validation_targets: [1]}",
    ])
    let report = try folder.train(text)
    #expect(report.iterations == 45 && report.bestIteration == (restoresBest ? 35 : nil))
    let prediction = try #require(try rows(.test, of: report)?.last?.last.flatMap { Float($0) })
    // After i steps of eta 0.01, the bias is 2 (1 - 0.98^i).
    var bias: Float = 2
    for _ in 0..<(restoresBest ? 35 : 45) { bias *= 0.98 }
    #expect(abs(prediction - (2 - bias)) < 1e-5)
  }
}
