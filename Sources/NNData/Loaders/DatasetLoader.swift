import NNConfig

/// Reads a data set of one kind.
///
/// A loader reads strictly: a file that deviates from its format in any way is an error that says
/// where. What it returns depends on nothing but its parameters, its files' bytes and the seed.
public protocol DatasetLoader: PluginComponent {
  /// Whether the data set depends on the seed, so that each seed has one of its own; `true` by default,
  /// which is always right.
  var usesSeed: Bool { get }

  /// Reads the data set.
  ///
  /// - Parameter seed: the experiment's seed, for a random division into training and test set
  /// - Returns: training set, test set and what belongs to both; what the loader will need to read
  ///   other samples, beyond what `Preprocessing` has places for, goes into `Preprocessing.loader`
  /// - Throws: a `UserFacingError` that says which file is wrong, where and how
  func load(seed: UInt64) throws -> Dataset

  /// Reads other samples in the format of the data set, as its training set was read: the same
  /// columns or keys, brought to its scales, with its classes.
  ///
  /// - Parameters:
  ///   - files: where the samples are; all of them are read
  ///   - preprocessing: what the training set determined
  /// - Returns: the samples; `nil`, as by default, if a data set of this kind is in no file
  /// - Throws: a `UserFacingError` that says which file is wrong, where and how
  func samples(in files: SampleFiles, preprocessing: Preprocessing) throws -> Samples?

  /// What to do if targets were read as numbers and are labels of classes, for messages: `write
  /// 'classes' instead of 'targets'`.
  ///
  /// - Parameter task: what the experiment declares to be the task
  /// - Returns: the advice; `nil`, as by default, if there is none
  func adviceOnLabels(declared task: Task?) -> String?
}

extension DatasetLoader {
  /// It may depend on the seed.
  public var usesSeed: Bool { true }

  /// There are no files.
  public func samples(in files: SampleFiles, preprocessing: Preprocessing) throws -> Samples? {
    nil
  }

  /// There is none.
  public func adviceOnLabels(declared task: Task?) -> String? { nil }
}
