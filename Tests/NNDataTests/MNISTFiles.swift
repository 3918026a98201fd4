import TestSupport

/// The four files of a small image set: five images of 2 x 3 pixels for training, two for testing.
struct MNISTFiles {
  static let names = [
    "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte",
    "t10k-labels-idx1-ubyte",
  ]

  var trainImages = idx([5, 2, 3], (0..<30).map { UInt8($0 * 8) })
  var trainLabels = idx([5], [2, 0, 1, 2, 3])
  var testImages = idx([2, 2, 3], [255, 0, 51, 1, 2, 3, 9, 8, 7, 6, 5, 4])
  var testLabels = idx([2], [3, 1])

  /// Writes the files to the folder `images`, those of the given numbers compressed.
  func write(to folder: TemporaryFolder, compressed: Set<Int> = []) throws {
    let contents = [trainImages, trainLabels, testImages, testLabels]
    for (index, (name, content)) in zip(Self.names, contents).enumerated() {
      if compressed.contains(index) {
        try folder.write(gzipped(content), to: "images/\(name).gz")
      } else {
        try folder.write(content, to: "images/\(name)")
      }
    }
  }
}
