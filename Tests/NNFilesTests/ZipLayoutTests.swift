import TestSupport
import Testing

@testable import NNFiles

@Suite("The layout of zip files")
struct ZipLayoutTests {
  /// Byte by byte after PKWARE's APPNOTE 6.3: runs are compared by their files' bytes.
  @Test("Every byte is fixed")
  func bytes() {
    let entry: [UInt8] = [
      20, 0,  // needs version 2.0
      0, 0,  // no flags
      0, 0,  // stored
      0, 0, 0x21, 0,  // 00:00 on the 1st of January 1980
      0x26, 0x39, 0xF4, 0xCB,  // CRC-32
      9, 0, 0, 0,  // stored size
      9, 0, 0, 0,  // size
      1, 0,  // length of the name
      0, 0,  // no extra fields
    ]
    let local: [UInt8] = [0x50, 0x4B, 3, 4] + entry + Array("a123456789".utf8)
    let directory: [UInt8] =
      [0x50, 0x4B, 1, 2, 20, 0] + entry
      + [
        0, 0,  // no comment
        0, 0,  // first disk
        0, 0, 0, 0, 0, 0,  // no attributes
        0, 0, 0, 0,  // place of the entry
      ] + Array("a".utf8)
    let end: [UInt8] = [
      0x50, 0x4B, 5, 6,
      0, 0, 0, 0,  // one disk
      1, 0, 1, 0,  // one entry
      47, 0, 0, 0,  // size of the directory
      40, 0, 0, 0,  // its place
      0, 0,  // no comment
    ]
    var zip = ZipWriter()
    zip.add("a", Array("123456789".utf8))
    #expect(zip.finish() == local + directory + end)
  }

  @Test(
    "Only names beyond ASCII are marked as UTF-8",
    arguments: [("plain", [0, 0]), ("größe", [0, 8])] as [(String, [UInt8])])
  func unicodeNames(name: String, flags: [UInt8]) {
    var zip = ZipWriter()
    zip.add(name, [])
    let bytes = zip.finish()
    let directory = 30 + name.utf8.count
    #expect(bytes[6..<8] == flags[...])
    #expect(bytes[directory + 8..<directory + 10].elementsEqual(flags))
  }

  @Test("Without entries there is only the end")
  func empty() {
    #expect(ZipWriter().finish() == [0x50, 0x4B, 5, 6] + [UInt8](repeating: 0, count: 18))
  }

  @Test("Entries keep their order, names and content")
  func entries() throws {
    let entries: [(name: String, content: [UInt8])] = [
      ("b.txt", [1, 2, 3]), ("empty", []), ("folder/größe.csv", Array(0...255)), ("a", [4]),
    ]
    var zip = ZipWriter()
    for entry in entries { zip.add(entry.name, entry.content) }
    let folder = try TemporaryFolder()
    let reader = try ZipReader(path: folder.write(zip.finish(), to: "some.zip"))
    for entry in entries {
      #expect(try reader.nextEntry() == entry.name, "\(entry.name)")
      var content = [UInt8](repeating: 0, count: entry.content.count + 1)
      #expect(
        try !content.withUnsafeMutableBytes { bytes throws(ZipError) in try reader.fill(bytes) },
        "\(entry.name)")
      #expect(content.dropLast() == entry.content[...], "\(entry.name)")
    }
    #expect(try reader.nextEntry() == nil)
  }
}
