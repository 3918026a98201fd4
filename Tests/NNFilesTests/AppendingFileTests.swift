import NNFiles
import TestSupport
import Testing

@Suite("Files that grow")
struct AppendingFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func textsAndBytesFollowEachOther() throws {
    var file = try AppendingFile(creating: folder.file("file"))
    try file.append("größe\n")
    try file.append([0, 255])
    try file.append("")
    try file.append("end")
    try file.sync()
    #expect(try folder.bytes("file") == Array("größe\n".utf8) + [0, 255] + Array("end".utf8))
  }

  @Test func whatIsFlushedCanBeRead() throws {
    var file = try AppendingFile(creating: folder.file("file"))
    try file.append("one,")
    #expect(try folder.text("file") == "")
    try file.flush()
    #expect(try folder.text("file") == "one,")
    try file.append("two")
    try file.flush()
    #expect(try folder.text("file") == "one,two")
  }

  @Test func theStartCanBeReplaced() throws {
    var file = try AppendingFile(creating: folder.file("file"))
    try file.append("0000 rows,")
    try file.replaceStart(with: Array("0012".utf8))
    try file.append("more")
    try file.sync()
    #expect(try folder.text("file") == "0012 rows,more")
  }

  @Test func longContentKeepsItsOrder() throws {
    var file = try AppendingFile(creating: folder.file("file"))
    var expected = ""
    for number in 0..<30_000 {
      let line = "\(number),\(number % 7)\n"
      expected += line
      try file.append(line)
    }
    try file.sync()
    #expect(try folder.text("file") == expected)
  }

  @Test func manyBytesComeBehindWhatWasBeforeThem() throws {
    let many = (0..<200_000).map { UInt8(truncatingIfNeeded: $0) }
    var file = try AppendingFile(creating: folder.file("file"))
    for bytes in [[1, 2], many, [3], []] { try file.append(bytes) }
    try file.sync()
    #expect(try folder.bytes("file") == [1, 2] + many + [3])
  }

  @Test func anOldFileIsEmptied() throws {
    let path = try folder.write("before", to: "file")
    var file = try AppendingFile(creating: path)
    #expect(try folder.text("file") == "")
    try file.append("x")
    try file.sync()
    #expect(try folder.text("file") == "x")
  }

  @Test func whatCannotBeMade() throws {
    #expect(
      try failure { try AppendingFile(creating: folder.path) }
        == Failure("\(folder.path): cannot be created: Is a directory", .cannotCreate))
    #expect(
      try failure { try AppendingFile(creating: folder.file("no/file"), name: "cost.csv") }
        == Failure("cost.csv: cannot be created: No such file or directory", .cannotCreate))
  }

  #if os(Linux)
    @Test func aFullDiskIsReported() throws {
      let full = Failure("cost.csv: cannot be written: No space left on device", .ioError)
      #expect(
        try failure {
          var file = try AppendingFile(creating: "/dev/full", name: "cost.csv")
          try file.append("x")
          try file.sync()
        } == full)
      // Long content is written before the file is closed.
      #expect(
        try failure {
          var file = try AppendingFile(creating: "/dev/full", name: "cost.csv")
          try file.append([UInt8](repeating: 0, count: 1 << 16))
        } == full)
    }

    @Test func whatCannotBeSyncedIsClosedAllTheSame() throws {
      var file = try AppendingFile(creating: "/dev/null")
      try file.append("x")
      try file.sync()
    }
  #endif
}
