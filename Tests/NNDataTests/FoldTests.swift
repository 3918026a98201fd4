import NNConfig
import NNFiles
import TestSupport
import Testing

@testable import NNData

@Suite("The settings 'folds' and 'fold'")
struct FoldTests {
  /// The rows of the test sets of all folds.
  private func folds(_ count: Int, _ strata: Strata, seed: UInt64) throws -> [[Int]] {
    try (1...count).map { number in
      let fold = Fold(number: number, count: count)
      return try #require(HoldOut.rows(fold: fold, strata: strata, seed: seed).test)
    }
  }

  private func labels(_ counts: [Int]) -> [Int32] {
    counts.enumerated().flatMap { [Int32](repeating: Int32($0), count: $1) }
  }

  /// See `Tests/Golden/README.md`. Whoever has trained on a fold finds the same one again.
  @Test("The division is that of another program, its numbers of rows are scikit-learn's")
  func reference() throws {
    let bytes = try File.read(ProjectFiles.golden("folds.json"), limit: 1 << 20)
    guard case .array(let cases) = try JSONValue(parsing: bytes) else {
      Issue.record("there are no cases")
      return
    }
    #expect(cases.count == 7)
    for json in cases {
      let name = try #require(json["name"]?.string)
      let labels = try integers(json["labels"])
      let foldOfRow = try integers(json["fold"])
      let seed = try #require(json["seed"]?.string.flatMap { UInt64($0) })
      let strata = Strata(labels: labels.map { Int32($0) })
      let folds = try folds(try #require(json["folds"]?.int), strata, seed: seed)
      for (index, rows) in folds.enumerated() {
        let expected = foldOfRow.indices.filter { foldOfRow[$0] == index + 1 }
        #expect(rows == expected, "\(name), fold \(index + 1)")
      }
      guard case .array(let counts)? = json["class_counts"] else {
        Issue.record("\(name) has no numbers of rows")
        continue
      }
      let found = folds.map { rows in
        strata.rows.indices.map { label in rows.count { labels[$0] == label } }
      }
      #expect(try found == counts.map(integers), "\(name)")
    }
  }

  private func integers(_ value: JSONValue?) throws -> [Int] {
    guard case .array(let values)? = value else {
      Issue.record("\(value?.text ?? "nothing") is not an array")
      return []
    }
    return try values.map { try #require($0.int) }
  }

  @Test("Each row is in one fold, and sizes differ by at most one, in all and in each class")
  func division() throws {
    var generator = SeededGenerator(seed: 11)
    func random(_ bound: Int) -> Int { generator.next(below: bound) }
    for round in 0..<300 {
      let labels = labels((0...random(5)).map { _ in 2 + random(20) }).shuffled(
        using: &generator)
      let count = 2 + random(labels.count - 1)
      let strata = Strata(labels: labels)
      let folds = try folds(count, strata, seed: UInt64(round))
      let label = "\(labels) in \(count) folds"
      #expect(folds.flatMap { $0 }.sorted() == Array(labels.indices), "\(label)")
      #expect(folds.allSatisfy { $0 == $0.sorted() && !$0.isEmpty }, "\(label)")
      func isEven(_ sizes: [Int]) -> Bool { (sizes.max() ?? 0) - (sizes.min() ?? 0) <= 1 }
      #expect(isEven(folds.map(\.count)), "\(label)")
      for stratum in strata.rows.indices {
        #expect(isEven(folds.map { $0.count { labels[$0] == stratum } }), "\(label), \(stratum)")
      }
      for (index, fold) in folds.enumerated() {
        let sets = HoldOut.rows(
          fold: Fold(number: index + 1, count: count), strata: strata, seed: UInt64(round))
        #expect(sets.train == labels.indices.filter { !fold.contains($0) }, "\(label)")
        #expect(sets.validation == nil)
      }
    }
  }

  @Test("The division depends on the seed")
  func seeds() throws {
    let strata = Strata(count: 100)
    for seed in 0..<10 as Range<UInt64> {
      #expect(
        try folds(2, strata, seed: seed) != folds(2, strata, seed: seed + 1), "seed \(seed)")
    }
  }

  /// 400 divisions of 12 rows into 4 folds: each pair shares a fold 73 times on average, with a
  /// standard deviation of 7.7.
  @Test("Every two rows are equally likely to be in the same fold")
  func pairs() throws {
    var together = [Int](repeating: 0, count: 144)
    for seed in 0..<400 as Range<UInt64> {
      for rows in try folds(4, Strata(count: 12), seed: seed) {
        for a in rows { for b in rows where a < b { together[12 * a + b] += 1 } }
      }
    }
    for a in 0..<12 {
      for b in a + 1..<12 {
        #expect((35...111).contains(together[12 * a + b]), "\(a) and \(b): \(together)")
      }
    }
  }

  @Test("Validation rows are drawn from the other folds, and are a fraction of all rows")
  func validation() throws {
    let labels = (0..<60).map { Int32($0 % 3) }
    let strata = Strata(labels: labels)
    for number in 1...5 {
      let fold = Fold(number: number, count: 5)
      let without = HoldOut.rows(fold: fold, strata: strata, seed: 2)
      let with = HoldOut.rows(validation: 0.3, fold: fold, strata: strata, seed: 2)
      let validation = try #require(with.validation)
      #expect(with.test == without.test, "fold \(number)")
      #expect(validation.count == 18, "fold \(number)")
      #expect((0..<3).allSatisfy { label in validation.count { labels[$0] == label } == 6 })
      #expect((with.train + validation).sorted() == without.train, "fold \(number)")
    }
  }

  @Test("Inputs and targets of a row stay together", arguments: HoldOutTests.datasets)
  func rowsStayTogether(settings: String) throws {
    let whole = try load("{\(settings)}").train
    for number in 1...3 {
      let divided = try load("{\(settings), folds: 3, fold: \(number)}", seed: 3)
      #expect(divided.sets.splits == [.train, .test])
      let drawn = HoldOut.rows(
        fold: Fold(number: number, count: 3), strata: Strata(whole.targets), seed: 3)
      try expectRows(drawn, of: whole, in: divided)
    }
  }

  @Test("A fold of a CSV file is that of its rows, and its scale that of the others")
  func csv() throws {
    let csv = try CSVFolder()
    let text = "x,y\n" + (0..<30).map { "\($0),\(["a", "b", "c"][$0 % 3])\n" }.joined()
    let data = try csv.load(
      text, "target: y, normalize: minmax, folds: 4, fold: 2, validation_fraction: 0.2", seed: 6)
    let rows = HoldOut.rows(
      validation: 0.2, fold: Fold(number: 2, count: 4),
      strata: Strata(labels: (0..<30).map { Int32($0 % 3) }), seed: 6)
    let (least, greatest) = (Double(rows.train[0]), Double(rows.train[rows.train.count - 1]))
    #expect(
      data.preprocessing.inputScaling == Scaling(offsets: [least], divisors: [greatest - least]))
    for (split, samples) in data.sets {
      let expected = try #require(rows[split]).map { (Double($0) - least) / (greatest - least) }
      #expect(samples.inputRows.map { $0[0] } == expected, "\(split)")
    }
    #expect(data.notes == [])
  }

