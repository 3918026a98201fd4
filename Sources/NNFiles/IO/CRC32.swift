import CISAL

/// The checksum of zip and gzip files: CRC-32 with the reflected polynomial EDB88320 (ISO 3309).
struct CRC32 {
  /// The checksum of all bytes so far.
  private(set) var value: UInt32 = 0

  /// Adds bytes.
  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.baseAddress else { return }
    value = crc32_gzip_refl(value, start.assumingMemoryBound(to: UInt8.self), UInt64(bytes.count))
  }

  /// The checksum of bytes.
  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var crc = CRC32()
    bytes.withUnsafeBytes { crc.add($0) }
    return crc.value
  }
}
