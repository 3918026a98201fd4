package import NNFiles

/// A training set, an optional test set, and the preprocessing of both.
public struct Dataset: Sendable {
  /// The samples that the network is trained on.
  public let train: Samples
  /// The samples that it is tested on; `nil` without a test set.
  public let test: Samples?
  /// What was learnt from the training set: names of classes, scales.
  public let preprocessing: Preprocessing
  /// What a sample is called, and what it is of.
  let contents: Contents
  /// The loader's warnings about the data.
  let loaderNotes: [String]

  /// A data set.
  ///
  /// - Parameters:
  ///   - train: the training set; not empty
  ///   - test: the test set, if there is one; not empty, and inputs and targets have the same
  ///     widths as in `train`
  ///   - preprocessing: what was learnt from the training set; it has the names of all classes if
  ///     targets are classes, and then the task must be classification or undeclared
  ///   - contents: what messages call the samples
  ///   - notes: warnings about the data, a sentence each, with what to do
  public init(
    train: Samples, test: Samples?, preprocessing: Preprocessing, contents: Contents,
    notes: [String] = []
  ) {
    for samples in [train, test].compactMap({ $0 }) {
      precondition(samples.count > 0, "a set has no samples")
      let divisor = samples.inputs.divisor
      precondition(
        divisor == 1 || preprocessing.inputScaling?.commonDivisor == divisor,
        "inputs are divided, but `inputScaling`, by which later inputs are, does not say so")
      precondition(
        samples.inputWidth == train.inputWidth, "training and test inputs differ in width")
      switch (samples.targets, train.targets) {
      case (.classes(let labels), .classes):
        let classes = preprocessing.classes.count
        precondition(
          labels.allSatisfy { $0 >= 0 && $0 < classes }, "a label is not the index of a class")
        precondition(
          [nil, .classification].contains(preprocessing.task),
          "classes, but another task is declared")
      case (.values(_, let width), .values(_, let trainWidth)):
        precondition(width == trainWidth, "training and test targets differ in width")
      default: preconditionFailure("training and test targets differ in kind")
      }
    }
    self.train = train
    self.test = test
    self.preprocessing = preprocessing
    self.contents = contents
    loaderNotes = notes
  }

  /// The files that inputs are mapped from, each with its status at the time of mapping.
  package var mappedFiles: [(path: String, status: FileStatus)] {
    [train, test].compactMap { $0?.inputs.mappedFile }
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
