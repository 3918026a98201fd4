import Platform
import Testing

@testable import NNFiles

@Suite("Large pages")
struct LargePagesTests {
  @Test(
    "Memory is aligned as asked, or to a large page, and can be written to its end",
    arguments: [1, 4096, (1 << 21) - 1, 1 << 21, (1 << 22) + 3], [16, 64])
  func alignment(bytes: Int, alignment: Int) throws {
    let memory = try #require(LargePages.allocate(bytes, alignment: alignment))
    defer { free(memory) }
    let isLarge = bytes >= 1 << 21 && MachineMemory.leftOfLimits == .max
    #expect(UInt(bitPattern: memory).isMultiple(of: UInt(isLarge ? 1 << 21 : alignment)))
    memset(memory, 1, bytes)
    #expect(memory.load(fromByteOffset: bytes - 1, as: UInt8.self) == 1)
  }

  @Test("More memory than there can be is not allocated")
  func tooMuch() {
    #expect(LargePages.allocate(.max / 2) == nil)
  }
}
