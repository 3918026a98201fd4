/// The size and checksums of a file: CRC-32, which a zip file has before the content, and SHA-256.
public struct FileChecksums: Sendable, Equatable {
  /// The number of bytes.
  public let size: Int
  /// Their SHA-256 in lower-case hexadecimal digits.
  public let sha256: String
  /// Their CRC-32.
  let crc32: UInt32

  /// The checksums of bytes that come in pieces.
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
  public init(of bytes: [UInt8]) {
    var sums = Accumulator()
    bytes.withUnsafeBytes { sums.add($0) }
    self = sums.checksums
  }

  /// The checksums of a file's bytes, which are read once.
  ///
  /// - Throws: `FileError`
  public init(ofFile path: String) throws {
    var sums = Accumulator()
    try File.forEachChunk(of: path) { sums.add($0) }
    self = sums.checksums
  }
}
