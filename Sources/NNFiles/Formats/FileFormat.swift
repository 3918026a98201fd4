/// What a file is, recognised by its first bytes: a format of data files, or one that people take
/// for such a format. CSV and other text in UTF-8 has none.
package enum FileFormat: Sendable, CaseIterable {
  /// Bytes or text compressed with one of these programs.
  case gzip, xz, bzip2, zstd, lz4, compress
  /// An archive of files.
  case zip, sevenZip, rar, tar
  /// An array of NumPy, or a zip file that begins with one.
  case npy, npz
  /// An IDX file of bytes.
  case idx
  /// Text in another encoding than UTF-8.
  case utf16, utf32
  /// A workbook of Excel, old or new, or of OpenDocument.
  case spreadsheet
  /// Tables and arrays of other programs.
  case parquet, arrow, hdf5, sqlite, matlab, pickle
  /// Something to look at.
  case pdf, html, png, jpeg
  /// Objects or lists as text.
  case json
  /// What Git leaves in place of a large file that it has not fetched.
  case gitLFS

  /// How many of the first bytes are looked at.
  package static let startLength = 512
  /// The first bytes of a gzip file.
  static let gzipStart: [UInt8] = [0x1F, 0x8B]

  /// The format of what begins with some bytes; `nil` for text and everything unknown.
  ///
  /// - Parameter start: the first bytes, at least `startLength` if there are as many
  package init?(_ start: some Collection<UInt8>) {
    let start = Array(start.prefix(Self.startLength))
    if let format = Self.signatures.first(where: { start.has($0.bytes, at: $0.offset) })?.format {
      self = format == .zip ? Self.ofZip(start) : format
    } else if start.isWebPage {
      self = .html
    } else if start.isJSON {
      self = .json
    } else if let width = start.characterWidth {
      self = width == 4 ? .utf32 : .utf16
    } else {
      return nil
    }
  }

  /// The format of a data file, decompressed if it is a gzip file.
  ///
  /// - Parameter path: the file
  /// - Returns: `npy`, `npz`, `zip` or `idx`; `nil` for text and everything unknown, and for
  ///   whatever can be read only once, such as a pipe
  /// - Throws: `FileError` if it cannot be read or is empty; `GzipError` if it is compressed and
  ///   damaged; `FormatError` if it is of another format, or has arrays of NumPy that are
  ///   compressed with gzip
  package static func of(_ path: String) throws -> FileFormat? {
    // Not opened to find out: that takes what the writer of a named pipe has written.
    if let kind = FileKind(path: path), kind != .file, kind != .folder { return nil }
    let source = try ByteSource(path: path)
    if source.isEmpty { throw FileError.empty(path) }
    guard let format = source.format else { return nil }
    // Bytes of all others are read where they are stored.
    if source.isCompressed, format.isRead, format != .idx { throw FormatError(path: path, .gzip) }
    try format.checkIsRead(path)
    return format
  }

  /// Checks that there is a reader for files of the format.
  ///
  /// - Parameter path: a file of the format
  /// - Throws: `FormatError`, which says what to do, if there is none
  func checkIsRead(_ path: String) throws(FormatError) {
    if !isRead { throw FormatError(path: path, self) }
  }

  private var isRead: Bool { [.npy, .npz, .zip, .idx].contains(self) }

  private static let signatures: [(format: FileFormat, offset: Int, bytes: [UInt8])] = [
    (.gzip, 0, gzipStart),
    (.xz, 0, [0xFD] + Array("7zXZ".utf8) + [0]),
    // The digit between them is the size of blocks.
    (.bzip2, 4, [0x31, 0x41, 0x59, 0x26, 0x53, 0x59]),
    (.bzip2, 4, [0x17, 0x72, 0x45, 0x38, 0x50, 0x90]),
    (.zstd, 0, [0x28, 0xB5, 0x2F, 0xFD]),
    (.lz4, 0, [0x04, 0x22, 0x4D, 0x18]),
    (.compress, 0, [0x1F, 0x9D]),
    (.zip, 0, Array("PK".utf8) + [3, 4]),
    (.zip, 0, Array("PK".utf8) + [5, 6]),
    (.sevenZip, 0, Array("7z".utf8) + [0xBC, 0xAF, 0x27, 0x1C]),
    (.rar, 0, Array("Rar!".utf8) + [0x1A, 7]),
    (.tar, 257, Array("ustar".utf8)),
    (.npy, 0, NPYHeader.magic),
    (.idx, 0, [0, 0, 8]),
    (.utf32, 0, [0xFF, 0xFE, 0, 0]),
    (.utf32, 0, [0, 0, 0xFE, 0xFF]),
    (.utf16, 0, [0xFF, 0xFE]),
    (.utf16, 0, [0xFE, 0xFF]),
    (.spreadsheet, 0, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]),
    // Not text: the first field of a Parquet page.
    (.parquet, 0, Array("PAR1".utf8) + [0x15]),
    (.arrow, 0, Array("ARROW1".utf8) + [0, 0]),
    (.hdf5, 0, [0x89] + Array("HDF\r\n".utf8) + [0x1A, 0x0A]),
    (.sqlite, 0, Array("SQLite format 3".utf8) + [0]),
    (.matlab, 0, Array("MATLAB 5.0 MAT-file".utf8)),
    (.pickle, 0, [0x80, 2]), (.pickle, 0, [0x80, 3]), (.pickle, 0, [0x80, 4]),
    (.pickle, 0, [0x80, 5]),
    (.pdf, 0, Array("%PDF-".utf8)),
    (.png, 0, [0x89] + Array("PNG\r\n".utf8) + [0x1A, 0x0A]),
    (.jpeg, 0, [0xFF, 0xD8, 0xFF]),
    (.gitLFS, 0, Array("version https://git-lfs".utf8)),
  ]

  /// What a zip file is, by the name of its first entry.
  private static func ofZip(_ start: [UInt8]) -> FileFormat {
    let nameOffset = 30
    guard start.count > nameOffset else { return .zip }
    let length = Int(start[26]) | Int(start[27]) << 8
    let name = String(decoding: start[nameOffset...].prefix(length), as: UTF8.self)
    if name.hasSuffix(".npy") { return .npz }
    let isOfOffice =
      ["[Content_Types].xml", "_rels/.rels", "mimetype"].contains(name)
      || ["xl/", "docProps/"].contains { name.hasPrefix($0) }
    return isOfOffice ? .spreadsheet : .zip
  }
}

extension [UInt8] {
  fileprivate func has(_ bytes: [UInt8], at offset: Int) -> Bool {
    count >= offset + bytes.count && self[offset...].starts(with: bytes)
  }

  fileprivate var isWebPage: Bool {
    let text = String(decoding: prefix(64), as: UTF8.self).drop(while: \.isWhitespace).lowercased()
    return ["<!doctype html", "<html", "<table"].contains(where: text.hasPrefix)
  }

  /// Whether it is text that begins as JSON does, with an object or a list of objects or lists.
  fileprivate var isJSON: Bool {
    let text = String(decoding: prefix(64), as: UTF8.self).filter { !$0.isWhitespace }
    return ["{\"", "[{", "[["].contains(where: text.hasPrefix)
  }

  /// The number of bytes of each character of a text without a byte-order mark, 2 or 4, all but one
  /// of which are zero; `nil` for everything else.
  fileprivate var characterWidth: Int? {
    // More than these need not be in the same script.
    let start = prefix(16)
    return [2, 4].first { width in
      let bytes = 0..<start.count / width * width
      return bytes.count > width
        && [0, width - 1].contains { place in
          bytes.allSatisfy { (start[$0] != 0) == ($0 % width == place) }
        }
    }
  }
}
