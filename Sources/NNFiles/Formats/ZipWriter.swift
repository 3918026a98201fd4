/// Writes zip files whose bytes depend on nothing but the entries: stored, not compressed, with a
/// fixed date and no extra fields (PKWARE APPNOTE 6.3).
struct ZipWriter {
  private(set) var bytes: [UInt8] = []
  private var directory: [UInt8] = []
  private var count: UInt16 = 0

  /// Adds an entry; all entries together must stay below 4 GiB.
  mutating func add(_ name: String, _ content: [UInt8]) {
    let size = UInt32(content.count)
    let offset = UInt32(bytes.count)
    // Without this flag, readers take names for the letters of old PCs.
    let flags: UInt16 = name.utf8.allSatisfy { $0 < 0x80 } ? 0 : 1 << 11
    // Version 2.0, flags, stored, 00:00 on the 1st of January 1980.
    var common: [UInt8] = []
    for value: UInt16 in [20, flags, 0, 0, 0x21] { common.append(littleEndian: value) }
    for value in [CRC32.checksum(content), size, size] { common.append(littleEndian: value) }
    common.append(littleEndian: UInt16(name.utf8.count))
    common.append(littleEndian: UInt16(0))

    bytes.append(littleEndian: UInt32(0x0403_4B50))
    bytes += common
    bytes += name.utf8
    bytes += content

    directory.append(littleEndian: UInt32(0x0201_4B50))
    directory.append(littleEndian: UInt16(20))
    directory += common
    // No comment, first disk, no attributes.
    for value: UInt16 in [0, 0, 0, 0, 0] { directory.append(littleEndian: value) }
    directory.append(littleEndian: offset)
    directory += name.utf8
    count += 1
  }

  /// The whole file.
  consuming func finish() -> [UInt8] {
    let offset = UInt32(bytes.count)
    bytes += directory
    bytes.append(littleEndian: UInt32(0x0605_4B50))
    for value: UInt16 in [0, 0, count, count] { bytes.append(littleEndian: value) }
    bytes.append(littleEndian: UInt32(directory.count))
    bytes.append(littleEndian: offset)
    bytes.append(littleEndian: UInt16(0))
    return bytes
  }
}

extension [UInt8] {
  /// Appends a number, lowest byte first.
  mutating func append<Value: FixedWidthInteger>(littleEndian value: Value) {
    Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
  }
}
