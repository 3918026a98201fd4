/// The size and checksums of an entry's content: CRC-32, which precedes it in the file, and
/// SHA-256.
package struct FileChecksums: Sendable, Equatable {
  /// The number of bytes.
  package let size: Int
  /// Their SHA-256, in lower-case hexadecimal.
  package let sha256: String
  /// Their CRC-32.
  let crc32: UInt32

  /// The checksums of bytes that arrive in pieces.
  struct Accumulator {
    private var size = 0
    private var hash = SHA256()
    private var crc = CRC32()

    /// Adds bytes.
    mutating func add(_ bytes: UnsafeRawBufferPointer) {
      size += bytes.count
      hash.update(bytes)
      crc.add(bytes)
    }

    /// The checksums of all bytes so far.
    var checksums: FileChecksums {
      FileChecksums(size: size, sha256: hash.hexDigest, crc32: crc.value)
    }
  }

  private init(size: Int, sha256: String, crc32: UInt32) {
    self.size = size
    self.sha256 = sha256
    self.crc32 = crc32
  }

  /// The checksums of bytes.
  package init(of bytes: [UInt8]) {
    var sums = Accumulator()
    bytes.withUnsafeBytes { sums.add($0) }
    self = sums.checksums
  }

  /// The checksums of a file's bytes, which are read once.
  ///
  /// - Throws: `FileError` if it cannot be read, is not a regular file or changes meanwhile
  package init(ofFile path: String) throws {
    var sums = Accumulator()
    try File.forEachChunk(of: path) { sums.add($0) }
    self = sums.checksums
  }
}
