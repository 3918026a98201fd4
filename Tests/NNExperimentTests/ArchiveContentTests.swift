import NNFiles
import TestSupport
import Testing

@testable import NNExperiment

@Suite("The content of an archive")
struct ArchiveContentTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test("A manifest at the end lists what comes before it")
  func manifest() throws {
    let content = ArchiveContent()
    let file = try folder.write("one", to: "one")
    try content.add("a/one", file: file)
    content.add("two", text: "two")
    let entries = content.entries(listedIn: "sums")
    #expect(entries.map(\.name) == ["a/one", "two", "sums"])
    let list =
      "\(SHA256.hexDigest(of: Array("one".utf8)))  a/one\n"
      + "\(SHA256.hexDigest(of: Array("two".utf8)))  two\n"
    #expect(entries[2].checksums == FileChecksums(of: Array(list.utf8)))
    #expect(ArchiveContent.list(of: entries.dropLast()) == list)
  }

  @Test("A file that was verified and changed before it was packed is refused")
  func changed() throws {
    let content = ArchiveContent()
    let file = try folder.write("one", to: "one")
    #expect(try content.digest(ofFile: file) == SHA256.hexDigest(of: Array("one".utf8)))
    try folder.write("two", to: "one")
    try content.add("one", file: file)
    #expect(
      try failure { try StoredZip.write(content.entries(listedIn: "sums"), to: folder.file("zip")) }
        == Failure(
          "\(file): was changed while it was read (its bytes are not the expected ones); "
            + "repeat the command when it no longer changes", .badData))
    #expect(try folder.names() == ["one"])
  }
}
