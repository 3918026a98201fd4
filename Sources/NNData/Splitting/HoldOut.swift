import NNConfig
import NNCore
import NNFiles

/// The rows that are kept for testing, drawn from the seed.
enum HoldOut {
  /// The setting of a loader that asks for it.
  static let parameter = Parameter(
    "test_fraction", .number(Interval(above: 0, below: 1)),
    summary: "part of the rows that is kept for testing, drawn from the seed, of classes the same "
      + "part of each")

  /// Whether a loader's settings ask for it.
  static func isChosen(in options: OptionReader) -> Bool { options.isSet(parameter.name) }

  /// Checks that test rows come from nowhere else.
  ///
  /// - Parameters:
  ///   - options: a loader's settings
  ///   - others: settings that say where test rows come from
  /// - Throws: `ExperimentError` at the fraction
  static func check(_ options: OptionReader, excludes others: [String]) throws(ExperimentError) {
    guard isChosen(in: options), let other = others.first(where: options.isSet) else {
      return
    }
    throw options.invalid(
      parameter.name, "test rows come either from 'test_fraction' or from '\(other)'")
  }

  /// Draws the rows; both parts keep the order of the data.
  ///
  /// Of classes, each is divided for itself (a stratified split): of its rows, the part that is closest
  /// to the fraction such that both parts have as many rows as without classes.
  ///
  /// - Parameters:
  ///   - fraction: the part that is kept for testing; at least one row
  ///   - strata: the class of each row; one for all without classes
  ///   - seed: the experiment's seed
  /// - Returns: the rows of both parts; no training rows if there are too few
  static func rows(
    fraction: Double, strata: Strata, seed: UInt64
  ) -> (train: [Int], test: [Int]) {
    let count = strata.count
    let testCount = min(count, max(1, Int((fraction * Double(count)).rounded())))
    let random = RandomNumbers(seed: seed, purpose: .split)
    var (train, test): ([Int], [Int]) = ([], [])
    for (stratum, (rows, testCount)) in zip(strata.rows, strata.shares(of: testCount)).enumerated()
    {
      // The first steps of a shuffle by Fisher and Yates.
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

  /// Draws the rows as a loader's settings say.
  ///
  /// - Parameters:
  ///   - options: the loader's settings
  ///   - strata: the class of each row
  ///   - owner: what an error says before the number of rows
  ///   - seed: the experiment's seed
  /// - Returns: the rows of both parts; `nil` if the settings do not ask for test rows
  /// - Throws: `ExperimentError` if no row is left for training
  static func rows(
    _ options: OptionReader, strata: Strata, owner: String = "there is only", seed: UInt64
  ) throws(ExperimentError) -> (train: [Int], test: [Int])? {
    guard let fraction = options.optionalNumber(parameter.name) else { return nil }
    let rows = rows(fraction: fraction, strata: strata, seed: seed)
    guard !rows.train.isEmpty else {
      let owner = options.isSet("limit") ? "'limit' takes" : owner
      throw options.invalid(
        parameter.name,
        "no row is left for training: \(owner) \(counted(strata.count, "row"))")
    }
    return rows
  }

  /// Checks that there is memory for lists of rows, and for the targets of both parts if there will be
  /// two.
  ///
  /// - Parameters:
  ///   - options: the loader's settings
  ///   - count: the number of all rows
  ///   - width: the targets of a row
  ///   - owner: where they come from
  /// - Throws: `OutOfMemory`
  static func requireMemory(
    _ options: OptionReader, rows count: Int, width: Int, for owner: String
  ) throws(OutOfMemory) {
    let bytesPerRow = isChosen(in: options) ? 40 + 8 * width : 16
    try MachineMemory.require(count.checkedProduct(bytesPerRow), for: owner)
  }

  /// Divides a data set without test set as its loader's settings say.
  ///
  /// - Parameters:
  ///   - dataset: the data set; returned as it is if the settings do not ask for test rows
  ///   - options: the loader's settings
  ///   - seed: the experiment's seed
  /// - Returns: the data set with a test set
  /// - Throws: `ExperimentError` if no row is left for training; `OutOfMemory`
  static func divide(
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
      preprocessing: dataset.preprocessing, summary: dataset.summary, notes: dataset.loaderNotes)
  }
}
