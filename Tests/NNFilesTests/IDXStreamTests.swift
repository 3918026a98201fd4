import Foundation
import NNFiles
import TestSupport
import Testing

@Suite("Streams of IDX files")
struct IDXStreamTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let elements = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }

  @Test("Elements are read in pieces", arguments: [false, true])
  func pieces(isCompressed: Bool) throws {
    let bytes = idx([1000, 100], Self.elements)
    let path = try folder.write(isCompressed ? gzipped(bytes) : bytes, to: "data")
    var stream = try IDXStream(path)
    let (shape, count, compressed) = (stream.shape, stream.count, stream.isCompressed)
    #expect(shape == [1000, 100] && count == 100_000 && compressed == isCompressed)
    var piece = [UInt8](repeating: 0, count: 777)
    var all: [UInt8] = []
    while true {
      let count = try piece.withUnsafeMutableBytes { try stream.read(into: $0) }
      if count == 0 { break }
      all += piece[..<count]
    }
    #expect(all == Self.elements)
  }

  @Test("The end of the file is checked with the last element", arguments: [-1, 1])
  func end(difference: Int) throws {
    let bytes = idx([1000], [UInt8](repeating: 1, count: 1000 + difference))
    let path = try folder.write(gzipped(bytes), to: "data.gz")
    let found = try failure(in: folder) {
      var stream = try IDXStream(path)
      var all = [UInt8](repeating: 0, count: 1000)
      for start in [0, 999] {
        _ = try all.withUnsafeMutableBytes { buffer in
          let range = start..<(start == 0 ? 999 : 1000)
          return try stream.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[range]))
        }
      }
    }
    let what = difference < 0 ? "shorter" : "longer"
    #expect(found == Failure("data.gz: is \(what) than its header says (1000)", .badData))
  }

  @Test("A file that changes while it is read is refused")
  func changes() throws {
    let path = try folder.write(gzipped(idx([100_000], Self.elements)), to: "data.gz")
    let found = try failure(in: folder) {
      var stream = try IDXStream(path)
      var all = [UInt8](repeating: 0, count: 100_000)
      try all.withUnsafeMutableBytes { buffer in
        _ = try stream.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<1000]))
        let file = try #require(FileHandle(forWritingAtPath: path))
        try file.seekToEnd()
        try file.write(contentsOf: [0, 0])
        try file.close()
        _ = try stream.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[1000...]))
      }
    }
    #expect(found?.status == .badData)
    #expect(found?.text.hasPrefix("data.gz: was changed while it was read (it had ") == true)
  }

  @Test("A header that announces more than the file can hold is refused at once")
  func announcement() throws {
    let lengths = [0xFFFF_FFFF, 0xFFFF_FFFF]
    for bytes in [idx(lengths, []), gzipped(idx(lengths, []))] {
      let path = try folder.write(bytes, to: "data")
      let found = try failure(in: folder) { _ = try IDXStream(path) }
      #expect(
        found
          == Failure(
            "data: is shorter than its header says (4294967295 x 4294967295)", .badData))
    }
  }
}
