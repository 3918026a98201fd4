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

  /// A file that replaces a good one, with the message about it.
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

  private static let magic =
    "is not an IDX file: it does not begin with 00 00 08 and its dimensions"

  @Test(
    "A malformed file is refused with the reason",
    arguments: [
      Case("wrong magic", trainImages, [1, 0, 8, 3] + [UInt8](repeating: 0, count: 24), magic),
      Case(
        "more than can be counted", trainImages, idx([most, most, most], Array(0..<12)),
        "is shorter than its header says (4294967295 x 4294967295 x 4294967295)"),
      Case(
        "fewer labels", trainLabels, idx([2], [0, 1]),
        "has 2 labels for the 3 images of images/\(trainImages)"),
      Case(
        "new label in the test set", testLabels, idx([1], [7]),
        "label 1 is 7, but the labels of the training set are 0 to 1"),
    ])
  func refused(_ test: Case) throws {
    let sandbox = try sandbox()
    try sandbox.folder.write(test.bytes, to: "images/\(test.name)")
    expect(
      try sandbox.nnrun("digits.yaml"), status: 65,
      errors: "error: images/\(test.name): \(test.message)\n")
    #expect(try sandbox.runs() == [])
  }
}
