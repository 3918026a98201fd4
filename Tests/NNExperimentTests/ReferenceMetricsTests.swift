import NNCore
import NNData
import NNFiles
import TestSupport
import Testing

@testable import NNExperiment

/// Predictions with scikit-learn's metrics of them; see `Tests/Golden/README.md`.
@Suite("Metrics and scikit-learn")
struct ReferenceMetricsTests {
  /// A set of targets and predictions, by name.
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let json: JSONValue

    static func all(in file: String) throws -> [Case] {
      let bytes = try File.read(ProjectFiles.golden("metrics/\(file).json"), limit: 1 << 20)
      guard case .array(let cases) = try JSONValue(parsing: bytes) else { return [] }
      return cases.map { Case(testDescription: $0["name"]?.string ?? "", json: $0) }
    }

    func number(_ key: String) throws -> Double? { json[key]?.double }

    func integers(_ key: String) throws -> [Int] {
      try array(json[key]).map { try #require($0.int) }
    }

    /// Numbers, `nil` for those that are undefined.
    func numbers(_ key: String) throws -> [Double?] { try array(json[key]).map(\.double) }

    func rows<Element>(_ key: String, _ element: (JSONValue) -> Element?) throws -> [[Element]] {
      try array(json[key]).map { try array($0).map { try #require(element($0)) } }
    }

    private func array(_ value: JSONValue?) throws -> [JSONValue] {
      guard case .array(let values)? = value else {
        Issue.record("\(testDescription) has no array")
        return []
      }
      return values
    }
  }

  private func expectEqual(
    _ found: Double?, _ expected: Double?, _ what: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    guard let found, let expected else {
      #expect(found == expected, "\(what)", sourceLocation: sourceLocation)
      return
    }
    #expect(
      abs(found - expected) <= 1e-12 * max(1, abs(expected)), "\(what)",
      sourceLocation: sourceLocation)
  }

  @Test("There are as many cases as the script makes")
  func caseCounts() throws {
    #expect(try Case.all(in: "classification").count == 7)
    #expect(try Case.all(in: "multilabel").count == 9)
    #expect(try Case.all(in: "regression").count == 9)
  }

  @Test("Metrics of classifications agree", arguments: try Case.all(in: "classification"))
  func classification(expected: Case) throws {
    let count = try #require(expected.json["class_count"]?.int)
    var confusion = ConfusionMatrix(classCount: count)
    for (truth, prediction) in zip(
      try expected.integers("truth"), try expected.integers("predictions"))
    {
      confusion.add(truth: truth, prediction: prediction)
    }
    #expect(
      (0..<count).map { row in (0..<count).map { confusion[row, $0] } }
        == (try expected.rows("confusion_matrix", \.int)))
    let scores = (0..<count).map(confusion.scores)
    #expect(scores.map(\.support) == (try expected.integers("support")))
    for (label, score) in scores.enumerated() {
      expectEqual(score.precision, try expected.numbers("precision")[label], "precision \(label)")
      expectEqual(score.recall, try expected.numbers("recall")[label], "recall \(label)")
      expectEqual(score.f1, try expected.numbers("f1")[label], "F1 \(label)")
    }
    expectEqual(confusion.accuracy, try expected.number("accuracy"), "accuracy")
    let macro = confusion.macroAverage
    expectEqual(macro.precision, try expected.number("macro_precision"), "macro precision")
    expectEqual(macro.recall, try expected.number("macro_recall"), "macro recall")
    expectEqual(macro.f1, try expected.number("macro_f1"), "macro F1")
  }

  @Test("Metrics of several labels agree", arguments: try Case.all(in: "multilabel"))
  func multilabel(expected: Case) throws {
    let counts = try counts(
      predictions: expected.rows("predictions", \.int), truth: expected.rows("truth", \.int))
    expectEqual(counts.subsetAccuracy, try expected.number("subset_accuracy"), "subset accuracy")
    expectEqual(counts.hammingLoss, try expected.number("hamming_loss"), "Hamming loss")
    let scores = (0..<counts.labelCount).map(counts.scores)
    #expect(scores.map(\.support) == (try expected.integers("support")))
    for (label, score) in scores.enumerated() {
      expectEqual(score.precision, try expected.numbers("precision")[label], "precision \(label)")
      expectEqual(score.recall, try expected.numbers("recall")[label], "recall \(label)")
      expectEqual(score.f1, try expected.numbers("f1")[label], "F1 \(label)")
    }
    let micro = counts.microAverage
    for (name, found) in [
      ("micro", [micro.precision, micro.recall, micro.f1]),
      ("macro", quotients(counts.macroAverage)), ("weighted", quotients(counts.weightedAverage)),
      ("samples", quotients(counts.samplesAverage)),
    ] {
      for (found, expected) in zip(found, try expected.numbers(name)) {
        expectEqual(found, expected, name)
      }
    }
  }

  private func quotients(_ means: MeanScores) -> [Double?] {
    [means.precision, means.recall, means.f1]
  }

  private func counts(predictions: [[Int]], truth: [[Int]]) throws -> LabelCounts {
    let width = truth[0].count
    let arena = Arena()
    let outputs: Matrix<Float> = arena.matrix(rows: truth.count, columns: width)
    let targets: Matrix<Float> = arena.matrix(rows: truth.count, columns: width)
    var counts = LabelCounts(labelCount: width)
    for row in truth.indices {
      for column in 0..<width {
        outputs[row, column] = predictions[row][column] == 1 ? 0.5 : Float(0.5).nextDown
        targets[row, column] = Float(truth[row][column])
      }
      counts.add(outputs, targets: targets, row: row, sample: row)
    }
    return withExtendedLifetime(arena) { counts }
  }

  @Test("Metrics of regressions agree", arguments: try Case.all(in: "regression"))
  func regression(expected: Case) throws {
    let targets = try expected.rows("targets", \.double)
    let quality = try quality(of: expected.rows("outputs", \.double), targets: targets)
    expectEqual(quality.overall.mae, try expected.number("mae"), "MAE")
    expectEqual(quality.overall.rmse, try expected.number("rmse"), "RMSE")
    expectEqual(quality.overall.r2, try expected.number("r2"), "R2")
    #expect(quality.targets.count == targets[0].count)
    for (column, scores) in quality.targets.enumerated() {
      expectEqual(scores.mae, try expected.numbers("mae_of_targets")[column], "MAE \(column)")
      expectEqual(scores.rmse, try expected.numbers("rmse_of_targets")[column], "RMSE \(column)")
      expectEqual(scores.r2, try expected.numbers("r2_of_targets")[column], "R2 \(column)")
    }
  }

  private func quality(
    of outputs: [[Double]], targets: [[Double]]
  ) throws -> RegressionScores {
    let width = targets[0].count
    let samples = Samples(
      count: targets.count, inputWidth: 1,
      inputs: .numbers([Double](repeating: 0, count: targets.count)),
      targets: .values(targets.flatMap(\.self), width: width))
    let arena = Arena()
    let matrix: Matrix<Double> = arena.matrix(rows: outputs.count, columns: width)
    var errors = try #require(
      RegressionAccumulator(samples: samples, scaling: nil, kernels: Kernels(.best)))
    for row in outputs.indices {
      for column in 0..<width { matrix[row, column] = outputs[row][column] }
      errors.add(matrix, targets: matrix, row: row, sample: row)
    }
    return withExtendedLifetime(arena) { errors.scores }
  }
}
