import CNNPlugin
import NNFiles
import Platform

/// A copy of a library that the system can load, whatever becomes of the file.
struct LibraryCopy {
  /// Where it is, until this value is gone.
  let path: String
  #if !os(Linux)
    private let folder: ScratchFolder
  #endif

  /// Copies a library: on Linux into memory, where no crash can leave it behind, and no folder
  /// forbids that it is run.
  ///
  /// - Parameters:
  ///   - bytes: its bytes
  ///   - original: its file
  /// - Throws: `FileError` if that is not possible
  init(_ bytes: [UInt8], of original: String) throws {
    let name = FileSystem.name(of: original)
    #if os(Linux)
      // It stays open: the system takes libraries of one path for one library.
      let descriptor = nnrun_memory_file(name)
      guard descriptor >= 0 else { throw FileError.creating("a copy of \(original)") }
      path = "/proc/self/fd/\(descriptor)"
      try bytes.withUnsafeBytes {
        try File.writeAll($0, to: descriptor, named: "a copy of \(original)")
      }
    #else
      folder = try ScratchFolder()
      path = "\(folder.path)/\(name)"
      try AtomicFile.write(bytes, to: path)
    #endif
  }
}
