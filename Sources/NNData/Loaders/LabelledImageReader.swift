import NNCore
import NNFiles

/// Reads a file of images and the file of their labels.
final class LabelledImageReader {
  private let files: ImageFiles
  private let labels: StoredArray
  /// Images x rows of pixels x pixels, as far as images are needed.
  private let shape: [Int]
  private let images: Images

  private var count: Int { shape[0] }
  private var width: Int { shape[1] * shape[2] }
  private static let divisor = 255.0

  private enum Images {
    /// A raw file.
    case mapped(StoredArray)
    /// A compressed one.
    case compressed(RowCompactor)
  }

  /// Opens both files, and reads the labels.
  ///
  /// - Parameters:
  ///   - files: the files
  ///   - limit: the maximum number of images; `nil` for all
  /// - Throws: `DataError` if they are not images and their labels; otherwise as `IDXStream` and
  ///   `IDXFile.read` do
  init(_ files: ImageFiles, limit: Int?) throws {
    let stream = try IDXStream(files.images)
    guard stream.shape.count == 3 else {
      throw DataError(
        files.images, "has \(counted(stream.shape.count, "dimension")), but images have 3")
    }
    labels = try IDXFile.read(files.labels)
    guard labels.shape.count == 1 else {
      throw DataError(
        files.labels, "has \(counted(labels.shape.count, "dimension")), but labels have 1")
    }
    let found = stream.shape[0]
    guard labels.shape[0] == found else {
      throw DataError(
        files.labels,
        "has \(counted(labels.shape[0], "label")) for the \(counted(found, "image")) of "
          + files.images
      )
    }
    // If one dimension is zero, the others can be too large to be multiplied.
    guard stream.count > 0 else { throw DataError(files.images, "has no images") }
    self.files = files
    let count = min(found, limit ?? found)
    shape = [count] + stream.shape.dropFirst()
    images =
      stream.isCompressed
      ? .compressed(RowCompactor(stream, rows: count))
      : .mapped(try stream.array())
  }

  /// Reads the images.
  ///
  /// - Throws: as `IDXFile.read` does
  func read() throws -> LabelledImages {
    defer { if case .compressed(let compactor) = images { compactor.endHelp() } }
    try MachineMemory.require(count * 8, for: files.labels)
    let inputs = try readInputs()
    let classes = labels.bytes.prefix(count).map { Int32($0) }
    let classCount = Int(labels.bytes.max() ?? 0) + 1
    // Labels are copies now, so this is the last use of their file.
    try labels.storage.checkUnchanged()
    return LabelledImages(
      samples: Samples(
        count: count, inputWidth: width, inputs: inputs, targets: .classes(classes)),
      labels: classes, shape: "\(shape[1]) x \(shape[2])", classCount: classCount)
  }

  private func readInputs() throws -> Samples.Inputs {
    switch images {
    case .compressed(let compactor):
      return try compactor.read(divisor: Self.divisor)
    case .mapped(let array):
      let inputs = Samples.Inputs(
        compacting: array, rows: count, width: width, divisor: Self.divisor)
      // They may be copies now.
      try array.storage.checkUnchanged()
      return inputs
    }
  }

  /// Helps `read`, which another thread calls, as far as that is possible.
  func help() {
    if case .compressed(let compactor) = images { compactor.help() }
  }
}
