package import NNFiles

/// A training set, an optional validation set and test set, and the preprocessing of all.
public struct Dataset: Sendable {
  /// The samples of each set.
  public let sets: BySplit<Samples>
  /// The samples that the network is trained on.
  public var train: Samples { sets.train }
  /// The samples by which settings are chosen; `nil` without a validation set.
  public var validation: Samples? { sets.validation }
  /// The samples that it is tested on; `nil` without a test set.
  public var test: Samples? { sets.test }
  /// What was learnt from the training set: names of classes, scales.
  public let preprocessing: Preprocessing
  /// What a sample is called, and what it is of.
  let contents: Contents
  /// The loader's warnings about the data.
  let loaderNotes: [String]

  /// A data set. The caller that loads the data set reports what is wrong with it (`mistake`).
  ///
  /// - Parameters:
  ///   - train: the training set; not empty
  ///   - validation: the validation set, if there is one; not empty, and inputs and targets have
  ///     the same widths as in `train`
  ///   - test: the test set, if there is one; the same holds for it
  ///   - preprocessing: what was learnt from the training set; it has the names of all classes if
  ///     targets are classes, and then the task must be classification or undeclared
  ///   - contents: what messages call the samples
  ///   - notes: warnings about the data, a sentence each, with what to do
  public init(
    train: Samples, validation: Samples? = nil, test: Samples?, preprocessing: Preprocessing,
    contents: Contents, notes: [String] = []
  ) {
    self.init(
      BySplit(train: train, validation: validation, test: test), preprocessing: preprocessing,
      contents: contents, notes: notes)
  }

  /// A data set with these sets, as the public initializer makes it.
  init(
    _ sets: BySplit<Samples>, preprocessing: Preprocessing, contents: Contents, notes: [String]
  ) {
    self.sets = sets
    self.preprocessing = preprocessing
    self.contents = contents
    loaderNotes = notes
  }

  /// The files that inputs are mapped from, each with its status at the time of mapping.
  package var mappedFiles: [(path: String, status: FileStatus)] {
    sets.compactMap(\.value.inputs.mappedFile)
  }

  /// The number of input neurons of a network for the data: the values of a sample's input.
  public var inputWidth: Int { train.inputWidth }

  /// The number of output neurons: the columns of the targets, or the number of classes.
  public var outputWidth: Int {
    switch train.targets {
    case .classes: preprocessing.classes.count
    case .values(_, let width): width
    }
  }
}
