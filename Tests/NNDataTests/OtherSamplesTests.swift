import NNFiles
import TestSupport
import Testing

@testable import NNData

/// Samples in files that do not belong to the data set.
@Suite("Samples outside the data set")
struct OtherSamplesTests {
  private static let tables = ProjectFiles.golden("tables")
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// The samples of files in the folder, read as a data set's loader reads them.
  private func samples(
    _ path: String, targets: String? = nil, like yaml: String
  ) throws -> Samples? {
    let loader = try loader(yaml.replacing("@", with: "\(Self.tables)/"), in: folder)
    func place(_ path: String) -> String {
      path.hasPrefix("@") ? "\(Self.tables)/\(path.dropFirst())" : folder.file(path)
    }
    return try loader.samples(
      in: SampleFiles(path: place(path), targetsPath: targets.map(place)),
      preprocessing: loader.load(seed: 0).preprocessing)
  }

  private func failure(
    _ path: String, targets: String? = nil, like yaml: String
  ) throws -> Failure? {
    try TestSupport.failure(in: folder) {
      try samples(path, targets: targets, like: yaml)
    }.map { Failure($0.text.replacing("\(Self.tables)/", with: ""), $0.status) }
  }

  // CSV.

  private static let flowers =
    "{loader: csv, path: train.csv, target: kind, normalize: minmax, delimiter: \";\"}"

  private func writeFlowers() throws {
    try folder.write("a;b;kind\n0;10;lily\n4;20;rose\n", to: "train.csv")
  }

  @Test("Columns of CSV go by name, scales and classes are those of the training set")
  func csvClasses() throws {
    try writeFlowers()
    try folder.write("kind;b;a\nrose;15;2\nrose;30;8\n", to: "new.csv")
    let samples = try #require(try samples("new.csv", like: Self.flowers))
    #expect(samples.inputRows == [[0.5, 0.5], [2, 2]])
    #expect(samples.labels == [1, 1])
  }

  @Test("Targets of CSV are scaled as in training")
  func csvTargets() throws {
    try folder.write("x,y,z\n0,10,0\n4,20,2\n", to: "train.csv")
    try folder.write("z,x,y\n1,2,40\n", to: "new.csv")
    let like = "{loader: csv, path: train.csv, target: [y, z], normalize_targets: minmax}"
    #expect(try samples("new.csv", like: like)?.targetRows == [[3, 0.5]])
  }

  @Test("A limit of the data set does not apply to other samples")
  func limits() throws {
    try folder.write("x,y\n0,10\n4,20\n", to: "train.csv")
    let like = "{loader: csv, path: train.csv, target: y, limit: 1}"
    #expect(try samples("train.csv", like: like)?.count == 2)
    try MNISTFiles().write(to: folder)
    let images = "{loader: mnist, path: images, limit: 1, test_limit: 1}"
    #expect(try samples("images", like: images)?.count == 2)
    let arrays = "{loader: npz, path: \"@uint8.npy\", targets_path: \"@classes.npy\", limit: 1}"
    #expect(try samples("@uint8.npy", targets: "@classes.npy", like: arrays)?.count == 3)
  }

  @Test(
    "A CSV file that does not fit is refused with the place and what was expected",
    arguments: [
      (
        "a;b;kind\n1;2;lily\n1;2;Rose\n",
        "new.csv:3: column 3 ('kind') is 'Rose', which is not among the classes of the training "
          + "set: 'lily', 'rose'; write 'rose' instead of 'Rose'"
      ),
      ("a;c;kind\n1;2;lily\n", "new.csv: has no column 'b', which train.csv has"),
      ("a;b\n1;2\n", "new.csv: has no column 'kind', which train.csv has"),
      (
        "a,b,kind\n1,2,lily\n",
        "new.csv: has no column 'a', which train.csv has; write \";\" instead of \",\""
      ),
      (
        "a;b;kind\n1;two;lily\n",
        "new.csv:2: column 2 ('b') must be a number, not 'two'; train.csv has only numbers there"
      ),
      ("a;b;kind\n", "new.csv: has no rows below the names of the columns"),
      ("", "new.csv: is empty"),
    ])
  func badCSV(text: String, message: String) throws {
    try writeFlowers()
    try folder.write(text, to: "new.csv")
    #expect(try failure("new.csv", like: Self.flowers) == Failure(message, .badData))
  }

