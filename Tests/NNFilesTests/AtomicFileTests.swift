import Foundation
import NNFiles
import TestSupport
import Testing

@Suite("Atomic files")
struct AtomicFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test("A file is created with its content")
  func created() throws {
    try AtomicFile.write([], to: folder.file("empty"))
    // More than goes through the buffer at once.
    let long = (0..<300_000).map { UInt8(truncatingIfNeeded: $0) }
    try AtomicFile.write(long, to: folder.file("long"))
    #expect(try folder.bytes("empty") == [])
    #expect(try folder.bytes("long") == long)
    #expect(try folder.names() == ["empty", "long"])
  }

  @Test("An existing file is replaced")
  func replaced() throws {
    try folder.write("something longer than before", to: "file")
    try AtomicFile.write([1, 2], to: folder.file("file"))
    #expect(try folder.bytes("file") == [1, 2])
    #expect(try folder.names() == ["file"])
  }

  @Test("A link is replaced, and what it leads to stays")
  func link() throws {
    try folder.write("kept", to: "file")
    for target in ["file", "nothing", "."] {
      try FileSystem.replaceSymbolicLink(at: folder.file("link"), to: target)
      try AtomicFile.write(Array("new".utf8), to: folder.file("link"))
      #expect(!FileSystem.isLink(folder.file("link")), "\(target)")
      #expect(try folder.text("link") == "new", "\(target)")
      unlink(folder.file("link"))
    }
    #expect(try folder.text("file") == "kept")
    #expect(try folder.names() == ["file"])
  }

  @Test("A link that a user names is followed")
  func followed() throws {
    try folder.write("old", to: "elsewhere/file")
    try FileSystem.replaceSymbolicLink(at: folder.file("link"), to: "elsewhere/file")
    var file = try AtomicFile(creating: folder.file("link"), link: .followed)
    try file.append("new")
    try file.finish()
    #expect(try folder.linkTarget("link") == "elsewhere/file")
    #expect(try folder.text("elsewhere/file") == "new")
    #expect(try folder.names(in: "elsewhere") == ["file"])
    mkfifo(folder.file("pipe"), 0o600)
    #expect(
      try failure { try AtomicFile(creating: folder.file("pipe"), link: .followed) }
        == Failure(
          "\(folder.file("pipe")): cannot be created: it is a pipe, not a file",
          .cannotCreate))
  }

  /// A file of other names, such as a copy that `cp -l` made, is not written into.
  @Test("Other names of a file keep its bytes")
  func otherNames() throws {
    try folder.write("kept", to: "file")
    try FileManager.default.linkItem(
      atPath: folder.file("file"), toPath: folder.file("second name"))
    try AtomicFile.write(Array("new".utf8), to: folder.file("file"))
    #expect(try folder.text("second name") == "kept")
  }

  @Test("A reader that has the old file open keeps reading it")
  func openFile() throws {
    let path = try folder.write("old", to: "file")
    let old = try #require(FileHandle(forReadingAtPath: path))
    try AtomicFile.write(Array("new".utf8), to: path)
    #expect(try old.readToEnd() == Data("old".utf8))
    #expect(try folder.text("file") == "new")
  }

  @Test("A folder in the place of the file stays, and nothing is left behind")
  func obstructingFolder() throws {
    try folder.write("kept", to: "name/inside")
    let path = folder.file("name")
    #expect(
      try failure { try AtomicFile.write([1], to: path) }
        == Failure("\(path): cannot be created: it is a folder, not a file", .cannotCreate))
    #expect(try folder.names() == ["name"])
    #expect(try folder.text("name/inside") == "kept")
  }

  @Test("A missing folder is not made")
  func missingFolder() throws {
    let path = folder.file("missing/file")
    #expect(
      try failure { try AtomicFile.write([1], to: path) }
        == Failure("\(path): cannot be created: No such file or directory", .cannotCreate))
    #expect(try folder.names() == [])
  }

  @Test("A file in the place of a folder is an error")
  func obstructingFile() throws {
    try folder.write("kept", to: "file")
    let path = folder.file("file/inside")
    #expect(
      try failure { try AtomicFile.write([1], to: path) }
        == Failure("\(path): cannot be created: Not a directory", .cannotCreate))
    #expect(try folder.text("file") == "kept")
  }
}
