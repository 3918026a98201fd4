import NNConfig
import NNCore
import NNFiles

/// Images and labels in the four IDX files of MNIST, raw or compressed with gzip.
///
/// Any other images in files of these names and types can be read, too. Pixels are stored as bytes;
/// the inputs are byte / 255.
struct MNIST: DatasetLoader {
  private let options: OptionReader
  private let path: String
  /// Whether test images are held out of the training images.
  private var holdsOutTestImages: Bool { HoldOut.isChosen(.test, in: options) }

  func files() throws -> [String] {
    let (train, test) = try findFiles()
    return [train, test].compactMap { $0 }.flatMap { [$0.images, $0.labels] }
  }

  var usesSeed: Bool { HoldOut.usesSeed(in: options) }

  func load(seed: UInt64) throws -> Dataset {
    let (trainFiles, testFiles) = try findFiles()
    // Most of the time is spent on decompressing, which uses one thread per file.
    let (train, test) = try concurrently(
      { try read(trainFiles, limit: options.optionalInteger("limit")) },
      { try testFiles.map { try read($0, limit: options.optionalInteger("test_limit")) } })
    if let test, let files = testFiles {
      guard test.shape == train.shape else {
        throw DataError(
          files.images,
          "the images are \(test.shape), but those of \(trainFiles.images) are \(train.shape)")
      }
      try test.checkLabels(classCount: train.classCount, file: files.labels)
    }
    var preprocessing = Preprocessing()
    preprocessing.classes = (0..<train.classCount).map(String.init)
    preprocessing.inputScaling = Scaling(offsets: [0], divisors: [255])
    let dataset = Dataset(
      train: train.samples, test: test?.samples, preprocessing: preprocessing,
      contents: Dataset.Contents("image", "of \(train.shape)"), notes: notesOnUnusedFiles)
    return try HoldOut.split(dataset, options, seed: seed)
  }

  /// The files of the training set, and those of the test set unless it is held out of the training
  /// images.
  private func findFiles() throws -> (train: ImageFiles, test: ImageFiles?) {
    (
      try ImageFiles(named: "train", in: path),
      holdsOutTestImages ? nil : try ImageFiles(named: "t10k", in: path)
    )
  }

  /// A warning if there are files of test images that are not used.
  private var notesOnUnusedFiles: [String] {
    guard holdsOutTestImages, let files = try? ImageFiles(named: "t10k", in: path) else {
      return []
    }
    return [HoldOut.note(onUnused: "the test set in \(files.images)", .test, options)]
  }

  /// The images of the training or test set.
  private struct LabelledImages {
    let samples: Samples
    let labels: [Int32]
    /// The size of the images, `28 x 28`.
    let shape: String
    /// One more than the largest label in the file, so that a limit does not change the classes.
    let classCount: Int

    /// The training set determines the classes.
    func checkLabels(classCount: Int, file: String) throws(DataError) {
      guard let index = labels.firstIndex(where: { $0 >= classCount }) else { return }
      throw DataError(
        file,
        "label \(index + 1) is \(labels[index]), but the labels of the training set are "
          + "0 to \(classCount - 1)")
    }
  }

  private func read(_ files: ImageFiles, limit: Int?) throws -> LabelledImages {
    let images = try IDXFile.read(files.images)
    guard images.shape.count == 3 else {
      throw DataError(
        files.images, "has \(counted(images.shape.count, "dimension")), but images have 3")
    }
    let labels = try IDXFile.read(files.labels)
    guard labels.shape.count == 1 else {
      throw DataError(
        files.labels, "has \(counted(labels.shape.count, "dimension")), but labels have 1")
    }
    let found = images.shape[0]
    guard labels.shape[0] == found else {
      throw DataError(
        files.labels,
        "has \(counted(labels.shape[0], "label")) for the \(counted(found, "image")) of "
          + files.images
      )
    }
    // If one dimension is zero, the others can be too large to be multiplied.
    guard images.count > 0 else { throw DataError(files.images, "has no images") }
    let width = images.shape[1] * images.shape[2]
    let count = min(found, limit ?? found)
    try MachineMemory.require(count * 8, for: files.labels)
    let classes = labels.bytes.prefix(count).map { Int32($0) }
    let samples = Samples(
      count: count, inputWidth: width,
      inputs: Samples.Inputs(compacting: images, rows: count, width: width, divisor: 255),
      targets: .classes(classes))
    let classCount = Int(labels.bytes.max() ?? 0) + 1
    // Labels are copies now, and images perhaps, so this is the last use of their files.
    for array in [images, labels] { try array.storage.checkUnchanged() }
    return LabelledImages(
      samples: samples, labels: classes, shape: "\(images.shape[1]) x \(images.shape[2])",
      classCount: classCount)
  }
}

extension MNIST {
  func samples(in files: SampleFiles, preprocessing: Preprocessing) throws -> Samples? {
    let files = try ImageFiles(files)
    let images = try read(files, limit: nil)
    try images.checkLabels(classCount: preprocessing.classes.count, file: files.labels)
    return images.samples
  }
}

extension MNIST {
  static let plugin = Plugin<any DatasetLoader>(
    "mnist",
    summary: "a folder with the four IDX files of MNIST, raw or .gz; pixels are divided by 255",
    source: "LeCun, Cortes, Burges: \"The MNIST database of handwritten digits\", 1998",
    example: "{loader: mnist, path: ../datasets/mnist}",
    parameters: [
      Parameter("path", .path, isRequired: true, summary: "the folder"),
      Parameter(
        "limit", .integer(1...Int.max), summary: "use at most this many training images"),
      Parameter("test_limit", .integer(1...Int.max), summary: "use at most this many test images"),
    ] + HoldOut.parameters
  ) { options throws(ExperimentError) in
    try HoldOut.check(options) { $0 == .test ? ["test_limit"] : [] }
    return MNIST(options: options, path: options.text("path"))
  }
}
