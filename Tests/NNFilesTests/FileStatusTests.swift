import Foundation
import TestSupport
import Testing

@testable import NNFiles

@Suite("Files that change while they are read")
struct FileStatusTests {
  private let folder: TemporaryFolder
  private let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = try folder.write("0123456789", to: "file")
  }

  /// What a change looks like.
  private func change(_ work: () throws -> Void) throws -> FileStatus.Change? {
    let before = try #require(FileStatus(path: path))
    before.waitForNextTick()
    let file = try OpenFile(readingRegular: path)
    try work()
    let now = try #require(FileStatus(descriptor: file.descriptor))
    return now.change(since: before, path: path)
  }

  private func write(_ text: String, at offset: UInt64 = 0) throws {
    let file = try #require(FileHandle(forWritingAtPath: path))
    try file.seek(toOffset: offset)
    try file.write(contentsOf: Data(text.utf8))
  }

  @Test("Reading is not a change")
  func unchanged() throws {
    #expect(try change {} == nil)
    #expect(try change { _ = try File.read(path, limit: 10) } == nil)
  }

  @Test("Other bytes are a change")
  func bytes() throws {
    #expect(try change { try write("x") } == .written("it was written to"))
    #expect(try change { try write("x", at: 10) } == .written("it had 10 bytes and has 11"))
    #expect(try change { truncate(path, 3) } == .written("it had 11 bytes and has 3"))
  }

  /// Ten times in a row, so that some are in the same tick of the clock.
  @Test("Changes within one tick of the clock are seen")
  func sameTick() throws {
    for number in 0..<10 {
      #expect(try change { try write("\(number)") } != nil, "change \(number)")
    }
  }

  @Test("Changes that leave no trace in the modification time are seen")
  func hidden() throws {
    #expect(try change { chmod(path, 0o600) } == .hidden)
    #expect(
      try change {
        var before = stat()
        stat(path, &before)
        try write("y")
        var times = [before.st_atim, before.st_mtim]
        utimensat(AT_FDCWD, path, &times, 0)
      } == .hidden)
  }

  @Test("Names do not matter")
  func names() throws {
    #expect(try change { link(path, folder.file("second")) } == nil)
    #expect(try change { try AtomicFile.write([1], to: path) } == nil)
    #expect(try change { rename(path, folder.file("elsewhere")) } == nil)
  }

  @Test("A stream has to keep one content", arguments: [false, true])
  func stream(isGzip: Bool) throws {
    // Random bytes, so that much more is left in the file than the stream has read ahead.
    var generator = SeededGenerator(seed: 1)
    let bytes = (0..<300_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
    try folder.write(isGzip ? gzipped(bytes) : bytes, to: "file")
    var source = try ByteSource(path: path)
    var piece = [UInt8](repeating: 0, count: 1000)
    func readAll() throws {
      while try piece.withUnsafeMutableBytes({ try source.read(into: $0) }) > 0 {}
    }
    _ = try piece.withUnsafeMutableBytes { try source.read(into: $0) }
    try write(isGzip ? "\u{1F}" : "x")
    #expect(
      try failure { try readAll() }
        == Failure(
          "\(path): was changed while it was read (it was written to); repeat the command "
            + "when it no longer changes", .badData))
  }

  @Test("A hash is of one content")
  func hash() throws {
    var isFirst = true
    let found = try failure {
      try File.forEachChunk(of: path) { _ in
        if isFirst { try write("x") }
        isFirst = false
      }
    }
    #expect(found?.status == .badData)
  }

  @Test("A mapping has to keep one content")
  func mapping() throws {
    let storage = try ByteStorage(mapping: path)
    try storage.checkUnchanged()
    let mapped = try #require(storage.mappedFile)
    #expect(mapped.path == path && mapped.status == FileStatus(path: path))
    try write("x")
    #expect(
      try failure { try storage.checkUnchanged() }
        == Failure(
          "\(path): was changed while it was read (it was written to); repeat the command "
            + "when it no longer changes", .badData))
    #expect(ByteStorage(copying: [1]).mappedFile == nil)
    try ByteStorage(copying: [1]).checkUnchanged()
  }

  @Test("A pipe is refused and not waited for")
  func pipe() throws {
    let pipe = folder.file("pipe")
    mkfifo(pipe, 0o600)
    let refused = Failure(
      "\(pipe): cannot be read: it is a pipe, not a file; write the data to a file first", .noInput)
    #expect(try failure { try SHA256.hexDigest(ofFile: pipe) } == refused)
    #expect(try failure { try ByteStorage(mapping: pipe) } == refused)
    #expect(try failure { try NPZFile.keys(pipe) } == refused)
  }

  @Test("A watched file is recognised under any name")
  func watched() throws {
    let file = try WatchedFile(hashing: path)
    #expect(file.digest == SHA256.hexDigest(of: Array("0123456789".utf8)))
    #expect(!file.isReplaced)
    #expect(try file.currentStatus == file.status)
    #expect(try file.hasSameBytes(file.status))
    try AtomicFile.write(Array("x".utf8), to: path)
    #expect(file.isReplaced)
    #expect(try file.hasSameBytes(file.currentStatus))
    unlink(path)
    #expect(file.isReplaced)
  }

  @Test("Other bytes in a watched file are found")
  func watchedBytes() throws {
    let file = try WatchedFile(hashing: path)
    try write("x")
    #expect(try !file.hasSameBytes(file.currentStatus))
    try write("0")
    #expect(try file.hasSameBytes(file.currentStatus))
    #expect(try !file.hasSameBytes(file.status))
  }
}
