import NNConfig
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
}
