import Foundation
import NNFiles
import TestSupport
import Testing

/// Rows of a stream that somebody writes meanwhile.
@Suite("CSV: rows as they arrive", .serialized)
struct CSVArrivalTests {
  /// The ends of a pipe or socket.
  private struct Stream {
    let reading: FileHandle
    let writing: FileHandle

    static func pipe() -> Stream {
      let pipe = Pipe()
      return Stream(reading: pipe.fileHandleForReading, writing: pipe.fileHandleForWriting)
    }

    static func socket() throws -> Stream {
      var ends: [Int32] = [0, 0]
      try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
      return Stream(
        reading: FileHandle(fileDescriptor: ends[0], closeOnDealloc: true),
        writing: FileHandle(fileDescriptor: ends[1], closeOnDealloc: true))
    }

    func write(_ text: String) throws { try writing.write(contentsOf: Data(text.utf8)) }

    func reader() throws -> CSVReader {
      CSVReader(try ByteSource(descriptor: reading.fileDescriptor, name: "stream"))
    }
  }

  private func texts(_ reader: borrowing CSVReader) -> [String] { reader.texts }

  @Test("A row is there when its line is complete, not before", arguments: [false, true])
  func rows(isSocket: Bool) throws {
    let stream = isSocket ? try Stream.socket() : Stream.pipe()
    try stream.write("a,b\n1,")
    var reader = try stream.reader()
    #expect(try reader.nextRow())
    #expect(texts(reader) == ["a", "b"])
    for piece in ["2", "\r", "\n3,\"x", "\ny\"\"", "\"", "\n\n", "\n"] {
      let isComplete = piece.hasSuffix("\n3,\"x") || piece == "\n\n"
      #expect(try reader.nextRowIfArrived() == nil, "before '\(piece)'")
      try stream.write(piece)
      if isComplete { #expect(try reader.nextRowIfArrived() == true, "after '\(piece)'") }
      if piece == "\n3,\"x" { #expect(texts(reader) == ["1", "2"]) }
      if piece == "\n\n" {
        #expect(texts(reader) == ["3", "x\ny\""])
        #expect(reader.line == 3)
      }
    }
    // Empty lines may be the end, or a mistake before another row.
    #expect(try reader.nextRowIfArrived() == nil)
    try stream.write("4,5\n6,7")
    #expect(throws: CSVError(name: "stream", line: 5, problem: .blankLine)) {
      _ = try reader.nextRowIfArrived()
    }
    #expect(try reader.nextRowIfArrived() == true)
    #expect(texts(reader) == ["4", "5"])
    #expect(reader.line == 7)
    #expect(try reader.nextRowIfArrived() == nil)
    try stream.writing.close()
    #expect(try reader.nextRowIfArrived() == true)
    #expect(texts(reader) == ["6", "7"])
    #expect(try reader.nextRowIfArrived() == false)
  }

  @Test("Mistakes are found before their line is complete")
  func mistakes() throws {
    let stream = Stream.pipe()
    try stream.write("1,2\n3,x\"")
    var reader = try stream.reader()
    #expect(try reader.nextRow())
    #expect(throws: CSVError(name: "stream", line: 2, problem: .quoteInside)) {
      _ = try reader.nextRowIfArrived()
    }
  }

  @Test("A file never has to be waited for")
  func file() throws {
    let folder = try TemporaryFolder()
    var reader = CSVReader(try ByteSource(path: folder.write("1,2\n3,4", to: "rows.csv")))
    #expect(try reader.nextRowIfArrived() == true)
    #expect(try reader.nextRowIfArrived() == true)
    #expect(try reader.nextRowIfArrived() == false)
  }

  /// As some programs make the pipes that they share with others.
  @Test("A stream that does not block is waited for all the same")
  func nonBlocking() throws {
    let stream = Stream.pipe()
    let descriptor = stream.reading.fileDescriptor
    try #require(fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK) == 0)
    let writer = Thread {
      usleep(20_000)
      try? stream.write("1,")
      usleep(20_000)
      try? stream.write("2\n")
    }
    writer.start()
    var reader = try stream.reader()
    #expect(try reader.nextRow())
    #expect(texts(reader) == ["1", "2"])
  }
}
