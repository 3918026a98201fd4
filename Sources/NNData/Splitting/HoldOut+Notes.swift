import NNConfig
import NNFiles

extension HoldOut {
  /// Warnings about a split that is asked for.
  ///
  /// - Parameters:
  ///   - options: the loader's settings
  ///   - strata: all rows by class
  ///   - preprocessing: has the names of the classes
  /// - Returns: the warnings, a sentence each
  static func notes(
    _ options: OptionReader, _ strata: Strata, _ preprocessing: Preprocessing
  ) -> [String] {
    [Fold(options)?.note(on: strata, classes: preprocessing.classes)].compactMap { $0 }
  }

  /// Warnings about sets of the data set that are not used, because others are drawn.
  ///
  /// - Parameters:
  ///   - sets: the sets of the data set
  ///   - rows: the rows that are drawn for each set
  ///   - options: the loader's settings
  /// - Returns: the warnings, a sentence each
  static func notes(
    onReplacing sets: BySplit<Samples>, by rows: BySplit<[Int]>, _ options: OptionReader
  ) -> [String] {
    sets.compactMap { split, samples in
      split == .train || rows[split] == nil
        ? nil
        : note(
          onUnused: "the \(counted(samples.count, "sample")) of the data set's own \(split.title)",
          split, options)
    }
  }

  /// A warning about samples that would be a set if no other one were drawn.
  ///
  /// - Parameters:
  ///   - samples: the samples, as a sentence begins with them
  ///   - split: the set that is drawn
  ///   - options: the loader's settings
  /// - Returns: the warning
  static func note(onUnused samples: String, _ split: Split, _ options: OptionReader) -> String {
    let setting = options.isSet(fraction(split)) ? fraction(split) : Fold.countName
    return "\(samples) are not used, because '\(setting)' draws the \(split.title) from the "
      + "training data; without it, they are the \(split.title)"
  }
}
