extension StoredZip {
  /// The name of a file's first entry; `nil` if it does not begin like a zip file.
  ///
  /// - Throws: `FileError` if it is a file that cannot be read
  package static func firstName(in path: String) throws(FileError) -> String? {
    let start = try FileError.unlessFaultOfFile { () throws(FileError) in
      try File.ends(of: path, count: 30 + 255).first
    }
    guard let start, start.count > 30, start.starts(with: [0x50, 0x4B, 3, 4]) else { return nil }
    let length = Int(start[26]) + (Int(start[27]) << 8)
    return String(decoding: start[30..<min(start.count, 30 + length)], as: UTF8.self)
  }

  /// Unpacks a file into an empty folder.
  ///
  /// - Parameters:
  ///   - path: the file
  ///   - folder: the folder
  ///   - accepts: whether an entry of a given name is allowed
  /// - Returns: its entries, in the file's order
  /// - Throws: `FileError` if files cannot be read or written; `ZipError` if the file is damaged,
  ///   has an entry that is not allowed, or has other bytes than writing its entries again gives
  package static func extract(
    _ path: String, into folder: String, accepts: (String) -> Bool = { _ in true }
  ) throws -> [Entry] {
    let zip = try ZipReader(path: path)
    var entries: [Entry] = []
    var known: Set<String> = []
    // Stored contents cannot be larger than the file; larger ones were compressed.
    var room = zip.fileSize
    while let name = try zip.nextEntry() {
      try check(name, of: path, known: &known)
      guard zip.isRegularFile else { throw ZipError.unexpected(path, entry: name, "is not a file") }
      guard accepts(name) else {
        throw ZipError.unexpected(path, entry: name, "does not belong in it")
      }
      let file = "\(folder)/\(name)"
      let checksums = try unpack(zip, to: file, path: path, entry: name, room: &room)
      entries.append(Entry(name: name, file: file, checksums: checksums))
    }
    try compare(entries, in: folder, with: path)
    return entries
  }

  private static func unpack(
    _ zip: ZipReader, to target: String, path: String, entry: String, room: inout Int
  ) throws -> FileChecksums {
    try FileSystem.createDirectories(FileSystem.folder(of: target))
    var file = try AppendOnlyFile(creating: target)
    var sums = FileChecksums.Accumulator()
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 1)
    defer { piece.deallocate() }
    while true {
      let count = try zip.read(into: piece)
      if count == 0 { break }
      room -= count
      guard room >= 0 else {
        throw ZipError.unexpected(path, entry: entry, "is not as nnrun writes it")
      }
      sums.add(UnsafeRawBufferPointer(rebasing: piece[..<count]))
      try file.append(Array(piece[..<count]))
    }
    try file.flush()
    return sums.checksums
  }

  /// Compares the file with what writing the unpacked entries again gives.
  private static func compare(_ entries: [Entry], in folder: String, with path: String) throws {
    let file = try OpenFile(readingRegular: path)
    var position = 0
    let found = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 1)
    defer { found.deallocate() }
    let other = ZipError.damaged(path, reason: "its bytes do not match its entries")
    func compare(_ piece: UnsafeRawBufferPointer) throws {
      for start in stride(from: 0, to: piece.count, by: found.count) {
        let count = min(found.count, piece.count - start)
        let target = UnsafeMutableRawBufferPointer(rebasing: found[..<count])
        guard file.copy(position..<position + count, to: target),
          target.elementsEqual(piece[start..<start + count])
        else { throw other }
        position += count
      }
    }
    try forEachPart(
      of: entries, path: path, bytes: { try $0.withUnsafeBytes(compare) },
      content: { try File.forEachChunk(of: "\(folder)/\($0.name)", compare) })
    if position != file.size { throw other }
  }
}
