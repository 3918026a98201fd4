import NNData
import Testing

@testable import NNCore
@testable import NNExperiment

@Suite("early_stopping: what is better")
struct EarlyStoppingRuleTests {
  /// The iterations whose evaluations are the best so far, and the one after which the training
  /// stops.
  private func best(
    _ values: [Double], measure: String, minDelta: Double = 0, patience: Int = 2
  ) -> (best: [Int], stop: Int?) {
    let rule = EarlyStopping(
      split: .test, measure: measure, patience: patience, minimumDelta: minDelta,
      restoresBest: true)
    var state = StoppingProgress()
    var best: [Int] = []
    for (index, value) in values.enumerated() {
      let quality: Metrics.Quality =
        measure == "accuracy"
        ? .classification(accuracy: value) : .regression(mae: value, r2: value.isNaN ? nil : value)
      let other = Metrics(cost: -1, quality: quality)
      let metrics = TrainingMetrics(
        iteration: index + 1,
        sets: BySplit(train: other, test: Metrics(cost: value, quality: quality)))
      if rule.update(&state, with: metrics) { best.append(index + 1) }
      if rule.isOver(state) { return (best, index + 1) }
    }
    return (best, nil)
  }

  @Test(
    "Costs and errors fall, shares and R2 rise",
    arguments: [
      ("cost", [3, 2, 2, 1, 4, 5], [1, 2, 4], 6), ("mae", [3, 2, 2, 1, 4, 5], [1, 2, 4], 6),
      ("r2", [3, 2, 2, 1, 4, 5], [1], 3),
      ("accuracy", [0.1, 0.5, 0.5, 0.75, 0.5, 0.6], [1, 2, 4], 6),
    ])
  func directions(measure: String, values: [Double], best: [Int], stop: Int) {
    let found = self.best(values, measure: measure)
    #expect(found.best == best)
    #expect(found.stop == stop)
  }

  @Test("An improvement is larger than min_delta")
  func minDelta() {
    #expect(best([8, 7, 6, 5], measure: "cost", minDelta: 1).best == [1, 3])
    #expect(best([0.25, 0.5, 0.625, 1], measure: "accuracy", minDelta: 0.25).best == [1, 3, 4])
    #expect(best([8, 7.5, 7, 6.5], measure: "cost", minDelta: 1).stop == 3)
  }

  @Test("What is not finite or undefined is no improvement")
  func notFinite() {
    let found = best([.nan, 5, .infinity, 4, -.infinity, .nan, 3], measure: "cost")
    #expect(found.best == [2, 4])
    #expect(found.stop == 6)
    #expect(best([.nan, .nan, 1], measure: "r2").stop == 2)
    #expect(best([.nan, 1, 2], measure: "r2").best == [2, 3])
  }
}
