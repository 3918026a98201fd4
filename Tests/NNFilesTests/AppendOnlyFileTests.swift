import Foundation
import TestSupport
import Testing

@testable import NNFiles

@Suite("Append-only files")
struct AppendOnlyFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test("Texts and bytes are appended one after another")
  func appended() throws {
    var file = try AppendOnlyFile(creating: folder.file("file"))
    try file.append("größe\n")
    try file.append([0, 255])
    try file.append("")
    try file.append("end")
    try file.sync()
    #expect(try folder.bytes("file") == Array("größe\n".utf8) + [0, 255] + Array("end".utf8))
  }

  @Test("What is flushed can be read")
  func flushed() throws {
    var file = try AppendOnlyFile(creating: folder.file("file"))
    try file.append("one,")
    #expect(try folder.text("file") == "")
    try file.flush()
    #expect(try folder.text("file") == "one,")
    try file.append("two")
    try file.flush()
    #expect(try folder.text("file") == "one,two")
  }

  @Test("The start can be replaced")
  func start() throws {
    var file = try AppendOnlyFile(creating: folder.file("file"))
    try file.append("0000 rows,")
    try file.replaceStart(with: Array("0012".utf8))
    try file.append("more")
    try file.sync()
    #expect(try folder.text("file") == "0012 rows,more")
  }

  @Test("Long content keeps its order")
  func order() throws {
    var file = try AppendOnlyFile(creating: folder.file("file"))
    var expected = ""
    for number in 0..<30_000 {
      let line = "\(number),\(number % 7)\n"
      expected += line
      try file.append(line)
    }
    try file.sync()
    #expect(try folder.text("file") == expected)
  }

  @Test("More bytes than the buffer holds follow what was appended before")
  func manyBytes() throws {
    let many = (0..<200_000).map { UInt8(truncatingIfNeeded: $0) }
    var file = try AppendOnlyFile(creating: folder.file("file"))
    for bytes in [[1, 2], many, [3], []] { try file.append(bytes) }
    try file.sync()
    #expect(try folder.bytes("file") == [1, 2] + many + [3])
  }

  /// Links too, wherever they lead.
  @Test("What exists is not replaced, nor is anything that a link leads to")
  func existing() throws {
    let path = try folder.write("before", to: "file")
    try FileSystem.replaceSymbolicLink(at: folder.file("link"), to: "file")
    try FileSystem.replaceSymbolicLink(at: folder.file("dangling"), to: "nothing")
    mkfifo(folder.file("pipe"), 0o600)
    for name in ["file", "link", "dangling", "pipe"] {
      #expect(
        try failure { try AppendOnlyFile(creating: folder.file(name)) }
          == Failure("\(folder.file(name)): cannot be created: File exists", .cannotCreate),
        "\(name)")
    }
    #expect(try folder.text("file") == "before")
    #expect(!FileSystem.exists(folder.file("nothing")))
    #expect(path == folder.file("file"))
  }

  @Test("A file continues after the bytes that are kept")
  func continued() throws {
    let path = try folder.write("kept and cut", to: "file")
    var file = try AppendOnlyFile(continuing: path, length: 5)
    try file.append("more")
    try file.sync()
    #expect(try folder.text("file") == "kept more")
  }

  @Test("A file that may belong to somebody else is not continued")
  func foreign() throws {
    let path = try folder.write("before", to: "file")
    link(path, folder.file("second name"))
    try FileSystem.replaceSymbolicLink(at: folder.file("link"), to: "file")
    mkfifo(folder.file("pipe"), 0o600)
    for (name, reason) in [
      ("file", "written: it is not a regular file, or has other hard links"),
      ("second name", "written: it is not a regular file, or has other hard links"),
      ("link", "created: Too many levels of symbolic links"),
      ("pipe", "created: No such device or address"),
    ] {
      let found = try failure { try AppendOnlyFile(continuing: folder.file(name), length: 1) }
      #expect(found?.text == "\(folder.file(name)): cannot be \(reason)")
    }
    #expect(try folder.text("file") == "before")
  }

  @Test("A file that cannot be created is named")
  func cannotCreate() throws {
    #expect(
      try failure { try AppendOnlyFile(creating: folder.path) }
        == Failure("\(folder.path): cannot be created: File exists", .cannotCreate))
    #expect(
      try failure { try AppendOnlyFile(creating: folder.file("no/file"), name: "cost.csv") }
        == Failure("cost.csv: cannot be created: No such file or directory", .cannotCreate))
  }

  #if os(Linux)
    @Test("A full disk is reported")
    func diskFull() throws {
      let full = Failure("cost.csv: cannot be written: No space left on device", .ioError)
      #expect(
        try failure {
          var file = AppendOnlyFile(descriptor: open("/dev/full", O_WRONLY), name: "cost.csv")
          try file.append("x")
          try file.sync()
        } == full)
      // Long content is written before the file is closed.
      #expect(
        try failure {
          var file = AppendOnlyFile(descriptor: open("/dev/full", O_WRONLY), name: "cost.csv")
          try file.append([UInt8](repeating: 0, count: 1 << 16))
        } == full)
    }

    @Test("A file that cannot be synced is closed all the same")
    func unsynced() throws {
      var file = AppendOnlyFile(descriptor: open("/dev/null", O_WRONLY), name: "null")
      try file.append("x")
      try file.sync()
    }
  #endif
}
