import NNConfig
import NNFiles
import TestSupport
import Testing

@testable import NNData

@Suite("The setting 'validation_fraction'")
struct ValidationFractionTests {
  @Test(
    "Each row is in one set, and the sizes are fractions of all rows",
    arguments: [
      (100, 0.2, 0.1, 20, 10), (10, 0.5, 0.4, 5, 4), (10, 0.25, 0.25, 3, 3), (9, 0.01, 0.01, 1, 1),
      (3, 0.3, 0.3, 1, 1),
    ])
  func sizes(count: Int, test: Double, validation: Double, tested: Int, validated: Int) {
    for seed in 0..<10 as Range<UInt64> {
      let sets = HoldOut.rows(
        validation: validation, test: test, strata: Strata(count: count), seed: seed)
      #expect(sets.test?.count == tested, "seed \(seed)")
      #expect(sets.validation?.count == validated, "seed \(seed)")
      for (split, rows) in sets { #expect(rows == rows.sorted(), "\(split), seed \(seed)") }
      #expect(sets.flatMap(\.value).sorted() == Array(0..<count), "seed \(seed)")
    }
  }

  @Test("It does not change which rows are for testing")
  func sameTestSet() {
    let strata = Strata(labels: (0..<60).map { Int32($0 % 3) })
    for seed in 0..<20 as Range<UInt64> {
      let without = HoldOut.rows(test: 0.2, strata: strata, seed: seed)
      let with = HoldOut.rows(validation: 0.3, test: 0.2, strata: strata, seed: seed)
      #expect(with.test == without.test, "seed \(seed)")
      #expect(
        (with.train + (with.validation ?? [])).sorted() == without.train, "seed \(seed)")
    }
  }