  @Test("Of many classes only the first are listed")
  func manyClasses() throws {
    let rows = (10..<35).map { "1,c\($0)\n" }.joined()
    try folder.write("x,y\n" + rows, to: "train.csv")
    try folder.write("x,y\n1,c9\n", to: "new.csv")
    let known = (10..<30).map { "'c\($0)'" }.joined(separator: ", ")
    #expect(
      try failure("new.csv", like: "{loader: csv, path: train.csv, target: y}")?.text
        .hasSuffix(" training set: \(known) and 5 more") == true)
  }

  // Arrays of NumPy.

  private static let archive = "{loader: npz, path: \"@set.npz\", divide_by: 2}"
  private static let pair = "{loader: npz, path: \"@uint8.npy\", targets_path: \"@classes.npy\"}"

  @Test("The keys of an archive are those of the test set, or without one of the training set")
  func keys() throws {
    #expect(
      try samples("@set.npz", like: Self.archive)?.inputRows == [[0, 0.5], [1, 1.5], [2, 2.5]])
    let tested = Self.archive.replacing("}", with: ", test_inputs: x_test, test_targets: y_test}")
    let samples = try #require(try samples("@compressed.npz", like: tested))
    #expect(samples.inputRows == [[3, 3.5]])
    #expect(samples.targetRows == [[0.5]])
  }

  @Test("A pair of files has classes")
  func pair() throws {
    let samples = try #require(
      try samples("@big-endian.npy", targets: "@classes.npy", like: Self.pair))
    #expect(samples.inputRows == [[0, 1, 2, 3], [10, 11, 12, 13], [100, 101, 102, 103]])
    #expect(samples.labels == [2, 0, 1])
  }

  @Test("Whole numbers are not classes where the training set had numbers")
  func wholeNumbers() throws {
    let samples = try #require(
      try samples("@uint8.npy", targets: "@large-classes.npy", like: Self.archive))
    #expect(samples.targetRows == [[0], [1], [3]])
    #expect(samples.inputRows[0] == [0, 0.5, 1, 1.5])
  }

  @Test(
    "Arrays that do not fit are named with what they have",
    arguments: [
      (
        "@uint8.npy", "@large-classes.npy",
        "large-classes.npy: row 2 (from 0) is of class 3, but the classes of the training set are "
          + "0 to 2"
      ),
      (
        "@uint8.npy", "@float32.npy",
        "float32.npy: must have one class in each row, an integer or a word, as the training set "
          + "has; it has 4 numbers"
      ),
      ("@nan.npy", "@classes.npy", "nan.npy: row 1, column 2 (from 0) is not a finite number"),
      (
        "@uint8.npy", "@short-classes.npy",
        "short-classes.npy: has the shape [2], but uint8.npy has 3 rows"
      ),
      (
        "@../arrays/float32.npz", nil,
        "../arrays/float32.npz: has no arrays 'x_train' and 'y_train', which are the keys of the "
          + "run's data set; it has 'arr_0', 'arr_1', 'arr_2'"
      ),
      (
        "text.csv", nil,
        "text.csv: is neither an .npz nor an .npy file, which the data set of the run is"
      ),
      ("empty.npy", nil, "empty.npy: is empty"),
    ] as [(String, String?, String)])
  func badArrays(path: String, targets: String?, message: String) throws {
    try folder.write("x,y\n1,2\n", to: "text.csv")
    try folder.write("", to: "empty.npy")
    #expect(try failure(path, targets: targets, like: Self.pair) == Failure(message, .badData))
  }

  @Test("One key of the test set is not enough, nor a reason to use the training set")
  func halfTestSet() throws {
    let like = Self.archive.replacing("}", with: ", test_inputs: x_test, test_targets: y}")
    let loader = try loader(like.replacing("@", with: "\(Self.tables)/"))
    let path = "\(Self.tables)/set.npz"
    #expect(
      try TestSupport.failure {
        try loader.samples(in: SampleFiles(path: path), preprocessing: Preprocessing())
      }
        == Failure(
          "\(path): has no array 'y'; it has 'x_train', 'y_train', 'x_test', 'y_test'", .badData))
  }

  @Test("Files of targets are named where they are needed, and nowhere else")
  func filesOfTargets() throws {
    try writeFlowers()
    try MNISTFiles().write(to: folder)
    let needless = [
      ("@set.npz", Self.pair), ("train.csv", Self.flowers), ("images", Self.images),
    ]
    for (path, like) in needless {
      let name = path.replacing("@", with: "")
      #expect(
        try failure(path, targets: "targets", like: like)
          == Failure(
            "targets: is not needed, because targets are read from \(name); remove --targets",
            .usage),
        "\(path)")
    }
    #expect(
      try failure("@uint8.npy", like: Self.pair)
        == Failure(
          "uint8.npy: has inputs only; name the file of their targets with --targets", .usage))
  }

  // Images.

  private static let images = "{loader: mnist, path: images}"

  @Test(
    "Images are the test set of a folder, or a file whose labels are named or beside it",
    arguments: [
      ("images", nil), ("images/t10k-images-idx3-ubyte", nil), ("others/my-images.gz", nil),
      ("others/my-images.gz", "others/my-labels"), ("others/pixels", "others/my-labels"),
    ] as [(String, String?)])
  func imageFiles(path: String, labels: String?) throws {
    let files = MNISTFiles()
    try files.write(to: folder)
    try folder.write(gzipped(files.testImages), to: "others/my-images.gz")
    try folder.write(files.testImages, to: "others/pixels")
    try folder.write(files.testLabels, to: "others/my-labels")
    let samples = try #require(try samples(path, targets: labels, like: Self.images))
    let own = try #require(try load(Self.images, in: folder).test)
    #expect(samples.inputRows == own.inputRows)
    #expect(samples.labels == [3, 1])
  }

  /// In a folder whose name must not be changed.
  @Test("The labels of training images are found too")
  func trainingLabels() throws {
    try MNISTFiles().write(to: folder, compressed: [1])
    let samples = try samples("images/train-images-idx3-ubyte", like: Self.images)
    #expect(samples?.labels == [2, 0, 1, 2, 3])
  }

  @Test(
    "Images that do not fit are refused with what to do",
    arguments: [
      (
        "a-images-idx3-ubyte", nil,
        "a-labels-idx1-ubyte: does not exist; nor is there a-labels-idx1-ubyte.gz; name the file "
          + "of the labels with --targets", .noInput
      ),
      (
        "pixels", nil,
        "pixels: the name of the labels' file cannot be derived from this name, which does not "
          + "contain 'images'; name that file with --targets", .usage
      ),
      (
        "pixels", "images/train-labels-idx1-ubyte",
        "images/train-labels-idx1-ubyte: has 5 labels for the 2 images of pixels", .badData
      ),
      ("pixels", "no", "no: does not exist", .noInput),
      ("no", nil, "no: does not exist", .noInput),
      (
        "others", nil,
        "others/t10k-images-idx3-ubyte: does not exist; nor is there t10k-images-idx3-ubyte.gz",
        .noInput
      ),
      (
        "others/text.csv", nil,
        "others/text.csv: is neither an IDX file nor a folder of such files, which the data set "
          + "of the run is",
        .badData
      ),
      (
        "pixels", "others/labels",
        "others/labels: label 2 is 4, but the labels of the training set are 0 to 3", .badData
      ),
    ] as [(String, String?, String, NNFiles.ExitStatus)])
  func badImages(path: String, labels: String?, message: String, status: NNFiles.ExitStatus) throws
  {
    let files = MNISTFiles()
    try files.write(to: folder)
    try folder.write(files.testImages, to: "a-images-idx3-ubyte")
    try folder.write(files.testImages, to: "pixels")
    try folder.write(idx([2], [3, 4]), to: "others/labels")
    try folder.write("x,y\n1,2\n", to: "others/text.csv")
    #expect(
      try failure(path, targets: labels, like: Self.images) == Failure(message, status))
  }

  @Test(
    "Data sets that are not in files have no other samples",
    arguments: ["{loader: inline, inputs: [1], targets: [1]}", "{loader: binary_numbers}"])
  func noFiles(like: String) throws {
    #expect(try samples("new.csv", like: like) == nil)
  }
}
