/// Zip files whose bytes depend on nothing but the names, order and contents of their entries.
///
/// Such a file is accepted only if writing its entries again gives exactly its bytes. So it
/// contains nothing that is not unpacked, and no flipped bit goes unnoticed.
package enum StoredZip {
  /// An entry of a file.
  package struct Entry: Sendable {
    /// Its name, parts separated by slashes.
    package let name: String
    /// The checksums that its content must have.
    package let checksums: FileChecksums
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
    ///   - checksums: the checksums that the file must have when it is read
    package init(name: String, file: String, checksums: FileChecksums) {
      self.name = name
      self.checksums = checksums
      content = .file(file)
    }

    /// An entry with these bytes.
    package init(name: String, bytes: [UInt8]) {
      self.name = name
      checksums = FileChecksums(of: bytes)
      content = .bytes(bytes)
    }
  }

  /// Writes a file.
  ///
  /// - Parameters:
  ///   - entries: its entries, in this order
  ///   - path: its path; links are followed
  /// - Returns: its size in bytes
  /// - Throws: `FileError` if files cannot be read or written, or do not match their checksums;
  ///   `ZipError` for a name that would not be unpacked
  package static func write(_ entries: [Entry], to path: String) throws -> Int {
    var file = try AtomicFile(creating: path, link: .followed)
    let size = try write(entries, named: path) { piece in try file.append(piece) }
    try file.finish()
    return size
  }

  /// Passes the bytes of a file to `body`, piece by piece; each content is read once.
  ///
  /// - Parameters:
  ///   - entries: its entries, in this order
  ///   - name: what errors call it
  ///   - body: receives the bytes
  /// - Returns: their number
  /// - Throws: what `body` throws; `FileError` if a file cannot be read or does not match its
  ///   checksums; `ZipError` for a name that would not be unpacked
  package static func write(
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
          throw FileError.changed(path, .written("its bytes are not the expected ones"))
        }
      }
    }
    return size
  }

  /// Calls `bytes` with the format's own bytes, and `content` with each entry where its content
  /// belongs, in the order of the file.
  ///
  /// - Throws: what they throw; `FileError` if the file would be larger than its format allows
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

  /// Checks that the name of an entry is safe and occurs once.
  ///
  /// - Throws: `ZipError` if it is not
  static func check(_ name: String, of path: String, known: inout Set<String>) throws(ZipError) {
    guard isSafe(name) else {
      throw .unexpected(path, entry: name, "has a name that is not a plain relative path")
    }
    guard known.insert(name).inserted else {
      throw .unexpected(path, entry: name, "occurs twice")
    }
  }

  /// Whether a name leads to a file inside the folder to which it is relative.
  package static func isSafe(_ name: String) -> Bool {
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
