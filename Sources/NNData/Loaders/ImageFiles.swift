import NNFiles

/// A file of images and the file of their labels, with names as those of MNIST.
struct ImageFiles {
  /// The IDX file of the images.
  let images: String
  /// The IDX file of the labels.
  let labels: String

  /// Finds the files of the training or test set, raw or compressed.
  ///
  /// - Parameters:
  ///   - name: the name of the set, `train` or `t10k`
  ///   - folder: the folder of the files
  /// - Throws: `FileError.notFound` if one is missing
  init(named name: String, in folder: String) throws(FileError) {
    images = try Self.find("\(folder)/\(name)-images-idx3-ubyte")
    labels = try Self.find("\(folder)/\(name)-labels-idx1-ubyte")
  }

  /// Finds the files that a user has named: a folder, which means its test set, or a file of
  /// images.
  ///
  /// The labels of `some-images-idx3-ubyte.gz` are in `some-labels-idx1-ubyte`, raw or compressed,
  /// unless the user has named their file.
  ///
  /// - Parameter files: what the user has named
  /// - Throws: `FileError` if a file is missing or cannot be read; `SampleFilesError` if the labels
  ///   have to be named, or must not be; `DataError` if it is neither a folder nor an IDX file
  init(_ files: SampleFiles) throws {
    if FileSystem.isDirectory(files.path) {
      try files.rejectTargets()
      self = try ImageFiles(named: "t10k", in: files.path)
      return
    }
    images = files.path
    guard try FileFormat.of(images) == .idx else {
      throw DataError(
        images,
        "is neither an IDX file nor a folder of such files, which the data set of the run is")
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

  /// The path of a file, or of its compressed form.
  private static func find(_ raw: String, remedy: String = "") throws(FileError) -> String {
    for candidate in [raw, raw + ".gz"] where FileSystem.exists(candidate) { return candidate }
    let folder = FileSystem.folder(of: raw)
    // Then a folder with a similar name is suggested.
    if !FileSystem.exists(folder) { throw .notFound(folder, hint: nil) }
    if !FileSystem.isDirectory(folder) {
      throw .notFound(raw, hint: "'\(folder)' is a file; name the folder that it is in")
    }
    let name = FileSystem.name(of: raw)
    throw .notFound(raw, hint: "nor is there \(name).gz\(remedy)")
  }
}
