import Foundation
import NNFiles
import TestSupport
import Testing

@Suite("Whole files")
struct FileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test("A file is read up to the limit", arguments: [0, 1, 65_536, 65_537, 200_000])
  func limit(count: Int) throws {
    let content = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let path = try folder.write(content, to: "file")
    #expect(try File.read(path, limit: count) == content)
    #expect(try File.read(path, limit: .max) == content)
    if count > 0 {
      #expect(
        try failure { try File.read(path, limit: count - 1) }
          == Failure("\(path): has more than \(count - 1) bytes", .badData))
    }
  }

  @Test("A device without a size is read")
  func devices() throws {
    #expect(try File.read("/dev/null", limit: 10) == [])
    #if os(Linux)
      #expect(
        try failure { try File.read("/dev/zero", limit: 100_000) }
          == Failure("/dev/zero: has more than 100000 bytes", .badData))
    #endif
  }

  @Test("A path that cannot be read is named")
  func cannotRead() throws {
    let missing = folder.file("missing")
    #expect(
      try failure { try File.read(missing, limit: 1) }
        == Failure("\(missing): does not exist", .noInput))
    #expect(
      try failure { try File.read(folder.path, limit: 1) }
        == Failure("\(folder.path): is a folder, not a file", .noInput))
    // Nothing can be in a file.
    let inside = try folder.write("", to: "file") + "/inside"
    #expect(
      try failure { try File.read(inside, limit: 1) }
        == Failure("\(inside): does not exist", .noInput))
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("loop"), withDestinationPath: "loop")
    #expect(
      try failure { try File.read(folder.file("loop"), limit: 1) }
        == Failure(
          "\(folder.file("loop")): cannot be read: Too many levels of symbolic links", .noInput))
  }

  @Test("Chunks make the whole file")
  func chunks() throws {
    let content = (0..<2_500_000).map { UInt8(truncatingIfNeeded: $0 >> 3) }
    let path = try folder.write(content, to: "file")
    var all: [UInt8] = []
    var pieces = 0
    try File.forEachChunk(of: path) {
      all += $0
      pieces += 1
    }
    #expect(all == content)
    #expect(pieces > 1)
    try File.forEachChunk(of: folder.write("", to: "empty")) { _ in
      Issue.record("an empty file has no piece")
    }
  }

  @Test("A file that cannot be read twice is refused")
  func notRegular() throws {
    #expect(
      try failure { try File.forEachChunk(of: "/dev/null") { _ in } }
        == Failure(
          "/dev/null: cannot be read: it is a device, not a file", .noInput))
  }

  @Test("Errors of the reader of chunks are passed on")
  func chunkErrors() throws {
    let path = try folder.write("x", to: "file")
    #expect(throws: CancellationError.self) {
      try File.forEachChunk(of: path) { _ in throw CancellationError() }
    }
  }

  @Test("All bytes are written to a descriptor")
  func writeAll() throws {
    let path = try folder.write("", to: "file")
    let file = try #require(FileHandle(forWritingAtPath: path))
    let content = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0) }
    try content.withUnsafeBytes {
      try File.writeAll($0, to: file.fileDescriptor, named: "standard output")
    }
    #expect(try folder.bytes("file") == content)
  }

  @Test("A descriptor that cannot be written is named")
  func cannotWrite() throws {
    let file = try #require(FileHandle(forReadingAtPath: folder.write("", to: "file")))
    #expect(
      try failure {
        try [UInt8(1)].withUnsafeBytes {
          try File.writeAll($0, to: file.fileDescriptor, named: "standard output")
        }
      } == Failure("standard output: cannot be written: Bad file descriptor", .ioError))
  }
}
