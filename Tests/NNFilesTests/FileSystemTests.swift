import Foundation
import NNFiles
import TestSupport
import Testing

@Suite("Folders, links and paths")
struct FileSystemTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test("Files and folders exist")
  func exists() throws {
    #expect(FileSystem.exists(folder.path))
    #expect(FileSystem.exists(try folder.write("", to: "file")))
    #expect(!FileSystem.exists(folder.file("missing")))
  }

  @Test("What is not there is distinguished from what cannot be told")
  func isThere() throws {
    #expect(try FileSystem.isThere(try folder.write("", to: "file")))
    #expect(try !FileSystem.isThere(folder.file("missing")))
    #expect(try !FileSystem.isThere(folder.file("file/missing")))
    try FileSystem.replaceSymbolicLink(at: folder.file("loop"), to: "loop")
    #expect(
      try failure { try FileSystem.isThere(folder.file("loop/file")) }
        == Failure(
          "\(folder.file("loop/file")): cannot be read: Too many levels of symbolic links", .noInput
        ))
  }

  @Test(
    "The nearest file is found by few edits in a name, not by an ending in common",
    arguments: [
      ("train-images.idx3-ubyte.gz", "train-images-idx3-ubyte.gz"),
      ("train-images-idx3-ubyte", "train-images-idx3-ubyte.gz"), ("irs.yml", "iris.yaml"),
      ("iris", "iris.yaml"), ("b.yaml", nil), ("long.yaml", nil),
    ])
  func nearest(name: String, found: String?) throws {
    for file in ["train-images-idx3-ubyte.gz", "iris.yaml", "a.yaml", "soft.yaml"] {
      try folder.write("", to: file)
    }
    #expect(FileSystem.nearest(to: folder.file(name)) == found.map(folder.file))
  }

  @Test("Folders are distinguished from files")
  func isDirectory() throws {
    #expect(FileSystem.isDirectory(folder.path))
    #expect(!FileSystem.isDirectory(try folder.write("", to: "file")))
    #expect(!FileSystem.isDirectory(folder.file("missing")))
  }

  @Test("Missing folders are made")
  func createDirectories() throws {
    for path in ["a/b/c", "a/b/c", "a//d/", "a/./e"] {
      try FileSystem.createDirectories(folder.file(path))
    }
    #expect(try folder.names(in: "a") == ["b", "d", "e"])
    #expect(try folder.names(in: "a/b") == ["c"])
  }

  @Test("A link to a folder is a folder")
  func linkedFolder() throws {
    try FileSystem.createDirectories(folder.file("real"))
    try FileSystem.replaceSymbolicLink(at: folder.file("link"), to: "real")
    try FileSystem.createDirectories(folder.file("link/inside"))
    #expect(try folder.names(in: "real") == ["inside"])
  }

  @Test("A file in the way stays")
  func obstructingFile() throws {
    let file = try folder.write("kept", to: "file")
    #expect(
      try failure { try FileSystem.createDirectories(file) }
        == Failure("\(file): cannot be created: a file of this name is in the way", .cannotCreate))
    #expect(
      try failure { try FileSystem.createDirectories("\(file)/a/b") }
        == Failure("\(file)/a: cannot be created: Not a directory", .cannotCreate))
    #expect(try folder.text("file") == "kept")
  }

  @Test("A file is removed if it exists")
  func removed() throws {
    let file = try folder.write("", to: "file")
    try FileSystem.removeIfExists(file)
    try FileSystem.removeIfExists(file)
    #expect(try folder.names() == [])
    #expect(
      try failure { try FileSystem.removeIfExists(folder.path) }
        == Failure("\(folder.path): cannot be written: Is a directory", .ioError))
  }

  @Test("A link is made and replaced")
  func replacedLink() throws {
    let path = folder.file("latest")
    // What it points to need not exist.
    try FileSystem.replaceSymbolicLink(at: path, to: "first")
    #expect(try folder.linkTarget("latest") == "first")
    try FileSystem.replaceSymbolicLink(at: path, to: "second")
    #expect(try folder.linkTarget("latest") == "second")
    #expect(try folder.names() == ["latest"])
  }

  @Test("A link cannot take the place of a file")
  func linkForFile() throws {
    let path = try folder.write("kept", to: "latest")
    #expect(
      try failure { try FileSystem.replaceSymbolicLink(at: path, to: "x") }
        == Failure("\(path): cannot be created: a file of this name is in the way", .cannotCreate))
    #expect(try folder.text("latest") == "kept")
  }

  @Test("Links and files with several names may belong to somebody else")
  func shared() throws {
    let file = try folder.write("", to: "file")
    #expect(!FileSystem.isLink(file) && !FileSystem.isShared(file))
    #expect(
      !FileSystem.isLink(folder.file("missing")) && !FileSystem.isShared(folder.file("missing")))
    try FileSystem.link(folder.file("link"), to: file)
    #expect(FileSystem.isLink(folder.file("link")) && FileSystem.isShared(folder.file("link")))
    #expect(FileSystem.isShared(folder.path) && !FileSystem.isLink(folder.path))
    try FileManager.default.linkItem(atPath: file, toPath: folder.file("second name"))
    #expect(FileSystem.isShared(file) && FileSystem.isShared(folder.file("second name")))
  }

  @Test("A link to a folder is not locked")
  func lock() throws {
    try FileSystem.createDirectories(folder.file("real"))
    try FileSystem.link(folder.file("link"), to: folder.file("real"))
    #expect(try FileSystem.withLock(onFolder: folder.file("real")) { true } == true)
    #expect(throws: FileError.self) {
      try FileSystem.withLock(onFolder: folder.file("link")) { true }
    }
  }

  @Test("A link cannot take the place of a folder")
  func linkForFolder() throws {
    try folder.write("kept", to: "latest/inside")
    let path = folder.file("latest")
    #expect(
      try failure { try FileSystem.replaceSymbolicLink(at: path, to: "x") }
        == Failure("\(path): cannot be created: it is a folder, not a file", .cannotCreate))
    #expect(try folder.names() == ["latest"])
    #expect(try folder.text("latest/inside") == "kept")
    let missing = folder.file("missing/latest")
    #expect(
      try failure { try FileSystem.replaceSymbolicLink(at: missing, to: "x") }
        == Failure("\(missing): cannot be created: No such file or directory", .cannotCreate))
  }

  @Test(
    "Relative paths lead from one folder to another",
    arguments: [
      ("a", "a/b/file", "b/file"), ("a/b", "a/b/file", "file"), ("a/b", "c", "../../c"),
      ("a/b", "a", ".."), ("a", "a", "."), (".", "a/b", "a/b"), ("c", "a/b/file", "../a/b/file"),
      // Names that only begin alike.
      ("a", "ab", "../ab"),
    ])
  func relativePaths(from: String, to: String, expected: String) throws {
    try folder.write("", to: "a/b/file")
    try folder.write("", to: "c/file")
    try folder.write("", to: "ab/file")
    #expect(
      FileSystem.relativePath(from: folder.file(from), to: folder.file(to)) == expected)
  }

  @Test("Relative paths follow links")
  func resolvedLinks() throws {
    try folder.write("", to: "real/deep/file")
    try FileSystem.createDirectories(folder.file("runs"))
    try FileSystem.replaceSymbolicLink(at: folder.file("link"), to: "real/deep")
    #expect(
      FileSystem.relativePath(from: folder.file("runs"), to: folder.file("link/file"))
        == "../real/deep/file")
    // From inside the link, `..` leads out of the folder that it points to.
    #expect(
      FileSystem.relativePath(from: folder.file("link"), to: folder.file("runs")) == "../../runs")
  }

  @Test(
    "Paths in a folder are named without detours",
    arguments: [
      ("configs", "../data/x.csv", "/data/x.csv"), ("configs", "x.csv", "/configs/x.csv"),
      ("configs", "./x/", "/configs/x/"), ("configs", "../data/", "/data/"),
      ("configs/deep", "../../data/x.csv", "/data/x.csv"), ("configs", "..", ""),
      // What is not there may become a link.
      ("configs", "../missing/../x.csv", "/missing/../x.csv"),
      ("missing", "../x.csv", "/missing/../x.csv"),
      // This link leads to configs/deep, the one beside it to a folder beside itself.
      ("link", "../x.csv", "/link/../x.csv"), ("beside", "../data/x.csv", "/data/x.csv"),
    ])
  func detours(start: String, path: String, expected: String) throws {
    try folder.write("", to: "configs/deep/file")
    try folder.write("", to: "data/x.csv")
    try FileSystem.replaceSymbolicLink(at: folder.file("link"), to: "configs/deep")
    try FileSystem.replaceSymbolicLink(at: folder.file("beside"), to: "configs")
    #expect(FileSystem.path(path, in: folder.file(start)) == folder.path + expected)
  }

  @Test(
    "Paths in a relative folder stay relative",
    arguments: [(".", "x.csv", "x.csv"), (".", ".", "."), ("..", "../x.csv", "../../x.csv")])
  func relativeFolder(start: String, path: String, expected: String) {
    #expect(FileSystem.path(path, in: start) == expected)
  }

  @Test("A file is not listed as a folder")
  func fileAsFolder() throws {
    let path = try folder.write("", to: "file")
    #expect(
      try failure { try FileSystem.files(in: path) }
        == Failure("\(path): cannot be read: it is a file, not a folder", .noInput))
  }

  @Test("A path that does not exist stays as it is")
  func missing() throws {
    let missing = folder.file("missing")
    #expect(FileSystem.relativePath(from: folder.path, to: missing) == missing)
    #expect(FileSystem.relativePath(from: missing, to: folder.path) == folder.path)
  }
}
