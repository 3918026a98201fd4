import NNCore
import TestSupport
import Testing

@testable import NNExperiment

@Suite("The course of the cost")
struct CostCourseTests {
  /// Costs of batches: a level, and noise that is a function of the iteration.
  private func noisy(_ level: Double, count: Int, noise: Double, from start: Int = 0) -> [Double] {
    let random = RandomNumbers(seed: 1, purpose: .batch)
    return (0..<count).map { level + noise * (random.uniform(stream: 1, index: start + $0) - 0.5) }
  }

  @Test(
    "A rise is recognised",
    arguments: [
      ([1, 2], true, true), ([1, 1], true, false), ([2, 1], true, false), ([1], true, false),
      ([1, 2, 3, 4, 5, 6, 7, 8], true, true), ([3, 1, 1, 1, 1, 1, 1, 2], true, false),
      // A few batches say nothing, unless the rise is huge.
      ([1, 2], false, false), ([1, 999], false, false), ([1, 1001], false, true),
      ([1, 2, 2, 2, 2, 2, 2e9, 1e9], false, true), ([1, 2e9, 2, 2, 2, 2, 2e9, 1e9], false, false),
      (Array(stride(from: 1.0, to: 30, by: 1)), false, false),
      (Array(stride(from: 1.0, to: 50, by: 1)), false, true), ([], true, false),
    ] as [([Double], Bool, Bool)])
  func rises(costs: [Double], isExact: Bool, hasRisen: Bool) {
    #expect(CostCurve(costs).haveRisen(isExact: isExact) == hasRisen)
  }

  @Test("Noise is not a rise", arguments: [40, 100, 1000], [0.1, 1, 2])
  func noise(count: Int, noise: Double) {
    for start in 0..<200 {
      let level = noisy(1, count: count, noise: noise, from: start * count)
      #expect(!CostCurve(level).haveRisen(isExact: false), "start \(start)")
      // With enough batches, a rise by a tenth of the noise is not a rise either.
      if count < 100 { continue }
      let more = level.enumerated().map { $1 + 0.1 * noise * Double($0) / Double(count) }
      #expect(!CostCurve(more).haveRisen(isExact: false), "start \(start)")
    }
    let up = noisy(1, count: count, noise: noise) + noisy(5, count: count, noise: noise)
    #expect(CostCurve(up).haveRisen(isExact: false))
  }

  @Test("A cost that has stayed the same is recognised", arguments: [0.0, 0.2, 1])
  func stays(noise: Double) {
    let level = noisy(1, count: 1000, noise: noise)
    #expect(CostCurve(level).areUnchanged(isExact: false))
    let down = noisy(1, count: 500, noise: noise) + noisy(0.8, count: 500, noise: noise, from: 500)
    #expect(!CostCurve(down).areUnchanged(isExact: false))
    #expect(CostCurve([2, 1.999]).areUnchanged(isExact: true))
    #expect(!CostCurve([2, 1.9]).areUnchanged(isExact: true))
    #expect(!CostCurve([]).areUnchanged(isExact: true))
  }

  /// Only both ends of a file are read.
  @Test(
    "The course of a file is that of its costs",
    arguments: [1, 2, 3, 7, 40, 399, 400, 401, 5000, 300_000])
  func files(count: Int) throws {
    let folder = try TemporaryFolder()
    let costs = noisy(1, count: count, noise: 1).enumerated().map {
      $1 * ($0.isMultiple(of: 7) ? 1e-300 : 1)
    }
    let text = "iteration,cost\n" + costs.enumerated().map { "\($0 + 1),\($1)\n" }.joined()
    let path = try folder.write(text, to: "cost.csv")
    let course = try CostCurve(path, count: count)
    #expect(course == CostCurve(costs))
    #expect(course.first.count == min(100, max(1, count / 4)))
    #expect(course.first == Array(costs.prefix(course.first.count)))
    #expect(course.last == Array(costs.suffix(course.first.count)))
  }

  @Test("A file without costs, as of a run whose first cost is not finite, can be read")
  func emptyFile() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("iteration,cost\n", to: "cost.csv")
    #expect(try CostCurve(path, count: 0) == CostCurve([]))
    #expect(throws: (any Error).self) { try CostCurve(folder.file("nothing.csv"), count: 0) }
  }
}
