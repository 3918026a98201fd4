public import NNConfig
import NNCore
import NNFiles

/// A random split of the rows into training, validation and test set (hold-out), stratified by
/// class.
///
/// A loader lists `parameters` among its own, returns `split` of what it has read, and depends on
/// the seed if a split `isChosen`.
public enum HoldOut {
  /// The settings of a loader that ask for a split.
  public static let parameters = [
    Parameter(
      fraction(.test), .number(Interval(above: 0, below: 1)),
      summary: "the fraction of rows to hold out for testing, drawn with the seed; with classes, "
        + "the same fraction of each"),
    Parameter(
      fraction(.validation), .number(Interval(above: 0, below: 1)),
      summary: "the fraction of all rows to hold out for validation, drawn in the same way from "
        + "those that are not for testing"),
  ]

  /// The name of the setting that asks for a set.
  private static func fraction(_ split: Split) -> String { split.setting("fraction") }

  /// Whether a loader's settings ask for a split.
  public static func isChosen(in options: OptionReader) -> Bool {
    Split.heldOut.contains { isChosen($0, in: options) }
  }

  /// Whether a loader's settings ask for a validation set or a test set of held-out rows.
  public static func isChosen(_ split: Split, in options: OptionReader) -> Bool {
    options.isSet(fraction(split))
  }

  /// Checks that a split is not combined with another source of the same rows, and leaves rows for
  /// training.
  ///
  /// - Parameters:
  ///   - options: the loader's settings
  ///   - others: the settings that name other rows of the validation set or test set, or limit them
  /// - Throws: `ExperimentError` at a fraction if one of them is set, too, or if the fractions are
  ///   1 or more together
  public static func check(
    _ options: OptionReader, excludes others: (Split) -> [String]
  ) throws(ExperimentError) {
    var sum = 0.0
    for split in Split.heldOut {
      let name = fraction(split)
      guard let fraction = options.optionalNumber(name) else { continue }
      if let other = others(split).first(where: options.isSet) {
        throw options.invalid(
          name, "'\(name)' cannot be combined with '\(other)'; remove one of them")
      }
      sum += fraction
    }
    if sum >= 1 {
      throw options.invalid(
        fraction(.validation),
        "'\(fraction(.test))' and '\(fraction(.validation))' are \(sum.text(significant: 4)) "
          + "together, so no row is left for training; make one of them smaller")
    }
  }

  /// Draws the rows of each set; each keeps the order of the data.
  ///
  /// A set that is held out has round(fraction * count) rows, at least one. With classes, the split
  /// is stratified: each class contributes in proportion to its rows. The test set is drawn from
  /// all rows and the validation set from the others, each with random numbers of its own, so that
  /// the test set does not depend on the validation set.
  ///
  /// - Parameters:
  ///   - validation: the fraction of all rows to hold out for validation, if there are to be any
  ///   - test: the fraction of all rows to hold out for testing, if there are to be any
  ///   - strata: the rows by class; a single stratum without classes
  ///   - seed: the experiment's seed
  /// - Returns: the rows of each set; no training rows if there are too few
  static func rows(
    validation: Double? = nil, test: Double? = nil, strata: Strata, seed: UInt64
  ) -> BySplit<[Int]> {
    var rest = strata
    func draw(_ fraction: Double?, _ purpose: RandomNumbers.Purpose) -> [Int]? {
      fraction.map { fraction in
        let count = max(1, Int((fraction * Double(strata.count)).rounded()))
        return rest.draw(min(rest.count, count), RandomNumbers(seed: seed, purpose: purpose))
      }
    }
    let test = draw(test, .split)
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
  /// - Throws: `ExperimentError` if no row is left for training
  static func rows(
    _ options: OptionReader, strata: Strata, owner: String? = nil, seed: UInt64
  ) throws(ExperimentError) -> BySplit<[Int]>? {
    guard isChosen(in: options) else { return nil }
    let rows = rows(
      validation: options.optionalNumber(fraction(.validation)),
      test: options.optionalNumber(fraction(.test)), strata: strata, seed: seed)
    guard rows.train.isEmpty else { return rows }
    let owner =
      options.isSet("limit")
      ? "'limit' leaves only" : owner ?? "there \(strata.count == 1 ? "is" : "are") only"
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

  /// Splits the training set of a data set if the loader's settings ask for that.
  ///
  /// - Parameters:
  ///   - dataset: a data set without the sets that are asked for
  ///   - options: the loader's settings
  ///   - seed: the experiment's seed
  /// - Returns: the data set with these sets, or as it was if no split is asked for
  /// - Throws: `ExperimentError` if no row is left for training; `OutOfMemory`
  public static func split(
    _ dataset: Dataset, _ options: OptionReader, seed: UInt64
  ) throws -> Dataset {
    guard isChosen(in: options) else { return dataset }
    let all = dataset.train
    try requireMemory(
      options, rows: all.count, width: all.targets.width, for: "the data set")
    guard let rows = try rows(options, strata: Strata(all.targets), seed: seed) else {
      return dataset
    }
    return Dataset(
      train: all.selecting(rows.train),
      validation: rows.validation.map(all.selecting) ?? dataset.validation,
      test: rows.test.map(all.selecting) ?? dataset.test,
      preprocessing: dataset.preprocessing, contents: dataset.contents, notes: dataset.loaderNotes)
  }
}