  @Test("Its random numbers are its own")
  func ownNumbers() {
    let strata = Strata(count: 100)
    for seed in 0..<20 as Range<UInt64> {
      #expect(
        HoldOut.rows(validation: 0.3, strata: strata, seed: seed).validation
          != HoldOut.rows(test: 0.3, strata: strata, seed: seed).test, "seed \(seed)")
    }
  }

  /// 400 draws of 3 of 10 rows: each is drawn 120 times on average, with a standard deviation of
  /// 9.2, also if others are for testing.
  @Test("Every row is equally likely to be for validation", arguments: [nil, 0.3])
  func frequencies(test: Double?) {
    var counts = [Int](repeating: 0, count: 10)
    for seed in 0..<400 as Range<UInt64> {
      let rows = HoldOut.rows(validation: 0.3, test: test, strata: Strata(count: 10), seed: seed)
      for row in rows.validation ?? [] { counts[row] += 1 }
    }
    #expect(counts.allSatisfy { (80...160).contains($0) }, "\(counts)")
  }

  @Test("With classes, it is the same fraction of each")
  func strata() throws {
    let labels = (0..<100).map { Int32($0 % 10 == 0 ? 1 : 0) }
    let sets = HoldOut.rows(
      validation: 0.3, test: 0.2, strata: Strata(labels: labels), seed: 4)
    for (split, expected) in [(Split.train, 5), (.validation, 3), (.test, 2)] {
      let rows = try #require(sets[split])
      #expect(rows.count { labels[$0] == 1 } == expected, "\(split)")
      #expect(rows.count == 10 * expected, "\(split)")
    }
  }

  @Test("A class keeps a row for training as long as another can give one")
  func lastRow() {
    let strata = Strata(labels: [0, 0, 0, 0, 0, 0, 1, 1, 1])
    for seed in 0..<10 as Range<UInt64> {
      let rows = HoldOut.rows(validation: 0.45, test: 0.3, strata: strata, seed: seed)
      #expect(rows.train.contains { $0 >= 6 }, "seed \(seed)")
      #expect(rows.train.contains { $0 < 6 }, "seed \(seed)")
    }
  }

  @Test("Inputs and targets of a row stay together", arguments: HoldOutTests.datasets)
  func rowsStayTogether(settings: String) throws {
    let whole = try load("{\(settings)}").train
    let divided = try load("{\(settings), test_fraction: 0.3, validation_fraction: 0.3}", seed: 3)
    let drawn = HoldOut.rows(
      validation: 0.3, test: 0.3, strata: Strata(whole.targets), seed: 3)
    #expect(divided.sets.splits == [.train, .validation, .test])
    try expectRows(drawn, of: whole, in: divided)
  }

  @Test("MNIST's is taken from the training images, and its test files stay the test set")
  func mnist() throws {
    let folder = try TemporaryFolder()
    try MNISTFiles().write(to: folder)
    let yaml = "{loader: mnist, path: images, validation_fraction: 0.4}"
    let whole = try load("{loader: mnist, path: images}", in: folder)
    #expect(try loader(yaml, in: folder).files().count == 4)
    #expect(try loader(yaml, in: folder).usesSeed)
    let data = try load(yaml, in: folder)
    let validation = try #require(data.validation)
    #expect(data.train.count == 3 && validation.count == 2)
    #expect(data.test?.inputRows == whole.test?.inputRows)
    #expect(validation.inputRows.allSatisfy { whole.train.inputRows.contains($0) })
    #expect(data.summary == "3 training + 2 validation + 2 test images of 2 x 3")
    #expect(
      data.splitSummary
        == "7 images of 2 x 3: 3 for training, 2 for validation, 2 for testing")
    let both = try load(
      "{loader: mnist, path: images, validation_fraction: 0.4, test_fraction: 0.2}", in: folder)
    #expect(both.summary == "2 training + 2 validation + 1 test image of 2 x 3")
  }

  @Test("Without a test set, the summary says so")
  func summary() throws {
    let data = try load("{\(HoldOutTests.datasets[1]), validation_fraction: 0.25}")
    #expect(data.summary == "7 training + 3 validation rows")
    #expect(data.splitSummary == "10 rows: 7 for training, 3 for validation, no test set")
  }

  /// Scales and imputed values change with the rows that they are learnt from.
  @Test("Scales and imputed values are learnt from the rows that are left for training")
  func learnt() throws {
    let csv = try CSVFolder()
    let values = (0..<40).map { $0 % 7 == 0 ? nil : $0 * $0 }
    let text = "x,y\n" + values.enumerated().map { "\($1.map(String.init) ?? ""),\($0)\n" }.joined()
    let fractions = "test_fraction: 0.2, validation_fraction: 0.3"
    for seed in 0..<5 as Range<UInt64> {
      let data = try csv.load(
        text,
        "target: y, missing: median, normalize: minmax, normalize_targets: minmax, \(fractions)",
        seed: seed)
      let rows = HoldOut.rows(validation: 0.3, test: 0.2, strata: Strata(count: 40), seed: seed)
      let known = rows.train.compactMap { values[$0] }.sorted()
      let median = Double(known[(known.count - 1) / 2] + known[known.count / 2]) / 2
      #expect(
        data.preprocessing.fills == [FeatureFill(feature: "x", value: .number(median))],
        "seed \(seed)")
      let (least, greatest) = (Double(known[0]), Double(known[known.count - 1]))
      #expect(
        data.preprocessing.inputScaling
          == Scaling(offsets: [least], divisors: [greatest - least]), "seed \(seed)")
      let (first, last) = (Double(rows.train[0]), Double(rows.train[rows.train.count - 1]))
      #expect(
        data.preprocessing.targetScaling
          == Scaling(offsets: [first], divisors: [last - first]), "seed \(seed)")
      for (split, samples) in data.sets {
        let expected = try #require(rows[split]).map { row in
          ((values[row].map(Double.init) ?? median) - least) / (greatest - least)
        }
        #expect(samples.inputRows.map { $0[0] } == expected, "\(split), seed \(seed)")
      }
    }
  }

  @Test("All sets share the stored inputs")
  func shared() throws {
    let csv = try CSVFolder()
    let data = try csv.load(
      "x,y\n" + (0..<10).map { "\($0),\($0)\n" }.joined(),
      "target: y, test_fraction: 0.3, validation_fraction: 0.2")
    var storages: [ByteStorage] = []
    for (_, samples) in data.sets {
      guard case .array(let array) = samples.inputs.storage else {
        Issue.record("the inputs are arrays")
        return
      }
      storages.append(array.storage)
    }
    #expect(storages.count == 3)
    #expect(storages.allSatisfy { $0 === storages[0] }, "no number is kept twice")
  }

  @Test("Classes without validation rows are named")
  func missingClasses() throws {
    let csv = try CSVFolder()
    let data = try csv.load(
      "x,y\n1,a\n2,a\n3,a\n4,b\n5,a\n6,a\n", "target: y, validation_fraction: 0.3")
    #expect(
      data.notes == ["the validation set has no samples of class 'b', so it says nothing about it"])
  }

  @Test(
    "Fractions that leave nothing or contradict other settings are refused",
    arguments: [
      (
        "loader: inline, inputs: [0], targets: [0], validation_fraction: 0.2", "0.2",
        "no row is left for training: there is only 1 row"
      ),
      (
        "loader: inline, inputs: [0, 1], targets: [0, 1], test_fraction: 0.2, "
          + "validation_fraction: 0.3", "0.3",
        "no row is left for training: there are only 2 rows, 1 of them for testing and 1 for validation"
      ),
      (
        "loader: inline, inputs: [0], targets: [0], test_fraction: 0.2, validation_fraction: 0.3",
        "0.2", "no row is left for training: there is only 1 row"
      ),
      (
        "loader: binary_numbers, test_fraction: 0.5, validation_fraction: 0.55", "0.55",
        "'test_fraction' and 'validation_fraction' are 1.05 together, so no row is left for "
          + "training; make one of them smaller"
      ),
      (
        "loader: mnist, path: x, test_fraction: 0.5, validation_fraction: 0.50", "0.50",
        "'test_fraction' and 'validation_fraction' are 1 together, so no row is left for training; "
          + "make one of them smaller"
      ),
      (
        "loader: csv, path: x, target: y, validation_fraction: 1", "1",
        "'validation_fraction' of csv must be a number above 0 and below 1, not '1'"
      ),
      (
        "loader: csv, path: x, target: y, validation_fraction: 0.2, validation_path: z", "0.2",
        "'validation_fraction' cannot be combined with 'validation_path'; remove one of them"
      ),
      (
        "loader: npz, path: x, validation_fraction: 0.2, validation_inputs: a, "
          + "validation_targets: b", "0.2",
        "'validation_fraction' cannot be combined with 'validation_inputs'; remove one of them"
      ),
      (
        "loader: npz, path: x, validation_fraction: 0.2, validation_limit: 3", "0.2",
        "'validation_fraction' cannot be combined with 'validation_limit'; remove one of them"
      ),
      (
        "loader: inline, inputs: [0], targets: [0], validation_fraction: 0.2, "
          + "validation_inputs: [1], validation_targets: [1]", "0.2",
        "'validation_fraction' cannot be combined with 'validation_inputs'; remove one of them"
      ),
      (
        "loader: binary_numbers, validation_fraction: 0.2, validation_holdout: [1]", "0.2",
        "'validation_fraction' cannot be combined with 'validation_holdout'; remove one of them"
      ),
    ])
  func mistakes(settings: String, place: String, message: String) throws {
    #expect(try mistake(in: "{\(settings)}") == Mistake(message, at: place))
  }

  @Test("Messages about a file count its rows, or those that a limit leaves")
  func fileRows() throws {
    let folder = try TemporaryFolder()
    try folder.write("x,y\n1,1\n2,2\n3,3\n", to: "train.csv")
    let yaml = "loader: csv, path: train.csv, target: y, test_fraction: 0.5"
    #expect(
      try mistake(in: "{\(yaml), validation_fraction: 0.4}", folder)
        == Mistake(
          "no row is left for training: the file has 3 rows, 2 of them for testing and 1 for validation",
          at: "0.4"))
    #expect(
      try mistake(in: "{\(yaml), validation_fraction: 0.4, limit: 2}", folder)
        == Mistake(
          "no row is left for training: 'limit' leaves only 2 rows, 1 of them for testing and 1 for validation",
          at: "0.4"))
  }
}