  @Test("With them, MNIST's own test files are not needed")
  func mnist() throws {
    let folder = try TemporaryFolder()
    try MNISTFiles().write(to: folder)
    let yaml = "{loader: mnist, path: images, folds: 5, fold: 5}"
    #expect(try loader(yaml, in: folder).files().count == 2)
    let data = try load(yaml, in: folder)
    #expect(data.train.count == 4 && data.test?.count == 1)
    #expect(data.splitSummary == "5 images of 2 x 3: 4 for training, 1 for testing")
  }

  @Test("Classes with fewer rows than there are folds are named")
  func smallClasses() throws {
    let csv = try CSVFolder()
    let text = "x,y\n" + "aaaaaaabbc".enumerated().map { "\($0),\($1)\n" }.joined()
    func notes(_ settings: String) throws -> [String] {
      try csv.load(text, "target: y, \(settings)").notes.filter { $0.contains("folds") }
    }
    #expect(
      try notes("folds: 3, fold: 1") == [
        "classes 'b', 'c' have fewer rows than there are folds (3), so some folds have none of them"
      ])
    #expect(
      try notes("folds: 2, fold: 2") == [
        "class 'c' has fewer rows than there are folds (2), so some folds have none of it"
      ])
    #expect(try notes("folds: 2, fold: 2, limit: 9").isEmpty, "no row of 'c' is left")
    let inline = try load(
      "{loader: inline, inputs: [0, 1, 2, 3], classes: [a, a, b, a], folds: 3, fold: 1}")
    #expect(inline.notes.count { $0.contains("class 'b' has fewer rows") } == 1)
  }

  @Test(
    "Settings that contradict each other are refused",
    arguments: [
      (
        "loader: binary_numbers, fold: 2", "2",
        "'fold' needs 'folds', the number of folds; set that, too, or remove 'fold'"
      ),
      (
        "loader: inline, inputs: [0, 1], targets: [0, 1], folds: 2", "2",
        "'folds' needs 'fold', the fold that is the test set, from 1 to 2; set that, too, or "
          + "remove 'folds'"
      ),
      (
        "loader: csv, path: x, target: y, folds: 5, fold: 6", "6",
        "there is no fold 6, because 'folds' is 5; choose one from 1 to 5"
      ),
      (
        "loader: csv, path: x, target: y, folds: 1, fold: 1", "1",
        "'folds' of csv must be a whole number of at least 2, not '1'"
      ),
      (
        "loader: csv, path: x, target: y, folds: 7, fold: 0", "0",
        "'fold' of csv must be a positive whole number, not '0'"
      ),
      (
        "loader: mnist, path: x, folds: 5, fold: 1, test_fraction: 0.2", "5",
        "'folds' cannot be combined with 'test_fraction'; remove one of them"
      ),
      (
        "loader: mnist, path: x, folds: 5, fold: 1, test_limit: 3", "5",
        "'folds' cannot be combined with 'test_limit'; remove one of them"
      ),
      (
        "loader: binary_numbers, folds: 5, fold: 1, holdout: [5]", "5",
        "'folds' cannot be combined with 'holdout'; remove one of them"
      ),
      (
        "loader: csv, path: x, target: y, folds: 5, fold: 1, test_path: z", "5",
        "'folds' cannot be combined with 'test_path'; remove one of them"
      ),
      (
        "loader: npz, path: x, folds: 5, fold: 1, test_inputs: a, test_targets: b", "5",
        "'folds' cannot be combined with 'test_inputs'; remove one of them"
      ),
      (
        "loader: inline, inputs: [0], targets: [0], folds: 5, fold: 1, test_inputs: [1], "
          + "test_targets: [1]", "5",
        "'folds' cannot be combined with 'test_inputs'; remove one of them"
      ),
      (
        "loader: inline, inputs: [0, 1, 2, 3], targets: [0, 1, 2, 3], folds: 5, fold: 1", "5",
        "5 folds need a row each, but there are only 4 rows; set 'folds' to at most 4"
      ),
      (
        "loader: inline, inputs: [0], targets: [0], folds: \(Int.max), fold: \(Int.max)",
        "\(Int.max)", "\(Int.max) folds need a row each, but there is only 1 row"
      ),
      (
        "loader: inline, inputs: [0, 1, 2], targets: [0, 1, 2], folds: 2, fold: 1, "
          + "validation_fraction: 0.4", "0.4",
        "no row is left for training: there are only 3 rows, 2 of them for testing and 1 for "
          + "validation"
      ),
    ])
  func mistakes(settings: String, place: String, message: String) throws {
    #expect(try mistake(in: "{\(settings)}") == Mistake(message, at: place))
  }

  @Test("Messages about a file count its rows, or those that a limit leaves")
  func fileRows() throws {
    let folder = try TemporaryFolder()
    try folder.write("x,y\n1,1\n2,2\n3,3\n", to: "train.csv")
    let yaml = "loader: csv, path: train.csv, target: y, folds: 4, fold: 1"
    #expect(
      try mistake(in: "{\(yaml)}", folder)
        == Mistake(
          "4 folds need a row each, but the file has 3 rows; set 'folds' to at most 3", at: "4"))
    #expect(
      try mistake(in: "{\(yaml), limit: 2}", folder)
        == Mistake(
          "4 folds need a row each, but 'limit' leaves only 2 rows; set 'folds' to at most 2",
          at: "4"))
  }
}
