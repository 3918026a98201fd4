import NNConfig
import NNCore
import NNFiles

extension HoldOut {
  /// Draws the rows of each set; each keeps the order of the data.
  ///
  /// A fraction that is held out has round(fraction * count) rows, at least one; the rows in a fold
  /// are those that `Strata.take` says. With classes, the split is stratified: each class
  /// contributes in proportion to its rows. The test set is drawn from all rows and the validation
  /// set from the others, each with random numbers of its own, so that the test set does not depend
  /// on the validation set.
  ///
  /// - Parameters:
  ///   - validation: the fraction of all rows to hold out for validation, if there are to be any
  ///   - test: the fraction of all rows to hold out for testing, if there are to be any
  ///   - fold: instead of a fraction, the fold to hold out for testing
  ///   - strata: the rows by class; a single stratum without classes
  ///   - seed: the seed to draw from
  /// - Returns: the rows of each set; no training rows if there are too few
  static func rows(
    validation: Double? = nil, test: Double? = nil, fold: Fold? = nil, strata: Strata, seed: UInt64
  ) -> BySplit<[Int]> {
    var rest = strata
    func draw(_ fraction: Double?, _ purpose: RandomNumbers.Purpose) -> [Int]? {
      fraction.map { fraction in
        let count = max(1, Int((fraction * Double(strata.count)).rounded()))
        return rest.draw(min(rest.count, count), RandomNumbers(seed: seed, purpose: purpose))
      }
    }
    let test =
      fold.map { rest.take($0, RandomNumbers(seed: seed, purpose: .folds)) } ?? draw(test, .split)
    let validation = draw(validation, .validationSplit)
    return BySplit(train: rest.allRows, validation: validation, test: test)
  }

  /// Draws the rows of each set if the loader's settings ask for a split.
  ///
  /// - Parameters:
  ///   - options: the loader's settings
  ///   - strata: the rows by class
  ///   - owner: how an error begins the clause that ends in the number of rows; by default, it says
  ///     that there are so many
  ///   - seed: the experiment's seed
  /// - Returns: the rows of each set; `nil` if no split is asked for
  /// - Throws: `ExperimentError` if no row is left for training, or for a fold
  static func rows(
    _ options: OptionReader, strata: Strata, owner: String? = nil, seed: UInt64
  ) throws(ExperimentError) -> BySplit<[Int]>? {
    guard isChosen(in: options) else { return nil }
    let owner =
      options.isSet("limit")
      ? "'limit' leaves only" : owner ?? "there \(strata.count == 1 ? "is" : "are") only"
    let fold = Fold(options)
    try fold?.requireRows(strata.count, options, owner: owner)
    let rows = rows(
      validation: options.optionalNumber(fraction(.validation)),
      test: options.optionalNumber(fraction(.test)), fold: fold, strata: strata,
      seed: options.optionalSeed(seedName) ?? seed)
    guard rows.train.isEmpty else { return rows }
    let tested = rows.test?.count ?? 0
    let isLastTested = tested == strata.count
    let validated = rows.validation?.count ?? 0
    let remark =
      tested == 0 || isLastTested
      ? "" : ", \(tested) of them for testing and \(validated) for validation"
    throw options.invalid(
      fraction(isLastTested ? .test : .validation),
      "no row is left for training: \(owner) \(counted(strata.count, "row"))\(remark)")
  }

  /// Checks that there is memory for the row numbers, and for the targets of all sets if there will
  /// be a split.
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
    let bytesPerRow = isChosen(in: options) ? 48 + 8 * width : 16
    try MachineMemory.require(count.checkedProduct(bytesPerRow), for: owner)
  }
}
