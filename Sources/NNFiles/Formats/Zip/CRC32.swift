/// The checksum of zip and gzip files: CRC-32 with the reflected polynomial EDB88320 (ISO 3309).
struct CRC32 {
  /// What each value of each of eight consecutive bytes contributes to the checksum: `tables[0]` to
  /// `tables[255]` for the last byte, the next 256 for the one before it, and so on.
  private static let tables: [UInt32] = {
    var tables: [UInt32] = (0..<256).map { byte in
      (0..<8).reduce(UInt32(byte)) { value, _ in
        (value & 1) == 0 ? value >> 1 : (value >> 1) ^ 0xEDB8_8320
      }
    }
    for index in 256..<2048 {
      let before = tables[index - 256]
      tables.append((before >> 8) ^ tables[Int(before & 0xFF)])
    }
    return tables
  }()

  private var register: UInt32 = 0xFFFF_FFFF

  /// The checksum of all bytes so far.
  var value: UInt32 { ~register }

  /// Adds bytes, eight at a time.
  ///
  /// Kounavis and Berry, "Novel table lookup-based algorithms for high-performance CRC generation",
  /// IEEE Transactions on Computers 57(11), 2008.
  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    let wholeWords = bytes.count / 8 * 8
    Self.tables.withUnsafeBufferPointer { tables in
      var crc = register
      for position in stride(from: 0, to: wholeWords, by: 8) {
        let word = bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self).littleEndian
        let bits = word ^ UInt64(crc)
        let first =
          tables[1792 + Int(bits & 0xFF)] ^ tables[1536 + Int((bits >> 8) & 0xFF)]
          ^ tables[1280 + Int((bits >> 16) & 0xFF)] ^ tables[1024 + Int((bits >> 24) & 0xFF)]
        let second =
          tables[768 + Int((bits >> 32) & 0xFF)] ^ tables[512 + Int((bits >> 40) & 0xFF)]
          ^ tables[256 + Int((bits >> 48) & 0xFF)] ^ tables[Int(bits >> 56)]
        crc = first ^ second
      }
      for byte in bytes[wholeWords...] {
        crc = (crc >> 8) ^ tables[Int((crc & 0xFF) ^ UInt32(byte))]
      }
      register = crc
    }
  }

  /// The checksum of bytes.
  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var crc = CRC32()
    bytes.withUnsafeBytes { crc.add($0) }
    return crc.value
  }
}
