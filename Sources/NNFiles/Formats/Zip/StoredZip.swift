/// Zip files whose bytes depend on nothing but their entries' names, order and contents.
///
/// Such a file is accepted only if writing its entries again gives exactly its bytes: so nothing is
/// in it that does not come out, and no flipped bit goes unnoticed.
public enum StoredZip {
  /// An entry of a file.
  public struct Entry: Sendable {
    /// Its name, parts separated by slashes.
    public let name: String
    /// What its content has to be.
    public let checksums: FileChecksums
    fileprivate let content: Content

    /// Where the content is.
    fileprivate enum Content {
      case file(String)
      case bytes([UInt8])
    }

    /// An entry with a file's content.
    ///
    /// - Parameters:
    ///   - name: its name
    ///   - file: the file
    ///   - checksums: what the file's content has to be when it is read
    public init(name: String, file: String, checksums: FileChecksums) {
      self.name = name
      self.checksums = checksums
      content = .file(file)
    }

    /// An entry with these bytes.
    public init(name: String, bytes: [UInt8]) {
      self.name = name
      checksums = FileChecksums(of: bytes)
      content = .bytes(bytes)
    }
  }

  /// Writes a file.
  ///
  /// - Parameters:
  ///   - entries: its entries, in this order
  ///   - path: where it is; links are followed
  /// - Returns: its bytes
  /// - Throws: `FileError`, also for a content that is not the expected one; `ZipError` for a name that
  ///   would not come out again
  public static func write(_ entries: [Entry], to path: String) throws -> Int {
    var file = try AtomicFile(creating: path, link: .followed)
    let size = try write(entries, named: path) { piece in try file.append(piece) }
    try file.finish()
    return size
  }

  /// Hands out the bytes of a file piece after piece; each content is read once.
  ///
  /// - Parameters:
  ///   - entries: its entries, in this order
  ///   - name: what errors call it
  ///   - body: receives the bytes
  /// - Returns: their number
  /// - Throws: what `body` throws; `FileError`, also for a content that is not the expected one;
  ///   `ZipError` for a name that would not come out again
  public static func write(
    _ entries: [Entry], named name: String, to body: ([UInt8]) throws -> Void
  ) throws -> Int {
    var known: Set<String> = []
    for entry in entries.map(\.name) { try check(entry, of: name, known: &known) }
    var size = 0
    func write(_ piece: [UInt8]) throws {
      try body(piece)
      size += piece.count
    }
    try forEachPart(of: entries, path: name, bytes: write) { entry in
      switch entry.content {
      case .bytes(let bytes): try write(bytes)
      case .file(let path):
        var hash = SHA256()
        var left = entry.checksums.size
        try File.forEachChunk(of: path) { chunk in
          left -= chunk.count
          hash.update(chunk)
          try write(Array(chunk))
        }
        guard left == 0, hash.hexDigest == entry.checksums.sha256 else {
          throw FileError.changed(path, .written("its bytes are not those that belong there"))
        }
      }
    }
    return size
  }

  /// Hands out the parts of a file of these entries: bytes of its own, and entries whose content comes
  /// there.
  static func forEachPart(
    of entries: [Entry], path: String, bytes: ([UInt8]) throws -> Void,
    content: (Entry) throws -> Void
  ) throws {
    var layout = ZipLayout()
    for entry in entries {
      let sums = entry.checksums
      guard let header = layout.header(entry.name, size: sums.size, checksum: sums.crc32) else {
        throw FileError.noRoomInZip(path)
      }
      try bytes(header)
      try content(entry)
    }
    guard let end = layout.end() else { throw FileError.noRoomInZip(path) }
    try bytes(end)
  }

  /// Checks that a name leads into a folder, and is there once.
  static func check(_ name: String, of path: String, known: inout Set<String>) throws(ZipError) {
    guard isSafe(name) else {
      throw .unexpected(path, entry: name, "has a name that does not lead into a folder")
    }
    guard known.insert(name).inserted else {
      throw .unexpected(path, entry: name, "is in it twice")
    }
  }

  /// Whether a name leads to a file inside of the folder that it is taken in.
  public static func isSafe(_ name: String) -> Bool {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    return parts.allSatisfy { part in
      !part.isEmpty && part != "." && part != ".." && part.utf8.count <= 255
        && part.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") }
    } && name.utf8.count <= 4096
  }
}

extension FileError {
  /// A zip file that would be larger than its format allows.
  static func noRoomInZip(_ path: String) -> FileError {
    .cannotWrite(path, reason: "a zip file has at most 4 GiB and 65,535 entries")
  }
}
