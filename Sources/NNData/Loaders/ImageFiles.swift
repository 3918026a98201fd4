import NNFiles

/// A file of images and the file of their labels, as MNIST names them.
struct ImageFiles {
  /// The IDX file of the images.
  let images: String
  /// The IDX file of the labels.
  let labels: String

  /// Finds the files of a set, raw or compressed.
  ///
  /// - Parameters:
  ///   - name: the set's name, `train` or `t10k`
  ///   - folder: where they are
  /// - Throws: `FileError` if one is missing
  init(named name: String, in folder: String) throws(FileError) {
    images = try Self.find("\(folder)/\(name)-images-idx3-ubyte")
    labels = try Self.find("\(folder)/\(name)-labels-idx1-ubyte")
  }

  /// Finds the files that a user means: the test set of a folder, or images and labels.
  ///
  /// The labels of `some-images-idx3-ubyte.gz` are in `some-labels-idx1-ubyte`, raw or compressed,
  /// unless they are named.
  ///
  /// - Throws: `FileError` if one is missing, `SampleFilesError` if the labels should be named
  init(_ files: SampleFiles) throws {
    if FileSystem.isDirectory(files.path) {
      try files.refuseTargets()
      self = try ImageFiles(named: "t10k", in: files.path)
      return
    }
    images = files.path
    guard try DataFormat(ofFile: images) == .idx else {
      throw DataError(
        images, "is neither an IDX file nor a folder; the run's data set is of IDX files")
    }
    if let targetsPath = files.targetsPath {
      labels = targetsPath
      return
    }
    let start = images.lastIndex(of: "/").map(images.index(after:)) ?? images.startIndex
    let name = images[start...]
    guard name.contains("images") else { throw SampleFilesError.noLabels(of: images) }
    let raw = name.hasSuffix(".gz") ? name.dropLast(3) : name
    let labelsName = raw.replacing("images", with: "labels").replacing("idx3", with: "idx1")
    labels = try Self.find(
      "\(images[..<start])\(labelsName)",
      remedy: "; name the file of the labels with --targets")
  }

  private static func find(_ raw: String, remedy: String = "") throws(FileError) -> String {
    for candidate in [raw, raw + ".gz"] where FileSystem.exists(candidate) { return candidate }
    let name = FileSystem.name(of: raw)
    throw .notFound(raw, hint: "nor is there \(name).gz\(remedy)")
  }
}
