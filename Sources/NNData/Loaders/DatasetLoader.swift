public import NNConfig

/// Reads a data set of one kind.
///
/// A loader reads strictly: any deviation of a file from its format is an error that says where.
/// What it returns depends on nothing but its parameters, the bytes of its files and the seed.
public protocol DatasetLoader: PluginComponent {
  /// Whether the data set depends on the seed, so that it has to be loaded for each seed. `true`,
  /// the default, is always correct.
  var usesSeed: Bool { get }

  /// Reads the data set. Any thread may call this, and two at the same time, each of which has a
  /// data set of its own then.
  ///
  /// - Parameter seed: the experiment's seed, for a random split into training, validation and test
  ///   set
  /// - Returns: the data set; what the loader needs in order to read other samples later, and
  ///   `Preprocessing` has no other property for, goes into `Preprocessing.loader`
  /// - Throws: a `UserFacingError` that says which file is wrong, where and how
  func load(seed: UInt64) throws -> Dataset

  /// Reads other samples in the format of the data set and in the same way as its training set:
  /// from the same columns or keys, with its scalings and its classes.
  ///
  /// - Parameters:
  ///   - files: the files of the samples, all of which are read
  ///   - preprocessing: what was learnt from the training set
  /// - Returns: the samples; `nil`, the default, if data sets of this kind are not read from files
  /// - Throws: a `UserFacingError` that says which file is wrong, where and how
  func samples(in files: SampleFiles, preprocessing: Preprocessing) throws -> Samples?

  /// The keys of the inputs of all sets, that of the training set first, if the data set is a file
  /// of named arrays; otherwise none, the default.
  var inputKeys: [String] { get }

  /// What messages advise if targets were read as numbers, but are meant as classes: `write
  /// 'classes' instead of 'targets'`.
  ///
  /// - Parameter task: the task that the experiment declares, if it declares one
  /// - Returns: the advice; `nil`, the default, for none
  func adviceOnLabels(declared task: Task?) -> String?

  /// What messages advise if targets were read as classes, but are meant as numbers.
  ///
  /// - Parameter task: the task that the experiment declares, if it declares one
  /// - Returns: the advice; `nil`, the default, for none
  func adviceOnNumbers(declared task: Task?) -> String?
}

extension DatasetLoader {
  /// The data set may depend on the seed.
  public var usesSeed: Bool { true }

  /// Data sets of this kind are not read from files.
  public func samples(in files: SampleFiles, preprocessing: Preprocessing) throws -> Samples? {
    nil
  }

  /// The data set is not a file of named arrays.
  public var inputKeys: [String] { [] }

  /// There is no advice.
  public func adviceOnLabels(declared task: Task?) -> String? { nil }

  /// There is no advice.
  public func adviceOnNumbers(declared task: Task?) -> String? { nil }
}
