import NNCore
import NNData
import Testing

@testable import NNExperiment

@Suite("Quality of predictions")
struct QualityTests {
  /// The quality of the outputs for samples with these targets.
  private func quality(
    _ outputs: [[Double]], _ targets: Samples.Targets, task: Task,
    scaling: Scaling? = nil
  ) -> Metrics.Quality {
    let samples = Samples(
      count: outputs.count, inputWidth: 1,
      inputs: .numbers([Double](repeating: 0, count: outputs.count)), targets: targets)
    let arena = Arena()
    let width = outputs[0].count
    let matrix: Matrix<Double> = arena.matrix(rows: outputs.count, columns: width)
    let expected: Matrix<Double> = arena.matrix(rows: outputs.count, columns: width)
    let reader = BatchReader<Double>(
      samples, capacity: outputs.count, kernels: Kernels(.baseline))
    reader.fill(
      0..<outputs.count, inputs: arena.panelBatch(rows: outputs.count, columns: 1),
      targets: expected)
    for row in outputs.indices {
      for column in 0..<width { matrix[row, column] = outputs[row][column] }
    }
    func result(_ sum: some MetricAccumulator) -> Metrics.Quality {
      var sum = sum
      for row in outputs.indices { sum.add(matrix, targets: expected, row: row, sample: row) }
      return sum.quality.summary
    }
    return withExtendedLifetime(arena) {
      switch task {
      case .classification: return result(ConfusionMatrix(outputs: width))
      case .multilabel: return result(LabelCounts(labelCount: width))
      case .regression:
        return RegressionAccumulator(samples: samples, scaling: scaling, kernels: Kernels(.best))
          .map { result($0) } ?? .regression(mae: .nan, r2: nil)
      }
    }
  }

  private func regression(
    _ outputs: [[Double]], _ targets: [Double], scaling: Scaling? = nil
  ) -> Metrics.Quality {
    quality(
      outputs, .values(targets, width: outputs[0].count), task: .regression, scaling: scaling)
  }

  @Test(
    "The predicted class is the first of the largest outputs",
    arguments: [
      ([0.1, 0.7, 0.2], 1), ([0.5, 0.5], 0), ([0.2, 0.4, 0.4], 1), ([0, 0, 0], 0),
      ([-3, -2, -1], 2), ([-0.0, 0.0], 0),
    ])
  func predictedClasses(outputs: [Double], expected: Int) {
    #expect(outputs.withUnsafeBufferPointer { first($0) } == expected)
  }

  @Test(
    "A single output of at least a half means class 1",
    arguments: [(0.5, 1), (0.5.nextDown, 0), (0.0, 0), (1.0, 1), (7.0, 1), (-1.0, 0)])
  func threshold(output: Double, expected: Int) {
    #expect([output].withUnsafeBufferPointer { first($0) } == expected)
  }

  private func first(_ outputs: UnsafeBufferPointer<Double>) -> Int? {
    outputs.baseAddress.map { predictedClass($0, count: outputs.count) }
  }

