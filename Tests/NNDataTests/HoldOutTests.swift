import NNConfig
import TestSupport
import Testing

@testable import NNData

@Suite("The setting 'test_fraction'")
struct HoldOutTests {
  @Test("Both parts are in order, have all rows between them, and depend on the seed alone")
  func partition() {
    for (count, fraction, expected) in [(100, 0.2, 20), (3, 0.01, 1), (10, 0.99, 10), (1, 0.5, 1)] {
      let rows = HoldOut.rows(test: fraction, strata: Strata(count: count), seed: 5)
      let (train, test) = (rows.train, rows.test ?? [])
      #expect(test.count == expected, "\(fraction) of \(count)")
      #expect(train == train.sorted() && test == test.sorted(), "\(fraction) of \(count)")
      #expect((train + test).sorted() == Array(0..<count), "\(fraction) of \(count)")
      #expect(
        HoldOut.rows(test: fraction, strata: Strata(count: count), seed: 5) == rows,
        "\(fraction) of \(count)")
    }
    #expect(
      HoldOut.rows(test: 0.5, strata: Strata(count: 100), seed: 1).test
        != HoldOut.rows(test: 0.5, strata: Strata(count: 100), seed: 2).test)
  }

  /// Whoever has trained on a split finds the same one again.
  @Test("The rows that are drawn never change")
  func pinned() {
    let labels = (0..<20).map { Int32($0 % 4 == 0 ? 1 : 0) }
    let drawn = HoldOut.rows(
      validation: 0.2, test: 0.2, strata: Strata(labels: labels), seed: 7)
    #expect(drawn.test == [8, 13, 17, 18])
    #expect(drawn.validation == [4, 5, 14, 19])
  }

  /// Loaders whose rows are numbered by their first input.
  static let datasets = [
    "loader: binary_numbers, bits: 4",
    "loader: inline, inputs: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], targets: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]",
    "loader: inline, inputs: [0, 1, 2, 3], classes: [a, b, a, b]",
    "loader: npz, path: \(ProjectFiles.golden("tables/int16.npy")), "
      + "targets_path: \(ProjectFiles.golden("tables/classes.npy"))",
    "loader: npz, path: \(ProjectFiles.golden("tables/fortran.npy")), "
      + "targets_path: \(ProjectFiles.golden("tables/classes.npy"))",
    "loader: npz, path: \(ProjectFiles.golden("tables/set.npz"))",
  ]

  @Test("Inputs and targets of a row stay together", arguments: datasets)
  func rowsStayTogether(settings: String) throws {
    let whole = try load("{\(settings)}").train
    let divided = try load("{\(settings), test_fraction: 0.3}", seed: 3)
    let drawn = HoldOut.rows(test: 0.3, strata: Strata(whole.targets), seed: 3)
    #expect(divided.sets.splits == [.train, .test])
    try expectRows(drawn, of: whole, in: divided)
  }

  @Test("Batches of a divided set are gathered by index")
  func batches() throws {
    let data = try load("{\(Self.datasets[1]), test_fraction: 0.3}")
    let rows = data.train.inputRows
    #expect(data.train.inputRows(at: [4, 0, 2]) == [rows[4], rows[0], rows[2]])
  }

  @Test("With it, MNIST's own test files are not needed")
  func mnist() throws {
    let folder = try TemporaryFolder()
    try MNISTFiles().write(to: folder)
    let yaml = "{loader: mnist, path: images, test_fraction: 0.4}"
    #expect(try loader(yaml, in: folder).files().count == 2)
    let data = try load(yaml, in: folder)
    #expect(data.train.count == 3 && data.test?.count == 2)
    try folder.remove("images/t10k-labels-idx1-ubyte")
    #expect(try load(yaml, in: folder).notes == Array(data.notes.dropFirst()))
  }

  @Test(
    "If MNIST's own test files are there, a note says that they are not used",
    arguments: [("test_fraction: 0.4", "test_fraction"), ("folds: 5, fold: 1", "folds")])
  func unusedFiles(settings: String, name: String) throws {
    let folder = try TemporaryFolder()
    try MNISTFiles().write(to: folder)
    let notes = try load("{loader: mnist, path: images, \(settings)}", in: folder).notes
    #expect(
      notes.first.map(folder.relative)
        == "the test set in images/t10k-images-idx3-ubyte is not used, because '\(name)' draws "
        + "another one from the training data; leave out '\(name)' to use it")
    let validation = try load(
      "{loader: mnist, path: images, validation_fraction: 0.4}", in: folder)
    #expect(!validation.notes.contains { $0.contains("not used") })
  }

  @Test("A loader that lists the settings and splits what it has read needs nothing else")
  func onlySplit() throws {
    func split(_ text: String, _ dataset: String = Self.datasets[1]) throws -> Dataset {
      let source = SourceText(file: "a.yaml", text: text, directory: "")
      let root = try YAMLParser.parse(text, source: source)
      guard case .mapping(let entries) = root.content else { preconditionFailure("no settings") }
      let options = try OptionReader(
        entries, as: HoldOut.parameters, at: root.range, what: "parameter", owner: " of letters")
      return try HoldOut.split(load("{\(dataset)}"), options, seed: 3)
    }
    for settings in ["folds: 4, fold: 2", "test_fraction: 0.3, split_seed: 5"] {
      let expected = try load("{\(Self.datasets[1]), \(settings)}", seed: 3)
      #expect(
        try split("{\(settings)}").test?.inputRows == #require(expected.test).inputRows,
        "\(settings)")
    }
    let own =
      "loader: inline, inputs: [0, 1, 2], targets: [0, 1, 2], test_inputs: [3], test_targets: [3]"
    #expect(
      try split("{test_fraction: 0.3}", own).notes == [
        "the data set's own test set (1 sample) is not used, because 'test_fraction' draws another "
          + "one from the training data; leave out 'test_fraction' to use it"
      ])
    #expect(try split("{validation_fraction: 0.3}", own).notes == [])
    for (settings, message) in [
      ("fold: 2", "'fold' needs 'folds'"), ("split_seed: 5", "nothing is drawn from 'split_seed'"),
      ("folds: 2, fold: 3", "there is no fold 3"),
      ("folds: 2, fold: 1, test_fraction: 0.3", "cannot be combined"),
    ] {
      let error = try failure { try split("{\(settings)}") }
      #expect(error?.text.contains(message) ?? false, "\(settings): \(error?.text ?? "no error")")
    }
  }

  @Test(
    "Test rows come from one place",
    arguments: [
      (
        "loader: binary_numbers, holdout: [5], test_fraction: 0.2",
        "'test_fraction' cannot be combined with 'holdout'; remove one of them", "0.2"
      ),
      (
        "loader: mnist, path: x, test_limit: 3, test_fraction: 0.2",
        "'test_fraction' cannot be combined with 'test_limit'; remove one of them", "0.2"
      ),
      (
        "loader: inline, inputs: [0], targets: [0], test_fraction: 0.2",
        "no row is left for training: there is only 1 row", "0.2"
      ),
    ])
  func onePlace(settings: String, message: String, place: String) throws {
    #expect(try mistake(in: "{\(settings)}") == Mistake(message, at: place))
  }
}
