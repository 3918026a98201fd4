import NNConfig
import NNFiles
import TestSupport
import Testing

@testable import NNData

@Suite("mnist: errors")
struct MNISTErrorTests {
  private static let names = MNISTFiles.names
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func failure(_ change: (inout MNISTFiles) -> Void) throws -> Failure? {
    var files = MNISTFiles()
    change(&files)
    try files.write(to: folder)
    return try loadFailure("{loader: mnist, path: images}", in: folder)
  }

  @Test("A missing file is named with both of its possible names", arguments: 0..<4)
  func missingFile(number: Int) throws {
    try MNISTFiles().write(to: folder)
    let name = Self.names[number]
    try folder.remove("images/\(name)")
    let loader = try loader("{loader: mnist, path: images}", in: folder)
    let path = folder.file("images/\(name)")
    let expected = Failure("\(path): does not exist; nor is there \(name).gz", .noInput)
    #expect(try TestSupport.failure { try loader.files() } == expected)
    #expect(try TestSupport.failure { try loader.load(seed: 0) } == expected)
  }

  @Test("A folder that is missing is named with the nearest, and a file in place of it is named")
  func wrongFolder() throws {
    try MNISTFiles().write(to: folder)
    let missing = try loader("{loader: mnist, path: imagse}", in: folder)
    #expect(
      try TestSupport.failure { try missing.files() }
        == Failure(
          "\(folder.file("imagse")): does not exist; did you mean '\(folder.file("images"))'?",
          .noInput))
    let file = "images/\(Self.names[0])"
    let wrong = try loader("{loader: mnist, path: \(file)}", in: folder)
    #expect(
      try TestSupport.failure { try wrong.files() }?.text.hasSuffix(
        "'\(folder.file(file))' is a file; name the folder that it is in") == true)
  }

  @Test("There must be as many labels as images")
  func counts() throws {
    #expect(
      try failure { $0.trainLabels = idx([4], [0, 1, 2, 3]) }
        == Failure(
          "images/train-labels-idx1-ubyte: has 4 labels for the 5 images of "
            + "images/train-images-idx3-ubyte", .badData))
    #expect(
      try failure { $0.testLabels = idx([3], [0, 1, 2]) }
        == Failure(
          "images/t10k-labels-idx1-ubyte: has 3 labels for the 2 images of "
            + "images/t10k-images-idx3-ubyte", .badData))
  }

  @Test("All images must have one shape")
  func shape() throws {
    #expect(
      try failure { $0.testImages = idx([2, 3, 2], [UInt8](repeating: 0, count: 12)) }
        == Failure(
          "images/t10k-images-idx3-ubyte: the images are 3 x 2, but those of "
            + "images/train-images-idx3-ubyte are 2 x 3", .badData))
  }

  @Test("Images have three dimensions, and labels one")
  func dimensions() throws {
    #expect(
      try failure { $0.trainImages = idx([5, 6], [UInt8](repeating: 0, count: 30)) }
        == Failure(
          "images/train-images-idx3-ubyte: has 2 dimensions, but images have 3", .badData))
    #expect(
      try failure { $0.testLabels = idx([2, 1], [0, 1]) }
        == Failure("images/t10k-labels-idx1-ubyte: has 2 dimensions, but labels have 1", .badData))
  }

  @Test("A label that the training set does not have is refused")
  func otherLabel() throws {
    #expect(
      try failure { $0.testLabels = idx([2], [1, 4]) }
        == Failure(
          "images/t10k-labels-idx1-ubyte: label 2 is 4, but the labels of the training set "
            + "are 0 to 3", .badData))
  }

  @Test(
    "Files without images are refused",
    arguments: [
      [0, 2, 3], [5, 0, 3], [5, 2, 0], [0, 0, 0],
      // The product of the last two lengths overflows an integer.
      [0, 0xFFFF_FFFF, 0xFFFF_FFFF],
    ])
  func noImages(dimensions: [Int]) throws {
    #expect(
      try failure {
        $0.trainImages = idx(dimensions, [])
        $0.trainLabels = idx([dimensions[0]], [UInt8](repeating: 0, count: dimensions[0]))
      } == Failure("images/train-images-idx3-ubyte: has no images", .badData))
  }

  @Test("A damaged file is named")
  func damaged() throws {
    #expect(
      try failure { $0.testLabels.removeLast() }
        == Failure("images/t10k-labels-idx1-ubyte: is shorter than its header says (2)", .badData))
  }

  @Test("The path is required")
  func path() throws {
    #expect(
      try mistake(in: "loader: mnist")
        == Mistake("'path' of mnist is missing: the folder", at: "mnist"))
  }
}
