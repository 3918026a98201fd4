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
    let trainReader = try LabelledImageReader(
      trainFiles, limit: options.optionalInteger("limit"))
    let testReader = try testFiles.map {
      try LabelledImageReader($0, limit: options.optionalInteger("test_limit"))
    }
    // Decompressing the training images takes longest, so one thread does little else.
    let (train, test) = try concurrently(
      { try trainReader.read() },
      {
        let test = try testReader?.read()
        trainReader.help()
        return test
      })
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
}

extension MNIST {
  func samples(in files: SampleFiles, preprocessing: Preprocessing) throws -> Samples? {
    let files = try ImageFiles(files)
    let images = try LabelledImageReader(files, limit: nil).read()
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
