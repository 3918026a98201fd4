import TestSupport
import Testing

@Suite("Malformed image files")
struct BadIDXTests {
  private static let experiment = """
    structure: [4, 2]
    activations: {output: softmax}
    loss: cross_entropy
    iterations: 2
    dataset: {loader: mnist, path: images}

    """

  /// The largest length that a header can have.
  private static let most = 0xFFFF_FFFF
  private static let trainImages = "train-images-idx3-ubyte"
  private static let trainLabels = "train-labels-idx1-ubyte"
  private static let testImages = "t10k-images-idx3-ubyte"
  private static let testLabels = "t10k-labels-idx1-ubyte"

  /// Three images of 2 x 2 pixels to learn from, one to test with.
  private func sandbox() throws -> Sandbox {
    let sandbox = try Sandbox(["digits.yaml": Self.experiment])
    try sandbox.folder.write(
      idx([3, 2, 2], Array(0..<12)), to: "images/\(Self.trainImages)")
    try sandbox.folder.write(idx([3], [0, 1, 1]), to: "images/\(Self.trainLabels)")
    try sandbox.folder.write(idx([1, 2, 2], [9, 8, 7, 6]), to: "images/\(Self.testImages)")
    try sandbox.folder.write(idx([1], [1]), to: "images/\(Self.testLabels)")
    return sandbox
  }

  @Test("Well-formed files are read")
  func wellFormed() throws {
    let result = try sandbox().nnrun("digits.yaml")
    #expect(result.status == 0, "\(result.errors)")
  }

  /// A file that replaces a good one, with what is said about it.
  struct Case: CustomTestStringConvertible {
    let testDescription: String
    let name: String
    let bytes: [UInt8]
    let message: String

    init(_ description: String, _ name: String, _ bytes: [UInt8], _ message: String) {
      testDescription = description
      self.name = name
      self.bytes = bytes
      self.message = message
    }
  }

  private static let magic = "is no IDX file: it does not begin with 00 00 08 and its dimensions"

  @Test(
    "A malformed file is refused with the reason",
    arguments: [
      Case("empty", trainImages, [], magic),
      Case("wrong magic", trainImages, [1, 0, 8, 3] + [UInt8](repeating: 0, count: 24), magic),
      Case("header cut off", trainLabels, [0, 0, 8, 1, 0, 0], magic),
      Case(
        "floats", trainImages, idx([3, 2, 2], [UInt8](repeating: 0, count: 48), type: 0xD),
        "has elements of the type 0xd; only bytes (0x8) are read"),
      Case(
        "too short", trainImages, idx([3, 2, 2], [1, 2, 3]),
        "is shorter than its header says (3 x 2 x 2)"),
      Case(
        "too long", trainImages, idx([3, 2, 2], Array(0..<13)),
        "is longer than its header says (3 x 2 x 2)"),
      Case(
        "more than memory", trainImages, idx([most, 2, 2], Array(0..<12)),
        "is shorter than its header says (4294967295 x 2 x 2)"),
      Case(
        "more than can be counted", trainImages, idx([most, most, most], Array(0..<12)),
        "is shorter than its header says (4294967295 x 4294967295 x 4294967295)"),
      Case(
        "no images of a size that cannot be counted", trainImages, idx([0, most, most], []),
        "has 3 labels for the 0 images of images/\(trainImages)"),
      Case(
        "labels for images", trainImages, idx([3], [0, 1, 1]), "has 1 dimension; images have 3"),
      Case(
        "images for labels", trainLabels, idx([3, 1], [0, 1, 1]), "has 2 dimensions; labels have 1"),
      Case(
        "fewer labels", trainLabels, idx([2], [0, 1]),
        "has 2 labels for the 3 images of images/\(trainImages)"),
      Case(
        "new label in the test set", testLabels, idx([1], [7]),
        "label 1 is 7, but the training set has only the labels 0 to 1"),
      Case(
        "other size in the test set", testImages, idx([1, 4, 1], [9, 8, 7, 6]),
        "images are 4 x 1, but in images/\(trainImages) they are 2 x 2"),
    ])
  func refused(_ test: Case) throws {
    let sandbox = try sandbox()
    try sandbox.folder.write(test.bytes, to: "images/\(test.name)")
    // What is wrong with the number of images is found in the file of labels.
    let name = test.message.hasPrefix("has 3 labels") ? Self.trainLabels : test.name
    expect(
      try sandbox.nnrun("digits.yaml"), status: 65,
      errors: "error: images/\(name): \(test.message)\n")
    #expect(try sandbox.runs() == [])
  }

  @Test("A file without images is refused")
  func noImages() throws {
    let sandbox = try sandbox()
    try sandbox.folder.write(idx([0, Self.most, Self.most], []), to: "images/\(Self.trainImages)")
    try sandbox.folder.write(idx([0], []), to: "images/\(Self.trainLabels)")
    expect(
      try sandbox.nnrun("digits.yaml"), status: 65,
      errors: "error: images/\(Self.trainImages): there are no images in it\n")
  }

  @Test("A truncated gzip file is refused")
  func truncatedGzip() throws {
    let sandbox = try sandbox()
    let name = "images/\(Self.trainImages)"
    _ = try sandbox.shell("gzip -n \(name)")
    #expect(try sandbox.nnrun("digits.yaml").status == 0)
    let bytes = try sandbox.folder.bytes("\(name).gz")
    for count in [bytes.count - 9, 12, 2] {
      try sandbox.folder.write(Array(bytes.prefix(count)), to: "\(name).gz")
      let result = try sandbox.nnrun("digits.yaml")
      #expect(result.status == 65)
      #expect(
        result.errors.hasPrefix("error: \(name).gz: is a damaged gzip file ("), "\(result.errors)")
      #expect(result.errors.hasSuffix("); get it again\n"), "\(result.errors)")
    }
    #expect(try sandbox.completeRuns().count == 1)
  }

  @Test("The structure has to fit the images")
  func structure() throws {
    let sandbox = try sandbox()
    expect(
      try sandbox.nnrun("digits.yaml", "structure=[5,3]"), status: 78,
      errors: """
        override 1: structure=[5,3]: error: 'structure' begins with 5, but the data set (3 + 1 \
        images of 2 x 2 pixels) has 4 inputs
        override 1: structure=[5,3]: error: 'structure' ends with 3, but the data set (3 + 1 \
        images of 2 x 2 pixels) has 2 classes

        """)
  }
}
