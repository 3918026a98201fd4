import Testing

@testable import NNFiles

@Test("The checksum of the usual test text is the published one")
func crc32OfCheckText() {
  #expect(CRC32().checksum(Array("123456789".utf8)) == 0xCBF4_3926)
  #expect(CRC32().checksum([]) == 0)
}
