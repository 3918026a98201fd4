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
      if split == .train || rows[split] == nil { return nil }
      let count = counted(samples.count, "sample")
      return note(onUnused: "the data set's own \(split.title) (\(count))", split, options)
    }
  }

  /// A warning about a set that is not used, because another one is drawn.
  ///
  /// - Parameters:
  ///   - set: the set, as a sentence begins with it
  ///   - split: what it would be used as
  ///   - options: the loader's settings
  /// - Returns: the warning
  static func note(onUnused set: String, _ split: Split, _ options: OptionReader) -> String {
    let setting = options.isSet(fraction(split)) ? fraction(split) : Fold.countName
    return "\(set) is not used, because '\(setting)' draws another one from the training data; "
      + "leave out '\(setting)' to use it"
  }
}
