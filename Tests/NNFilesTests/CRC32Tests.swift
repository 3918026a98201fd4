import Testing

@testable import NNFiles

@Suite("CRC-32")
struct CRC32Tests {
  @Test("The usual test text has the published checksum")
  func published() {
    #expect(CRC32.checksum(Array("123456789".utf8)) == 0xCBF4_3926)
    #expect(CRC32.checksum([]) == 0)
  }

  /// Eight bytes are processed at a time, so every remainder and every division into pieces
  /// matters.
  @Test("Any pieces make the same checksum")
  func pieces() {
    let bytes = (0..<50).map { UInt8(truncatingIfNeeded: $0 &* 91 &+ 7) }
    for end in 0...bytes.count {
      for middle in 0...end {
        var crc = CRC32()
        bytes[..<middle].withUnsafeBytes { crc.add($0) }
        bytes[middle..<end].withUnsafeBytes { crc.add($0) }
        #expect(crc.value == bitByBit(bytes[..<end]), "\(middle) of \(end) bytes first")
      }
    }
  }

  private func bitByBit(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    var value: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      value ^= UInt32(byte)
      for _ in 0..<8 { value = value & 1 == 0 ? value >> 1 : (value >> 1) ^ 0xEDB8_8320 }
    }
    return ~value
  }
}
