/// Zip files whose bytes depend on nothing but their entries' names, order and contents.
///
/// Such a file is accepted only if writing its entries again gives exactly its bytes: so nothing is
/// in it that does not come out, and no flipped bit goes unnoticed.
public enum StoredZip {
  /// An entry of a file that is to be written.
  public struct Entry {
    /// Its name, parts separated by slashes.
    let name: String
    /// The file with its content.
    let file: String
    /// The SHA-256 that the content must have.
    let digest: String?

    /// An entry.
    public init(name: String, file: String, digest: String? = nil) {
      self.name = name
      self.file = file
      self.digest = digest
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

  /// Hands out the bytes of a file piece after piece.
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
    try forEachPiece(of: entries, path: name) { piece in
      try body(piece)
      size += piece.count
    }
    return size
  }

  /// The name of a file's first entry; `nil` if it does not begin as zip files do.
  public static func firstName(in path: String) -> String? {
    var start = [UInt8](repeating: 0, count: 30 + 255)
    let count = try? start.withUnsafeMutableBytes {
      try OpenFile(readingRegular: path).read(into: $0)
    }
    guard let count, count > 30, start.starts(with: [0x50, 0x4B, 3, 4]) else { return nil }
    let length = Int(start[26]) + Int(start[27]) << 8
    return String(decoding: start[30..<min(count, 30 + length)], as: UTF8.self)
  }

  /// Unpacks a file into an empty folder.
  ///
  /// - Parameters:
  ///   - path: the file
  ///   - folder: the folder
  ///   - accepts: whether there may be an entry of a name
  /// - Returns: the names of its entries, in the file's order
  /// - Throws: `FileError`; `ZipError`, also if writing the entries again would give other bytes
  public static func extract(
    _ path: String, into folder: String, accepts: (String) -> Bool = { _ in true }
  ) throws -> [String] {
    let zip = try ZipReader(path: path)
    var names: [String] = []
    var known: Set<String> = []
    // What is stored cannot be larger than the file; what is larger was compressed.
    var room = zip.fileSize
    while let name = try zip.nextEntry() {
      try check(name, of: path, known: &known)
      guard zip.isRegularFile else { throw ZipError.unexpected(path, entry: name, "is no file") }
      guard accepts(name) else { throw ZipError.unexpected(path, entry: name, "does not belong") }
      try unpack(zip, to: "\(folder)/\(name)", path: path, entry: name, room: &room)
      names.append(name)
    }
    try compare(names.map { Entry(name: $0, file: "\(folder)/\($0)") }, with: path)
    return names
  }

  private static func check(
    _ name: String, of path: String, known: inout Set<String>
  ) throws(ZipError) {
    guard isSafe(name) else {
      throw .unexpected(path, entry: name, "has a name that does not lead into a folder")
    }
    guard known.insert(name).inserted else {
      throw .unexpected(path, entry: name, "is in it twice")
    }
  }

  private static func unpack(
    _ zip: ZipReader, to target: String, path: String, entry: String, room: inout Int
  ) throws {
    try FileSystem.createDirectories(FileSystem.folder(of: target))
    var file = try AppendOnlyFile(creating: target)
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 1)
    defer { piece.deallocate() }
    while true {
      let count = try zip.read(into: piece)
      if count == 0 { break }
      room -= count
      guard room >= 0 else {
        throw ZipError.unexpected(path, entry: entry, "is not as nnrun writes it")
      }
      try file.append(Array(piece[..<count]))
    }
    try file.flush()
  }

  /// Whether a name leads to a file inside of the folder that it is taken in.
  public static func isSafe(_ name: String) -> Bool {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    return parts.allSatisfy { part in
      !part.isEmpty && part != "." && part != ".." && part.utf8.count <= 255
        && part.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") }
    } && name.utf8.count <= 4096
  }

  private static func compare(_ entries: [Entry], with path: String) throws {
    let file = try OpenFile(readingRegular: path)
    var position = 0
    let found = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 1)
    defer { found.deallocate() }
    let other = ZipError.damaged(path, reason: "its bytes are not those of its content")
    try forEachPiece(of: entries, path: path) { piece in
      try piece.withUnsafeBytes { piece in
        for start in stride(from: 0, to: piece.count, by: found.count) {
          let count = min(found.count, piece.count - start)
          let target = UnsafeMutableRawBufferPointer(rebasing: found[..<count])
          guard file.copy(position..<position + count, to: target),
            target.elementsEqual(piece[start..<start + count])
          else { throw other }
          position += count
        }
      }
    }
    if position != file.size { throw other }
  }

  /// Hands out the bytes of a file of these entries, whose contents are read twice.
  private static func forEachPiece(
    of entries: [Entry], path: String, _ body: ([UInt8]) throws -> Void
  ) throws {
    var layout = ZipLayout()
    for entry in entries {
      var checksum = CRC32()
      var size = 0
      try File.forEachChunk(of: entry.file) { chunk in
        checksum.add(chunk)
        size += chunk.count
      }
      guard let header = layout.header(entry.name, size: size, checksum: checksum.value) else {
        throw FileError.noRoomInZip(path)
      }
      try body(header)
      var left = size
      var hash = SHA256()
      try File.forEachChunk(of: entry.file) { chunk in
        left -= chunk.count
        if entry.digest != nil { hash.update(chunk) }
        try body(Array(chunk))
      }
      guard left == 0, entry.digest ?? hash.hexDigest == hash.hexDigest else {
        throw FileError.changed(entry.file, .written("its bytes are not those that belong there"))
      }
    }
    guard let end = layout.end() else { throw FileError.noRoomInZip(path) }
    try body(end)
  }
}

extension FileError {
  /// A zip file that would be larger than its format allows.
  static func noRoomInZip(_ path: String) -> FileError {
    .cannotWrite(path, reason: "a zip file has at most 4 GiB and 65,535 entries")
  }
}
