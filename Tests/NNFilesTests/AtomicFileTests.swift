import Foundation
import NNFiles
import TestSupport
import Testing

@Suite("Files that are there as a whole or not at all")
struct AtomicFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func makesAFile() throws {
    try AtomicFile.write([], to: folder.file("empty"))
    // More than goes through the buffer at once.
    let long = (0..<300_000).map { UInt8(truncatingIfNeeded: $0) }
    try AtomicFile.write(long, to: folder.file("long"))
    #expect(try folder.bytes("empty") == [])
    #expect(try folder.bytes("long") == long)
    #expect(try folder.names() == ["empty", "long"])
  }

  @Test func replacesAFile() throws {
    try folder.write("something longer than before", to: "file")
    try AtomicFile.write([1, 2], to: folder.file("file"))
    #expect(try folder.bytes("file") == [1, 2])
    #expect(try folder.names() == ["file"])
  }

  @Test func aLinkIsReplacedAndWhatItLeadsToStays() throws {
    try folder.write("kept", to: "file")
    for target in ["file", "nothing", "."] {
      try FileSystem.replaceSymbolicLink(at: folder.file("link"), to: target)
      try AtomicFile.write(Array("new".utf8), to: folder.file("link"))
      #expect(!FileSystem.isLink(folder.file("link")))
      #expect(try folder.text("link") == "new")
      unlink(folder.file("link"))
    }
    #expect(try folder.text("file") == "kept")
    #expect(try folder.names() == ["file"])
  }

  @Test func aPathThatAUserNamesIsFollowed() throws {
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
          "\(folder.file("pipe")): cannot be created: it is no file, but a device or a pipe",
          .cannotCreate))
  }

  /// A file of other names, such as a copy that `cp -l` made, is not written into.
  @Test func otherNamesOfAFileKeepItsBytes() throws {
    try folder.write("kept", to: "file")
    try FileManager.default.linkItem(
      atPath: folder.file("file"), toPath: folder.file("second name"))
    try AtomicFile.write(Array("new".utf8), to: folder.file("file"))
    #expect(try folder.text("second name") == "kept")
  }

  @Test func whoHasTheOldFileOpenGoesOnReadingIt() throws {
    let path = try folder.write("old", to: "file")
    let old = try #require(FileHandle(forReadingAtPath: path))
    try AtomicFile.write(Array("new".utf8), to: path)
    #expect(try old.readToEnd() == Data("old".utf8))
    #expect(try folder.text("file") == "new")
  }

  @Test func aFolderWhereTheFileBelongsStaysAndNothingIsLeftBehind() throws {
    try folder.write("kept", to: "name/inside")
    let path = folder.file("name")
    #expect(
      try failure { try AtomicFile.write([1], to: path) }
        == Failure("\(path): cannot be created: Is a directory", .cannotCreate))
    #expect(try folder.names() == ["name"])
    #expect(try folder.text("name/inside") == "kept")
  }

  @Test func aMissingFolderIsNotMade() throws {
    let path = folder.file("missing/file")
    #expect(
      try failure { try AtomicFile.write([1], to: path) }
        == Failure("\(path): cannot be created: No such file or directory", .cannotCreate))
    #expect(try folder.names() == [])
  }

  @Test func aFileWhereAFolderBelongs() throws {
    try folder.write("kept", to: "file")
    let path = folder.file("file/inside")
    #expect(
      try failure { try AtomicFile.write([1], to: path) }
        == Failure("\(path): cannot be created: Not a directory", .cannotCreate))
    #expect(try folder.text("file") == "kept")
  }
}
