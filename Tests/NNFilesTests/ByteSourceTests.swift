import Foundation
import NNFiles
import TestSupport
import Testing

/// The properties of a stream; the stream itself cannot be copied into an expectation.
private struct Facts: Equatable {
  let name: String
  let isCompressed: Bool
  let storedSize: Int
}

private func facts(of source: borrowing ByteSource) -> Facts {
  Facts(name: source.name, isCompressed: source.isCompressed, storedSize: source.storedSize)
}

@Suite("Streams of bytes")
struct ByteSourceTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// All bytes of a file, at most `step` at a time.
  private func bytes(of path: String, step: Int) throws -> [UInt8] {
    var source = try ByteSource(path: path)
    return try source.content(step: step)
  }

  private static let pattern = (0..<200_000).map {
    UInt8(truncatingIfNeeded: ($0 &* 37) ^ ($0 >> 8))
  }

  @Test("Reads of any size make the whole file", arguments: [1, 2, 3, 1000, 1 << 20])
  func pieces(step: Int) throws {
    let content = Array(Self.pattern.prefix(step < 10 ? 500 : 200_000))
    try folder.write(content, to: "raw")
    try folder.write(gzipped(content), to: "packed")
    #expect(try bytes(of: folder.file("raw"), step: step) == content)
    #expect(try bytes(of: folder.file("packed"), step: step) == content)
  }

  @Test(
    "The content decides what is a gzip file, not the name",
    arguments: [[], [0x1F], [0x8B, 0x1F], [0x1F, 0x8C], [0x1E, 0x8B, 8]] as [[UInt8]])
  func plain(content: [UInt8]) throws {
    let path = try folder.write(content, to: "plain.gz")
    #expect(try bytes(of: path, step: 10) == content)
    #expect(
      try facts(of: ByteSource(path: path))
        == Facts(name: path, isCompressed: false, storedSize: content.count))
  }

  @Test("A gzip file knows its stored size")
  func storedSize() throws {
    let packed = gzipped(Self.pattern)
    let path = try folder.write(packed, to: "data.raw")
    #expect(
      try facts(of: ByteSource(path: path))
        == Facts(name: path, isCompressed: true, storedSize: packed.count))
  }

  @Test("An empty gzip file has no bytes")
  func emptyGzip() throws {
    #expect(try bytes(of: folder.write(gzipped([]), to: "empty.gz"), step: 10) == [])
  }

  @Test(
    "Nothing is read into an empty buffer",
    arguments: [[1, 2, 3], gzipped([1, 2, 3])] as [[UInt8]])
  func noRoom(content: [UInt8]) throws {
    var source = try ByteSource(path: folder.write(content, to: "three"))
    #expect(try source.read(into: UnsafeMutableRawBufferPointer(start: nil, count: 0)) == 0)
    #expect(try source.content(step: 3) == [1, 2, 3])
  }

  @Test(
    "Filling stops at the end",
    arguments: [[1, 2, 3, 4, 5], gzipped([1, 2, 3, 4, 5])] as [[UInt8]])
  func fill(content: [UInt8]) throws {
    var source = try ByteSource(path: folder.write(content, to: "five"))
    var buffer = [UInt8](repeating: 0, count: 3)
    #expect(try buffer.withUnsafeMutableBytes { try source.fill($0) } == 3)
    #expect(buffer == [1, 2, 3])
    #expect(try buffer.withUnsafeMutableBytes { try source.fill($0) } == 2)
    #expect(buffer == [4, 5, 3])
    #expect(try buffer.withUnsafeMutableBytes { try source.fill($0) } == 0)
  }

  @Test("A descriptor stays open")
  func descriptor() throws {
    let file = try #require(FileHandle(forReadingAtPath: folder.write([1, 2, 3], to: "plain")))
    do {
      var source = try ByteSource(descriptor: file.fileDescriptor, name: "standard input")
      #expect(
        facts(of: source) == Facts(name: "standard input", isCompressed: false, storedSize: 0))
      #expect(try source.content(step: 7) == [1, 2, 3])
    }
    try file.seek(toOffset: 0)
    #expect(try file.readToEnd().map(Array.init) == [1, 2, 3])
  }

  /// All bytes that come through a pipe, read in steps.
  private func piped(_ bytes: [UInt8], step: Int) throws -> [UInt8] {
    let pipe = Pipe()
    try pipe.fileHandleForWriting.write(contentsOf: bytes)
    try pipe.fileHandleForWriting.close()
    var source = try ByteSource(
      descriptor: pipe.fileHandleForReading.fileDescriptor, name: "standard input")
    return try source.content(step: step)
  }

  @Test(
    "A pipe is read to its end, decompressed if need be",
    arguments: [[], [0x1F], [0x1F, 0x8C, 3], [1, 2, 3]] as [[UInt8]], [1, 2, 100])
  func pipes(content: [UInt8], step: Int) throws {
    #expect(try piped(content, step: step) == content)
    #expect(try piped(gzipped(content), step: step) == content)
  }

  @Test("Members of a gzip file are one after another; zeros at the end are ignored")
  func members() throws {
    let parts = [Array("a,b\n".utf8), [], Self.pattern, Array("1,2\n".utf8)]
    for (bytes, content) in [
      (parts.flatMap { gzipped($0) }, parts.flatMap { $0 }),
      (gzipped([1]) + gzipped([2, 3]) + [UInt8](repeating: 0, count: 100_000), [1, 2, 3]),
      (gzipped([]) + gzipped([]) + [0], []),
    ] as [([UInt8], [UInt8])] {
      let path = try folder.write(bytes, to: "members.gz")
      for step in [3, 1 << 20] {
        #expect(try self.bytes(of: path, step: step) == content)
      }
    }
    #expect(try piped(gzipped([1]) + gzipped([2]), step: 5) == [1, 2])
  }

  @Test("Damaged bytes of a pipe are refused")
  func damagedPipe() throws {
    let whole = gzipped(Array("some text, some text".utf8))
    func damaged(_ reason: String) -> Failure {
      Failure(
        "standard input: is a damaged gzip file (\(reason)); get it again", .badData)
    }
    #expect(
      try failure { try piped(whole.dropLast(9), step: 9) } == damaged("it ends too soon"))
    for (bytes, reason) in [
      (whole + [1], "other bytes follow the compressed ones"),
      (whole.dropLast() + [1], "incorrect length check"),
    ] {
      #expect(try failure { try piped(bytes, step: 9) } == damaged(reason), "\(bytes)")
    }
  }

  @Test("A path that cannot be opened is named")
  func cannotOpen() throws {
    let missing = folder.file("missing")
    #expect(
      try failure { try ByteSource(path: missing) }
        == Failure("\(missing): does not exist", .noInput))
    #expect(
      try failure { try ByteSource(path: folder.path) }
        == Failure("\(folder.path): is a folder, not a file", .noInput))
  }

  @Test("A descriptor that cannot be read is named")
  func cannotRead() throws {
    let path = try folder.write("", to: "file")
    let file = try #require(FileHandle(forWritingAtPath: path))
    #expect(
      try failure {
        var source = try ByteSource(descriptor: file.fileDescriptor, name: "standard input")
        _ = try source.content(step: 1)
      } == Failure("standard input: cannot be read: Bad file descriptor", .noInput))
  }
}
