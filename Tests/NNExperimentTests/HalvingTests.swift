import Testing

@testable import NNExperiment

@Suite("Successive halving")
struct HalvingTests {
  @Test(
    "Trials are compared as often as that leaves one, and as many iterations as are wanted",
    arguments: [
      (1, 9, 1000, 2), (1, 26, 1000, 2), (1, 27, 1000, 3), (1, 2, 1000, 0), (1, 27, 8, 1),
      (100, 27, 1000, 2), (1000, 27, 1000, 0),
    ])
  func rungs(minimum: Int, trials: Int, iterations: Int, rungs: Int) {
    let halving = Halving(factor: 3, minimumIterations: minimum)
    #expect(halving.rungs(trials: trials, iterations: iterations) == rungs)
  }

  @Test("Parts of a training are rounded up, and each is so many times the one before")
  func pauses() {
    let halving = Halving(factor: 3)
    #expect((0..<3).map { halving.pause(rung: $0, of: 3, iterations: 1000) } == [38, 112, 334])
    #expect((0..<3).map { halving.pause(rung: $0, of: 3, iterations: 2) } == [1, 1, 1])
    #expect([64, 21, 7, 2].map(halving.survivors) == [21, 7, 2, 1])
  }

  private func table(_ values: [(value: Double?, cost: Double)]) -> RungTable {
    var table = RungTable()
    table.begin(1...values.count, rungs: 1)
    for (index, entry) in values.enumerated() {
      table.add(
        RungTable.Entry(
          rung: 0, trial: index + 1, iteration: 5, value: entry.value, cost: entry.cost))
    }
    return table
  }

  @Test("The best advance; of equal ones, those with the smaller cost, then the smaller number")
  func best() throws {
    let table = table([(0.8, 3), (0.9, 2), (0.9, 1), (0.8, 3), (nil, 0), (.nan, 0)])
    let goal = try Goal("max:test.accuracy")
    let groups = (1...6).map { [$0] }
    let kept = (1...6).map { table.best(of: 0, groups: groups, count: $0, goal: goal) }
    #expect(kept == [[3], [2, 3], [1, 2, 3], [1, 2, 3, 4], [1, 2, 3, 4], [1, 2, 3, 4]])
    #expect(
      table.best(of: 0, groups: groups, count: 2, goal: try Goal("min:test.accuracy")) == [1, 4])
  }

  @Test("Trials that means are taken over advance together, if all of them have a value")
  func groups() throws {
    let table = table([(0.9, 1), (0.5, 1), (0.8, 1), (0.7, 1), (1, 1), (nil, 1)])
    let kept = table.best(
      of: 0, groups: [[1, 2], [3, 4], [5, 6]], count: 1, goal: try Goal("max:test.accuracy"))
    #expect(kept == [3, 4])
  }

  @Test("Where the measure is undefined for all, the costs decide")
  func undefined() throws {
    let table = table([(nil, 3), (nil, 1), (nil, 2)])
    let goal = try Goal("max:test.r2")
    #expect(table.best(of: 0, groups: [[1], [2], [3]], count: 2, goal: goal) == [2, 3])
  }
}
