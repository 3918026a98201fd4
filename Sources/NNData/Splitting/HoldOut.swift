public import NNConfig
import NNCore
import NNFiles

/// A random split of the rows into training and test set (hold-out), stratified by class.
///
/// A loader lists `parameter` among its own, returns `split` of what it has read, and depends on
/// the seed if a split `isChosen`.
public enum HoldOut {
  /// The setting of a loader that asks for a split.
  public static let parameter = Parameter(
    "test_fraction", .number(Interval(above: 0, below: 1)),
    summary: "the fraction of rows to hold out for testing, drawn with the seed; with classes, the "
      + "same fraction of each")

  /// Whether a loader's settings ask for a split.
  public static func isChosen(in options: OptionReader) -> Bool { options.isSet(parameter.name) }

  /// Checks that a split is not combined with another source of test rows.
  ///
  /// - Parameters:
  ///   - options: the loader's settings
  ///   - others: settings that name other test rows, or limit them
  /// - Throws: `ExperimentError` at the fraction if one of them is set, too
  public static func check(_ options: OptionReader, excludes others: [String])
    throws(ExperimentError)
  {
    guard isChosen(in: options), let other = others.first(where: options.isSet) else {
      return
    }
    throw options.invalid(
      parameter.name, "'test_fraction' cannot be combined with '\(other)'; remove one of them")
  }

  /// Draws the rows of both sets; each keeps the order of the data.
  ///
  /// The test set has round(fraction * count) rows, at least one. With classes, the split is
  /// stratified: each class contributes in proportion to its rows.
  ///
  /// - Parameters:
  ///   - fraction: the fraction of the rows to hold out for testing
  ///   - strata: the rows by class; a single stratum without classes
  ///   - seed: the experiment's seed
  /// - Returns: the rows of both sets; no training rows if there are too few
  static func rows(
    fraction: Double, strata: Strata, seed: UInt64
  ) -> (train: [Int], test: [Int]) {
    let count = strata.count
    let testCount = min(count, max(1, Int((fraction * Double(count)).rounded())))
    let random = RandomNumbers(seed: seed, purpose: .split)
    var (train, test): ([Int], [Int]) = ([], [])
    for (stratum, (rows, testCount)) in zip(strata.rows, strata.shares(of: testCount)).enumerated()
    {
      // The first steps of a Fisher-Yates shuffle.
      var rows = rows
      for index in 0..<testCount {
        let other = random.integer(below: rows.count - index, stream: stratum, index: index)
        rows.swapAt(index, index + other)
      }
      test += rows[..<testCount]
      train += rows[testCount...]
    }
    return (train.sorted(), test.sorted())
  }

  /// Draws the rows of both sets if the loader's settings ask for a split.
  ///
  /// - Parameters:
  ///   - options: the loader's settings
  ///   - strata: the rows by class
  ///   - owner: how an error begins the clause that ends in the number of rows
  ///   - seed: the experiment's seed
  /// - Returns: the rows of both sets; `nil` if no split is asked for
  /// - Throws: `ExperimentError` if no row is left for training
  static func rows(
    _ options: OptionReader, strata: Strata, owner: String = "there is only", seed: UInt64
  ) throws(ExperimentError) -> (train: [Int], test: [Int])? {
    guard let fraction = options.optionalNumber(parameter.name) else { return nil }
    let rows = rows(fraction: fraction, strata: strata, seed: seed)
    guard !rows.train.isEmpty else {
      let owner = options.isSet("limit") ? "'limit' leaves only" : owner
      throw options.invalid(
        parameter.name,
        "no row is left for training: \(owner) \(counted(strata.count, "row"))")
    }
    return rows
  }

  /// Checks that there is memory for the row numbers, and for the targets of both sets if there
  /// will be a split.
  ///
  /// - Parameters:
  ///   - options: the loader's settings
  ///   - count: the number of all rows
  ///   - width: the targets of a row
  ///   - owner: what the error says needs the memory: a file or the data set
  /// - Throws: `OutOfMemory` if there is not
  static func requireMemory(
    _ options: OptionReader, rows count: Int, width: Int, for owner: String
  ) throws(OutOfMemory) {
    let bytesPerRow = isChosen(in: options) ? 40 + 8 * width : 16
    try MachineMemory.require(count.checkedProduct(bytesPerRow), for: owner)
  }

  /// Splits the training set of a data set if the loader's settings ask for that.
  ///
  /// - Parameters:
  ///   - dataset: a data set; it has no test set if a split is asked for
  ///   - options: the loader's settings
  ///   - seed: the experiment's seed
  /// - Returns: the data set with a test set, or as it was if no split is asked for
  /// - Throws: `ExperimentError` if no row is left for training; `OutOfMemory`
  public static func split(
    _ dataset: Dataset, _ options: OptionReader, seed: UInt64
  ) throws -> Dataset {
    guard isChosen(in: options) else { return dataset }
    try requireMemory(
      options, rows: dataset.train.count, width: dataset.train.targets.width, for: "the data set")
    guard
      let rows = try rows(options, strata: Strata(dataset.train.targets), seed: seed)
    else { return dataset }
    return Dataset(
      train: dataset.train.selecting(rows.train), test: dataset.train.selecting(rows.test),
      preprocessing: dataset.preprocessing, contents: dataset.contents, notes: dataset.loaderNotes)
  }
}
