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
