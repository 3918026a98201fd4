import NNFiles

/// A training set, perhaps a test set, and what belongs to both.
public struct Dataset: Sendable {
  /// What the network learns from.
  public let train: Samples
  /// What it is tested with.
  public let test: Samples?
  /// What the training set determined: names of classes, scales.
  public let preprocessing: Preprocessing
  /// What was found, in a few words, for example `60000 images of 28 x 28 pixels`.
  public let summary: String
  /// What its loader found doubtful.
  let loaderNotes: [String]

  /// A data set. Training and test set must have the same widths, and labels must be indices of
  /// the classes, which are for classification. `notes` are what is doubtful about the data, a sentence
  /// each, and what to do.
  public init(
    train: Samples, test: Samples?, preprocessing: Preprocessing, summary: String,
    notes: [String] = []
  ) {
    for samples in [train, test].compactMap({ $0 }) {
      precondition(samples.inputWidth == train.inputWidth, "inputs of two widths")
      switch (samples.targets, train.targets) {
      case (.classes(let labels), .classes):
        let classes = preprocessing.classes.count
        precondition(labels.allSatisfy { $0 >= 0 && $0 < classes }, "labels without class")
        precondition(
          [nil, .classification].contains(preprocessing.task), "classes for another task")
      case (.values(_, let width), .values(_, let trainWidth)):
        precondition(width == trainWidth, "targets of two widths")
      default: preconditionFailure("targets of two kinds")
      }
    }
    self.train = train
    self.test = test
    self.preprocessing = preprocessing
    self.summary = summary
    loaderNotes = notes
  }

  /// The files in which some of it stays, mapped, and what the file system told of them then.
  package var mappedFiles: [(path: String, status: FileStatus)] {
    [train, test].compactMap { $0?.inputs.mappedFile }
  }

  /// The number of input neurons that fits.
  public var inputWidth: Int { train.inputWidth }

  /// The number of values of a target: its columns, or the number of classes.
  public var outputWidth: Int {
    switch train.targets {
    case .classes: preprocessing.classes.count
    case .values(_, let width): width
    }
  }
}

/// Reads a data set of one kind.
///
/// A loader reads strictly: a file that deviates from its format in any way is an error that says
/// where. What it returns depends on nothing but its parameters, its files' bytes and the seed.
public protocol DatasetLoader: Sendable {
  /// The files that it will read; their bytes are part of a run's identity.
  ///
  /// - Throws: a `UserFacingError` if one is missing
  func files() throws -> [String]

  /// Whether the data set depends on the seed, so that each seed has one of its own; `true` by default,
  /// which is always right.
  var usesSeed: Bool { get }

  /// Reads the data set.
  ///
  /// - Parameter seed: the experiment's seed, for a random division into training and test set
  /// - Returns: training set, test set and what belongs to both
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
}

extension DatasetLoader {
  /// It may depend on the seed.
  public var usesSeed: Bool { true }

  /// There are no files.
  public func samples(in files: SampleFiles, preprocessing: Preprocessing) throws -> Samples? {
    nil
  }
}
