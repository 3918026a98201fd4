import NNConfig
import NNFiles

/// Images and labels in the four IDX files of MNIST, raw or compressed with gzip.
///
/// LeCun, Cortes, Burges: "The MNIST database of handwritten digits", 1998. Any image set in files
/// of these names and types can be read. Pixels stay bytes and count as byte / 255.
struct MNIST: DatasetLoader {
  let path: String
  let limit: Int?
  let testLimit: Int?

  private struct FilePair {
    let images: String
    let labels: String
  }

  func files() throws -> [String] {
    let (train, test) = try findFiles()
    return [train.images, train.labels, test.images, test.labels]
  }

  func load(seed: UInt64) throws -> Dataset {
    let (trainFiles, testFiles) = try findFiles()
    let (train, shape) = try read(trainFiles, limit: limit)
    let (test, testShape) = try read(testFiles, limit: testLimit)
    guard testShape == shape else {
      throw DataError(
        testFiles.images, "images are \(testShape), but in \(trainFiles.images) they are \(shape)")
    }
    let classCount = train.classCount
    if let index = test.labels.firstIndex(where: { $0 >= classCount }) {
      throw DataError(
        testFiles.labels,
        "label \(index + 1) is \(test.labels[index]), but the training set has only the labels "
          + "0 to \(classCount - 1)")
    }
    var preprocessing = Preprocessing()
    preprocessing.classes = (0..<classCount).map(String.init)
    preprocessing.inputScaling = Scaling(offsets: [0], divisors: [255])
    return Dataset(
      train: train.samples, test: test.samples, preprocessing: preprocessing,
      summary: "\(train.labels.count) + \(test.labels.count) images of \(shape) pixels")
  }

  private func findFiles() throws -> (train: FilePair, test: FilePair) {
    func find(_ name: String) throws -> String {
      let raw = "\(path)/\(name)"
      for candidate in [raw, raw + ".gz"] where FileSystem.exists(candidate) { return candidate }
      throw FileError.notFound(raw, hint: "nor is there \(name).gz")
    }
    func pair(_ name: String) throws -> FilePair {
      FilePair(
        images: try find("\(name)-images-idx3-ubyte"),
        labels: try find("\(name)-labels-idx1-ubyte"))
    }
    return (try pair("train"), try pair("t10k"))
  }

  private struct Split {
    let samples: Samples
    let labels: [Int32]
    /// One more than the largest label of the file: a limit does not change the task.
    let classCount: Int
  }

  private func read(_ files: FilePair, limit: Int?) throws -> (Split, shape: String) {
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
    let classes = labels.bytes.prefix(count).map { Int32($0) }
    let samples = Samples(
      count: count, inputWidth: width, inputs: Samples.Inputs(images, divisor: 255),
      targets: .classes(classes))
    let shape = "\(images.shape[1]) x \(images.shape[2])"
    let classCount = Int(labels.bytes.max() ?? 0) + 1
    return (Split(samples: samples, labels: classes, classCount: classCount), shape)
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
    ]
  ) { options in
    MNIST(
      path: options.text("path"), limit: options.optionalInteger("limit"),
      testLimit: options.optionalInteger("test_limit"))
  }
}
