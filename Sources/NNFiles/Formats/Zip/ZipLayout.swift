/// The bytes of zip files around the contents of their entries, which depend on nothing but the
/// entries: stored, not compressed, with a fixed date and no extra fields (PKWARE APPNOTE 6.3).
///
/// A file consists of a header and the content for each entry, followed by the directory.
struct ZipLayout {
  private var directory: [UInt8] = []
  private var count = 0
  private var length = 0

  /// The header before an entry's content.
  ///
  /// - Parameters:
  ///   - name: the entry's name
  ///   - size: the number of bytes of its content
  ///   - checksum: the content's CRC-32
  /// - Returns: the bytes; `nil` if sizes or counts no longer fit into the 32 and 16 bits of their
  ///   fields
  mutating func header(_ name: String, size: Int, checksum: UInt32) -> [UInt8]? {
    guard let size32 = Self.field(size), let offset = Self.field(length),
      let nameLength = UInt16(exactly: name.utf8.count), count < Int(UInt16.max)
    else { return nil }
    // Without this flag, readers decode names in the character set of old PCs.
    let flags: UInt16 = name.utf8.allSatisfy { $0 < 0x80 } ? 0 : 1 << 11
    // Version 2.0, flags, stored, 00:00 on the 1st of January 1980.
    var common: [UInt8] = []
    for value: UInt16 in [20, flags, 0, 0, 0x21] { common.append(littleEndian: value) }
    for value in [checksum, size32, size32] { common.append(littleEndian: value) }
    common.append(littleEndian: nameLength)
    common.append(littleEndian: UInt16(0))

    var header: [UInt8] = []
    header.append(littleEndian: UInt32(0x0403_4B50))
    header += common
    header += name.utf8

    directory.append(littleEndian: UInt32(0x0201_4B50))
    directory.append(littleEndian: UInt16(20))
    directory += common
    // No comment, first disk, no attributes.
    for value: UInt16 in [0, 0, 0, 0, 0] { directory.append(littleEndian: value) }
    directory.append(littleEndian: offset)
    directory += name.utf8
    count += 1
    length += header.count + size
    return header
  }

  /// A size as a field has it; `nil` if it does not fit. The greatest number that a field can hold
  /// says that the size is elsewhere.
  private static func field(_ size: Int) -> UInt32? {
    size < Int(UInt32.max) ? UInt32(size) : nil
  }

  /// The directory after the last entry; `nil` if sizes no longer fit into their fields.
  consuming func end() -> [UInt8]? {
    guard let offset = Self.field(length), let size = Self.field(directory.count) else {
      return nil
    }
    var bytes = directory
    bytes.append(littleEndian: UInt32(0x0605_4B50))
    for value in [0, 0, UInt16(count), UInt16(count)] { bytes.append(littleEndian: value) }
    bytes.append(littleEndian: size)
    bytes.append(littleEndian: offset)
    bytes.append(littleEndian: UInt16(0))
    return bytes
  }
}

extension [UInt8] {
  /// Appends an integer, little-endian.
  mutating func append<Value: FixedWidthInteger>(littleEndian value: Value) {
    Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
  }
}
