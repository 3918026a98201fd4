/// Bytes as a gzip file (RFC 1952) that stores them without compression.
public func gzipped(_ content: [UInt8]) -> [UInt8] {
  // Deflate, no flags, no time, no hints, unknown system.
  var bytes: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
  var rest = content[...]
  repeat {
    let block = rest.prefix(0xFFFF)
    rest = rest.dropFirst(block.count)
    bytes.append(rest.isEmpty ? 1 : 0)
    bytes += littleEndian(UInt16(block.count)) + littleEndian(~UInt16(block.count))
    bytes += block
  } while !rest.isEmpty
  return bytes + littleEndian(crc32(content)) + littleEndian(UInt32(content.count))
}

private func littleEndian<Value: FixedWidthInteger>(_ value: Value) -> [UInt8] {
  withUnsafeBytes(of: value.littleEndian, Array.init)
}

/// Bit by bit, to be independent of the tables that are tested.
private func crc32(_ bytes: [UInt8]) -> UInt32 {
  var value: UInt32 = 0xFFFF_FFFF
  for byte in bytes {
    value ^= UInt32(byte)
    for _ in 0..<8 { value = value & 1 == 0 ? value >> 1 : (value >> 1) ^ 0xEDB8_8320 }
  }
  return ~value
}
