import CNNPlugin
import NNConfig
import NNFiles
import Platform

extension PluginLibrary {
  private typealias Entry =
    @convention(c) (UnsafePointer<nnrun_host>) -> UnsafePointer<
      nnrun_library
    >?

  /// The size of a library at most.
  private static let maximumSize = 1 << 28
  /// Other versions of the interface are looked for up to this one.
  private static let maximumVersion = 99

  /// Reads a library and its SHA-256.
  ///
  /// - Parameters:
  ///   - path: the file
  ///   - expected: the SHA-256 that it must have; `nil` if any will do
  /// - Returns: its bytes and their SHA-256
  /// - Throws: `PluginLibraryError` if it cannot be read
  static func read(
    _ path: String, expecting expected: String?
  ) throws(PluginLibraryError) -> (bytes: [UInt8], digest: String) {
    do {
      let bytes = try File.read(regular: path, limit: maximumSize)
      return (bytes, SHA256.hexDigest(of: bytes))
    } catch {
      throw .unreadable(error, isPinned: expected != nil)
    }
  }

  /// Loads a library into this process: a copy, so that its bytes are just those that were hashed,
  /// whatever becomes of the file.
  ///
  /// - Parameters:
  ///   - bytes: the bytes of the library
  ///   - digest: their SHA-256
  ///   - path: its file
  /// - Throws: `PluginLibraryError` if it cannot be loaded, or what it says about its plugins is
  ///   wrong; `FileError` if the copy cannot be written
  init(_ bytes: [UInt8], digest: String, path: String) throws {
    if let problem = SharedObjectFormat.problem(bytes, path: path) {
      throw PluginLibraryError.notLoadable(path, reason: problem)
    }
    let handle = try Self.open(bytes, path: path)
    guard let symbol = dlsym(handle, PluginLibraryError.entryFunction) else {
      let versions = 2...Self.maximumVersion
      throw versions.first { dlsym(handle, "nnrun_plugin_v\($0)") != nil }
        .map { PluginLibraryError.otherVersion(path, version: $0) } ?? .noEntryFunction(path)
    }
    let entry = unsafeBitCast(symbol, to: Entry.self)
    // What it returns may lead anywhere, too.
    self = try LibraryFunction(path, PluginLibraryError.entryFunction).during {
      guard let library = entry(LibraryHost.table) else { throw PluginLibraryError.refused(path) }
      return try PluginLibrary(library.pointee, path: path, digest: digest)
    }
  }

  /// Loads a copy of a library. It is never unloaded.
  private static func open(_ bytes: [UInt8], path: String) throws -> UnsafeMutableRawPointer {
    _ = LibraryCrashes.areReported
    let copy = try LibraryCopy(bytes, of: path)
    // Functions that run when it is loaded may crash, too.
    let handle = LibraryFunction(path, "dlopen").during { dlopen(copy.path, RTLD_NOW | RTLD_LOCAL) }
    if let handle { return withExtendedLifetime(copy) { handle } }
    let reason = dlerror().map { String(cString: $0) } ?? "the system does not say why"
    if reason.contains("position-independent executable") {
      throw PluginLibraryError.notLoadable(path, reason: SharedObjectFormat.program)
    }
    throw PluginLibraryError.notLoadable(
      path, reason: reason.replacing("\(copy.path): ", with: "").replacing(copy.path, with: path))
  }
}
