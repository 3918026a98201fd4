import NNConfig
import NNCore
import NNFiles

/// Images and labels in the four IDX files of MNIST, raw or compressed with gzip.
///
/// LeCun, Cortes, Burges: "The MNIST database of handwritten digits", 1998. Any image set in files
/// of these names and types can be read. Pixels stay bytes and count as byte / 255.
struct MNIST: DatasetLoader {
  private let options: OptionReader
  private let path: String
  /// Whether the test images are training images that are held out.
  private var holdsOut: Bool { HoldOut.isChosen(in: options) }

  func files() throws -> [String] {
    let (train, test) = try findFiles()
    return [train, test].compactMap { $0 }.flatMap { [$0.images, $0.labels] }
  }

  var usesSeed: Bool { holdsOut }

  func load(seed: UInt64) throws -> Dataset {
    let (trainFiles, testFiles) = try findFiles()
    // Most of the time goes to decompressing, which takes one thread for each file.
    let (train, test) = try concurrently(
      { try read(trainFiles, limit: options.optionalInteger("limit")) },
      { try testFiles.map { try read($0, limit: options.optionalInteger("test_limit")) } })
    if let test, let files = testFiles {
      guard test.shape == train.shape else {
        throw DataError(
          files.images,
          "images are \(test.shape), but in \(trainFiles.images) they are \(train.shape)")
      }
      try test.checkLabels(classCount: train.classCount, file: files.labels)
    }
    var preprocessing = Preprocessing()
    preprocessing.classes = (0..<train.classCount).map(String.init)
    preprocessing.inputScaling = Scaling(offsets: [0], divisors: [255])
    let dataset = Dataset(
      train: train.samples, test: test?.samples, preprocessing: preprocessing,
      summary: "\(train.labels.count) + \(test?.labels.count ?? 0) images of \(train.shape) pixels")
    return try HoldOut.divide(dataset, options, seed: seed)
  }

  /// The files of the training set, and those of the test set unless training images are held out.
  private func findFiles() throws -> (train: ImageFiles, test: ImageFiles?) {
    (
      try ImageFiles(named: "train", in: path),
      holdsOut ? nil : try ImageFiles(named: "t10k", in: path)
    )
  }

  private struct Split {
    let samples: Samples
    let labels: [Int32]
    /// What images look like, `28 x 28`.
    let shape: String
    /// One more than the largest label of the file: a limit does not change the task.
    let classCount: Int

    func checkLabels(classCount: Int, file: String) throws(DataError) {
      guard let index = labels.firstIndex(where: { $0 >= classCount }) else { return }
      throw DataError(
        file,
        "label \(index + 1) is \(labels[index]), but the training set has only the labels "
          + "0 to \(classCount - 1)")
    }
  }

  private func read(_ files: ImageFiles, limit: Int?) throws -> Split {
    let images = try IDXFile.read(files.images)
    guard images.shape.count == 3 else {
      throw DataError(
        files.images, "has \(counted(images.shape.count, "dimension")); images have 3")
    }
    let labels = try IDXFile.read(files.labels)
    guard labels.shape.count == 1 else {
      throw DataError(
        files.labels, "has \(counted(labels.shape.count, "dimension")); labels have 1")
    }
    let found = images.shape[0]
    guard labels.shape[0] == found else {
      throw DataError(
        files.labels,
        "has \(counted(labels.shape[0], "label")) for the \(counted(found, "image")) of \(files.images)"
      )
    }
    // Beside a length of zero the others may be anything, even too large to be multiplied.
    guard images.count > 0 else { throw DataError(files.images, "there are no images in it") }
    let width = images.shape[1] * images.shape[2]
    let count = min(found, limit ?? found)
    try MachineMemory.require(count * 8, for: files.labels)
    let classes = labels.bytes.prefix(count).map { Int32($0) }
    let samples = Samples(
      count: count, inputWidth: width,
      inputs: Samples.Inputs(compacting: images, rows: count, width: width, divisor: 255),
      targets: .classes(classes))
    let classCount = Int(labels.bytes.max() ?? 0) + 1
    // Labels were copied, images perhaps, and their files are let go of.
    for array in [images, labels] { try array.storage.checkUnchanged() }
    return Split(
      samples: samples, labels: classes, shape: "\(images.shape[1]) x \(images.shape[2])",
      classCount: classCount)
  }
}

extension MNIST {
  func samples(in files: SampleFiles, preprocessing: Preprocessing) throws -> Samples? {
    let files = try ImageFiles(files)
    let split = try read(files, limit: nil)
    try split.checkLabels(classCount: preprocessing.classes.count, file: files.labels)
    return split.samples
  }
}

extension MNIST {
  static let plugin = Plugin<any DatasetLoader>(
    "mnist", summary: "a folder with the four IDX files of MNIST, raw or .gz",
    parameters: [
      Parameter("path", .path, isRequired: true, summary: "the folder"),
      Parameter(
        "limit", .integer(1...Int.max), summary: "use only so many training images"),
      Parameter("test_limit", .integer(1...Int.max), summary: "use only so many test images"),
      HoldOut.parameter,
    ]
  ) { options throws(ExperimentError) in
    try HoldOut.check(options, excludes: ["test_limit"])
    return MNIST(options: options, path: options.text("path"))
  }
}
