public import NNConfig
import NNFiles

/// A random split of the rows into training, validation and test set, stratified by class: a
/// fraction of the rows is held out, or a fold for cross-validation.
///
/// A loader lists `parameters` among its own, has its settings `check`ed, returns `split` of what
/// it has read, and depends on the seed if that `usesSeed`.
public enum HoldOut {
  /// The settings of a loader that ask for a split.
  public static let parameters =
    [
      Parameter(
        fraction(.test), .number(Interval(above: 0, below: 1)), replacedInFile: Fold.names,
        summary: "the fraction of rows to hold out for testing, drawn with the seed; with classes, "
          + "the same fraction of each"),
      Parameter(
        fraction(.validation), .number(Interval(above: 0, below: 1)),
        summary: "the fraction of all rows to hold out for validation, drawn in the same way from "
          + "those that are not for testing"),
    ] + Fold.parameters + [
      Parameter(
        seedName, .seed,
        summary: "the seed from which rows are drawn; by default that of the experiment")
    ]

  /// The name of the setting that is the seed.
  static let seedName = "split_seed"

  /// The name of the setting that asks for a set.
  static func fraction(_ split: Split) -> String { split.setting("fraction") }

  /// Whether a loader's settings ask for a split.
  public static func isChosen(in options: OptionReader) -> Bool {
    Split.heldOut.contains { isChosen($0, in: options) }
  }

  /// Whether a loader's settings ask for a validation set or a test set of held-out rows.
  public static func isChosen(_ split: Split, in options: OptionReader) -> Bool {
    options.isSet(fraction(split)) || split == .test && Fold.isChosen(in: options)
  }

  /// Whether a loader's settings ask for a split that is drawn from the experiment's seed.
  public static func usesSeed(in options: OptionReader) -> Bool {
    isChosen(in: options) && !options.isSet(seedName)
  }

  /// Checks that the settings of a split are complete, are not combined with another source of the
  /// same rows, and leave rows for training.
  ///
  /// - Parameters:
  ///   - options: the loader's settings
  ///   - others: the settings that name other rows of the validation set or test set, or limit
  ///     them; by default there are none
  /// - Throws: `ExperimentError` at a fraction or the number of folds if one of them is set, too;
  ///   if the fractions are 1 or more together; if there is no such fold; if nothing is drawn from
  ///   `split_seed`
  public static func check(
    _ options: OptionReader, excludes others: (Split) -> [String] = { _ in [] }
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
    try Fold.check(options, excludes: [fraction(.test)] + others(.test))
    if options.isSet(seedName), !isChosen(in: options) {
      throw options.invalid(
        seedName,
        "nothing is drawn from '\(seedName)' without a split; set '\(fraction(.test))', "
          + "'\(fraction(.validation))' or '\(Fold.countName)', too, or remove '\(seedName)'")
    }
  }

  /// Splits the training set of a data set if the loader's settings ask for that.
  ///
  /// - Parameters:
  ///   - dataset: a data set; a set of its own that is asked for is not used, which a warning says
  ///   - options: the loader's settings
  ///   - seed: the experiment's seed
  /// - Returns: the data set with these sets; as it was if no split is asked for, or the loader has
  ///   made a mistake
  /// - Throws: `ExperimentError` if the settings of the split are contradictory, or too few rows
  ///   for it; `OutOfMemory`
  public static func split(
    _ dataset: Dataset, _ options: OptionReader, seed: UInt64
  ) throws -> Dataset {
    try check(options)
    // Whoever has the data set loaded reports a mistake in it.
    guard isChosen(in: options), dataset.mistake == nil else { return dataset }
    let all = dataset.train
    try requireMemory(
      options, rows: all.count, width: all.targets.width, for: "the data set")
    let strata = Strata(all.targets)
    guard let rows = try rows(options, strata: strata, seed: seed) else { return dataset }
    return Dataset(
      train: all.selecting(rows.train),
      validation: rows.validation.map(all.selecting) ?? dataset.validation,
      test: rows.test.map(all.selecting) ?? dataset.test,
      preprocessing: dataset.preprocessing, contents: dataset.contents,
      notes: dataset.loaderNotes + notes(onReplacing: dataset.sets, by: rows, options)
        + notes(options, strata, dataset.preprocessing))
  }
}
