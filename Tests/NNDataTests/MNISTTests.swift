import NNConfig
import NNCore
import NNFiles
import TestSupport
import Testing

@testable import NNData

@Suite("mnist: loading")
struct MNISTTests {
  private static let yaml = "{loader: mnist, path: images}"
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test("Files may be raw or compressed", arguments: [[], [0, 1, 2, 3], [0], [1, 2], [3]])
  func loads(compressed: [Int]) throws {
    try MNISTFiles().write(to: folder, compressed: Set(compressed))
    let data = try load(Self.yaml, in: folder)
    #expect(data.train.count == 5)
    #expect(data.train.inputRows[1] == [48, 56, 64, 72, 80, 88].map { $0 / 255 })
    #expect(data.train.labels == [2, 0, 1, 2, 3])
    let test = try #require(data.test)
    #expect(test.inputRows[0] == [255, 0, 51, 1, 2, 3].map { $0 / 255 })
    #expect(test.labels == [3, 1])
    #expect(data.inputWidth == 6)
    #expect(data.outputWidth == 4)
    #expect(data.summary == "5 training + 2 test images of 2 x 3")
    var expected = Preprocessing()
    expected.classes = ["0", "1", "2", "3"]
    expected.inputScaling = Scaling(offsets: [0], divisors: [255])
    #expect(data.preprocessing == expected)
  }

  @Test("Pixels stay bytes, and labels stay indices")
  func byteCount() throws {
    try MNISTFiles().write(to: folder)
    // Files that are not compressed are mapped.
    #expect(try load(Self.yaml, in: folder).train.byteCount == 5 * 4)
    let other = try TemporaryFolder()
    try MNISTFiles().write(to: other, compressed: [0])
    #expect(try load(Self.yaml, in: other).train.byteCount == 5 * (6 + 4))
  }

  @Test("The files are those that are read")
  func files() throws {
    try MNISTFiles().write(to: folder, compressed: [1, 2])
    let names = try loader(Self.yaml, in: folder).files().map { $0.split(separator: "/").last }
    #expect(
      names == [
        "train-images-idx3-ubyte", "train-labels-idx1-ubyte.gz", "t10k-images-idx3-ubyte.gz",
        "t10k-labels-idx1-ubyte",
      ])
  }

  @Test("The raw file is taken if there are both")
  func both() throws {
    try MNISTFiles().write(to: folder, compressed: [0])
    var other = MNISTFiles()
    other.trainImages = idx([5, 2, 3], [UInt8](repeating: 255, count: 30))
    try other.write(to: folder)
    #expect(try load(Self.yaml, in: folder).train.inputRows[0] == [1, 1, 1, 1, 1, 1])
  }

  @Test("Limits take the first images and keep the classes")
  func limits() throws {
    try MNISTFiles().write(to: folder)
    let data = try load("{loader: mnist, path: images, limit: 2, test_limit: 1}", in: folder)
    #expect(data.train.inputRows.count == 2)
    #expect(data.train.labels == [2, 0])
    #expect(data.test?.labels == [3])
    #expect(data.outputWidth == 4)
    #expect(data.summary == "2 training + 1 test image of 2 x 3")
  }

  @Test("Limits above the number of images change nothing")
  func largeLimits() throws {
    try MNISTFiles().write(to: folder)
    let data = try load("{loader: mnist, path: images, limit: 6, test_limit: 1000}", in: folder)
    #expect(data.train.count == 5)
    #expect(data.test?.count == 2)
  }

  @Test("Limits are positive", arguments: [("limit", "0"), ("test_limit", "-1")])
  func positiveLimits(name: String, value: String) throws {
    #expect(
      try mistake(in: "{loader: mnist, path: images, \(name): \(value)}")
        == Mistake(
          "'\(name)' of mnist must be a positive whole number, not '\(value)'", at: value))
  }

  /// Images with a share of zeros, in percent, in each half of them.
  private static func images(_ count: Int, zeros: (Int, Int), seed: UInt64) -> [UInt8] {
    var generator = SeededGenerator(seed: seed)
    return idx(
      [count, 28, 28],
      (0..<count * 784).map { position in
        let share = position < count * 392 ? zeros.0 : zeros.1
        return generator.next(below: 100) < share ? 0 : UInt8(1 + generator.next(below: 255))
      })
  }

  @Test(
    "Compressed images are stored as raw ones are, whatever they look like",
    arguments: [(100, 100), (80, 80), (60, 60), (0, 0), (100, 20), (20, 100), (90, 45)], [250, 100])
  func stores(zeros: (Int, Int), limit: Int) throws {
    var files = MNISTFiles()
    files.trainImages = Self.images(250, zeros: zeros, seed: 1)
    files.trainLabels = idx([250], (0..<250).map { UInt8($0 % 10) })
    files.testImages = Self.images(90, zeros: (zeros.1, zeros.0), seed: 2)
    files.testLabels = idx([90], (0..<90).map { UInt8($0 % 10) })
    let other = try TemporaryFolder()
    try files.write(to: folder)
    try files.write(to: other, compressed: [0, 1, 2, 3])
    let yaml = "{loader: mnist, path: images, limit: \(limit)}"
    let (raw, compressed) = (try load(yaml, in: folder), try load(yaml, in: other))
    for (expected, found) in [(raw.train, compressed.train), (raw.test, compressed.test)] {
      let (expected, found) = (try #require(expected), try #require(found))
      #expect(found.inputRows == expected.inputRows)
      #expect((found.sparseInputs == nil) == (expected.sparseInputs == nil))
      #expect(found.sparseInputs?.nonzeroCount == expected.sparseInputs?.nonzeroCount)
      #expect(found.labels == expected.labels)
    }
  }

  @Test("The images beyond a limit are checked, too", arguments: [false, true])
  func damageBeyondLimit(isCut: Bool) throws {
    var files = MNISTFiles()
    files.trainImages = Self.images(250, zeros: (80, 80), seed: 1)
    files.trainLabels = idx([250], (0..<250).map { UInt8($0 % 10) })
    try files.write(to: folder, compressed: [1, 2, 3])
    try folder.remove("images/\(MNISTFiles.names[0])")
    var bytes = gzipped(files.trainImages)
    if isCut { bytes.removeLast(1000) } else { bytes[bytes.count - 1000] ^= 1 }
    try folder.write(bytes, to: "images/\(MNISTFiles.names[0]).gz")
    let reason = isCut ? "it ends too soon" : "incorrect data check"
    #expect(
      try loadFailure("{loader: mnist, path: images, limit: 10}", in: folder)
        == Failure(
          "images/\(MNISTFiles.names[0]).gz: is a damaged gzip file (\(reason)); get it again",
          .badData))
  }
}
