import TestSupport
import Testing

@testable import NNData

@Suite("Stratified splits")
struct StrataTests {
  /// Gives one row after another to the class that is furthest below its share (the method of
  /// largest remainders, written as a loop).
  private func naiveShares(_ counts: [Int], total: Int) -> [Int] {
    let all = counts.reduce(0, +)
    var shares = counts.map { total * $0 / all }
    // No class gives its last row while another class can spare one.
    for index in shares.indices where counts[index] > 0 {
      shares[index] = min(shares[index], counts[index] - 1)
    }
    let remainders = counts.map { total * $0 % all }
    let order = counts.indices.sorted { (remainders[$1], $0) < (remainders[$0], $1) }
    for isLast in [false, true] {
      while shares.reduce(0, +) < total {
        var hasGiven = false
        for index in order where shares.reduce(0, +) < total {
          if counts[index] - shares[index] > (isLast ? 0 : 1) {
            shares[index] += 1
            hasGiven = true
          }
        }
        if !hasGiven { break }
      }
    }
    return shares
  }

  private func labels(_ counts: [Int]) -> [Int32] {
    counts.enumerated().flatMap { [Int32](repeating: Int32($0), count: $1) }
  }

  @Test("Shares are those of a naive reference, and near the exact ones")
  func shares() {
    var generator = SeededGenerator(seed: 7)
    func random(_ bound: Int) -> Int { generator.next(below: bound) }
    for _ in 0..<2000 {
      let counts = (0..<1 + random(6)).map { _ in random(3) == 0 ? random(3) : random(60) }
      let all = counts.reduce(0, +)
      // The last class has rows, for its label is the largest one.
      guard let last = counts.last, last > 0 else { continue }
      let total = 1 + random(all)
      let shares = Strata(labels: labels(counts)).shares(of: total)
      #expect(shares == naiveShares(counts, total: total), "\(counts), \(total)")
      #expect(shares.reduce(0, +) == total, "\(counts), \(total)")
      for (share, count) in zip(shares, counts) {
        #expect((0...count).contains(share), "\(counts), \(total)")
        let exact = Double(total) * Double(count) / Double(all)
        // Unless a class has to keep its last row, all are within a row of the exact share.
        if counts.allSatisfy({ Double($0) * (1 - Double(total) / Double(all)) >= 1 || $0 == 0 }) {
          #expect(abs(Double(share) - exact) < 1, "\(counts), \(total)")
        }
      }
      if total <= all - counts.count {
        #expect(
          zip(shares, counts).allSatisfy { $1 == 0 || $0 < $1 },
          "each class has a row left: \(counts), \(total)")
      }
    }
  }

  @Test(
    "Rows are shared among classes by the largest remainders",
    arguments: [
      ([50, 50, 50], 30, [10, 10, 10]), ([90, 10], 10, [9, 1]), ([5, 5], 3, [2, 1]),
      ([1, 99], 20, [0, 20]), ([1, 1, 1], 1, [1, 0, 0]), ([2, 2], 3, [2, 1]), ([3], 2, [2]),
      ([0, 4, 4], 2, [0, 1, 1]), ([1, 1], 2, [1, 1]),
    ])
  func examples(counts: [Int], total: Int, shares: [Int]) {
    #expect(Strata(labels: labels(counts)).shares(of: total) == shares)
  }

  @Test("Targets that are classes make strata")
  func classes() {
    let cases: [(Samples.Targets, [[Int]])] = [
      (.classes([1, 0, 1]), [[1], [0, 2]]),
      (.values([0, 1, 1], width: 1), [[0], [1, 2]]),
      (.values([0, 1, 1, 0, 0, 1], width: 2), [[1], [0, 2]]),
      // No classes: other numbers, several ones in a row or none.
      (.values([0, 1, 0.5], width: 1), [[0, 1, 2]]),
      (.values([1, 1, 0, 1], width: 2), [[0, 1]]),
      (.values([0, 0, 0, 1], width: 2), [[0, 1]]),
    ]
    for (targets, rows) in cases {
      #expect(Strata(targets).rows == rows, "\(targets)")
      #expect(Strata(targets).count == rows.reduce(0) { $0 + $1.count }, "\(targets)")
    }
  }

  @Test("Each class is drawn from separately")
  func draws() {
    let labels = (0..<200).map { Int32($0 % 4 == 0 ? 1 : 0) }
    var chosen = [Int](repeating: 0, count: 200)
    for seed in 0..<300 as Range<UInt64> {
      let sets = HoldOut.rows(test: 0.2, strata: Strata(labels: labels), seed: seed)
      let (train, test) = (sets.train, sets.test ?? [])
      #expect(test.count { labels[$0] == 1 } == 10, "seed \(seed)")
      #expect(test.count == 40, "seed \(seed)")
      #expect((train + test).sorted() == Array(0..<200), "seed \(seed)")
      for row in test { chosen[row] += 1 }
    }
    // 60 times on average, with a standard deviation of 6.9.
    #expect(chosen.allSatisfy { (25...95).contains($0) }, "\(chosen)")
  }
}