  @Test("Accuracy is the share of hits")
  func accuracy() {
    #expect(
      quality(
        [[0.9, 0.1], [0.4, 0.6], [0.5, 0.5], [0.3, 0.7]], .classes([0, 0, 0, 1]),
        task: .classification) == .classification(accuracy: 0.75))
    #expect(
      quality([[0.5], [0.4], [0.9]], .classes([1, 0, 0]), task: .classification)
        == .classification(accuracy: 2.0 / 3))
  }

  @Test("A target that is a distribution counts as its largest class")
  func softTargets() {
    #expect(
      quality(
        [[0.9, 0.1], [0.9, 0.1], [0.9, 0.1]], .values([0.6, 0.4, 0.4, 0.6, 0.5, 0.5], width: 2),
        task: .classification) == .classification(accuracy: 2.0 / 3))
    #expect(
      quality([[0.6], [0.6]], .values([0.5, 0.4], width: 1), task: .classification)
        == .classification(accuracy: 0.5))
  }

  @Test("A label is on if its output is at least a half, and a sample is right if all labels are")
  func severalLabels() {
    // All right; one of two labels too many; one too few; none where there is none.
    #expect(
      quality(
        [[0.5, 0.9], [0.6, 0.5], [0.4, 0.9], [(0.5).nextDown, 0]],
        .values([1, 1, 1, 0, 1, 1, 0, 0], width: 2), task: .multilabel)
        == .multilabel(
          subsetAccuracy: 0.5, hammingLoss: 0.25, microF1: 0.8, macroF1: (0.8 + 0.8) / 2))
    // A single label may be true or not.
    #expect(
      quality([[0.9], [0.1], [0.2], [0.3]], .values([1, 0, 1, 0], width: 1), task: .multilabel)
        == .multilabel(
          subsetAccuracy: 0.75, hammingLoss: 0.25, microF1: 2.0 / 3, macroF1: 2.0 / 3))
    #expect(
      quality([[0.1, 0.2]], .values([0, 0], width: 2), task: .multilabel)
        == .multilabel(subsetAccuracy: 1, hammingLoss: 0, microF1: nil, macroF1: 0))
  }

  @Test("MAE and R2 are as computed by hand")
  func byHand() {
    // Errors 0.5, 0, -1, 1; their squares add up to 2.25. The mean of the targets is 3, and the
    // squared distances from it add up to 4 + 1 + 0 + 9 - but for the third, which is 0.
    #expect(
      regression([[1.5], [2], [2], [7]], [1, 2, 3, 6])
        == .regression(mae: 0.625, r2: 1 - 2.25 / 14))
    #expect(regression([[1], [2]], [1, 2]) == .regression(mae: 0, r2: 1))
    #expect(regression([[3], [3]], [2, 4]) == .regression(mae: 1, r2: 0))
    #expect(regression([[4], [2]], [2, 4]) == .regression(mae: 2, r2: -3))
  }

  @Test("MAE and R2 are in the target's own units")
  func ownUnits() {
    // y = 4 y' + 10: errors are four times as large, their share of the variance is the same.
    let scaling = Scaling(offsets: [10], divisors: [4])
    #expect(
      regression([[1.5], [2], [2], [7]], [1, 2, 3, 6], scaling: scaling)
        == .regression(mae: 2.5, r2: 1 - 36.0 / 224))
  }

  @Test("With several outputs, MAE is the mean over all values and R2 that over the outputs")
  func severalOutputs() {
    // First output: errors 1 and -1, squares 2, distances 2 + 2 = 4 with mean 2: R2 = 0 of
    // targets 1 and 3. Second output: no errors, R2 = 1.
    #expect(
      regression([[2, 10], [2, 20]], [1, 10, 3, 20]) == .regression(mae: 0.5, r2: 0.5))
    // In own units the second output counts a hundredfold: errors of 50, distances of 500.
    let scaling = Scaling(offsets: [0, 5], divisors: [1, 100])
    #expect(
      regression([[1, 10.5], [3, 20.5]], [1, 10, 3, 20], scaling: scaling)
        == .regression(mae: 25, r2: 0.995))
  }

  @Test(
    "Targets without variance have no R2",
    arguments: [[5], [2, 2], [0.1, 0.1, 0.1], [1e-200, 1e-200, 1e-200]])
  func constantTargets(targets: [Double]) {
    let outputs = targets.map { [$0 + 1] }
    #expect(regression(outputs, targets) == .regression(mae: 1, r2: nil))
    let scaling = Scaling(offsets: [0.3], divisors: [0.7])
    guard case .regression(_, let r2) = regression(outputs, targets, scaling: scaling) else {
      Issue.record("is no regression")
      return
    }
    #expect(r2 == nil)
  }

  @Test("One output without variance counts as 1 if it is met exactly, otherwise as 0")
  func oneConstantOutput() {
    #expect(regression([[1, 2], [2, 2]], [1, 2, 2, 2]) == .regression(mae: 0, r2: 1))
    #expect(regression([[1, 2], [2, 3]], [1, 2, 2, 2]) == .regression(mae: 0.25, r2: 0.5))
    // The mean of these rounds to another number.
    #expect(
      regression([[1, 0.1], [2, 0.1], [4, 0.1]], [1, 0.1, 2, 0.1, 4, 0.1])
        == .regression(mae: 0, r2: 1))
  }

  @Test("A single sample leaves R2 undefined, however many outputs there are")
  func oneSample() {
    #expect(regression([[1, 2]], [1, 3]) == .regression(mae: 0.5, r2: nil))
  }
}
