import Foundation
import TestSupport
import Testing

@testable import NNFiles

@Suite("Stored zip files")
struct StoredZipTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// The error of extracting a file, which must not write anything outside the folder.
  private func failure(_ bytes: [UInt8]) throws -> Failure? {
    let path = try folder.write(bytes, to: "a.zip")
    let target = folder.file("inside/target")
    try FileSystem.createDirectories(target)
    defer { FileSystem.removeAll(at: folder.file("inside")) }
    let failure = try TestSupport.failure(in: folder) { try StoredZip.extract(path, into: target) }
    #expect(try folder.names(in: ".").sorted() == ["a.zip", "inside"])
    #expect(try folder.names(in: "inside") == ["target"])
    return failure
  }

  private func zip(_ entries: [(String, [UInt8])]) -> [UInt8] {
    var zip = ZipWriter()
    for (name, content) in entries { zip.add(name, content) }
    return zip.finish()
  }

  @Test("A file is archived only if it has the expected bytes")
  func digest() throws {
    let file = try folder.write("content", to: "file")
    let path = folder.file("a.zip")
    let entry = StoredZip.Entry(
      name: "a", file: file, checksums: FileChecksums(of: Array("content".utf8)))
    _ = try StoredZip.write([entry], to: path)
    let first = try folder.bytes("a.zip")
    for other in ["Content", "conten", "content ", ""] {
      try folder.write(other, to: "file")
      #expect(
        try TestSupport.failure { try StoredZip.write([entry], to: path) }
          == Failure(
            "\(file): was changed while it was read (its bytes are not the expected ones); "
              + "repeat the command when it no longer changes", .badData), "\(other)")
      #expect(try folder.bytes("a.zip") == first, "\(other)")
    }
  }

  @Test("Bytes in memory can be an entry too")
  func bytesInMemory() throws {
    let content = Array("content".utf8)
    let file = try folder.write(content, to: "file")
    let entry = StoredZip.Entry(name: "a", bytes: content)
    #expect(entry.checksums == (try FileChecksums(ofFile: file)))
    #expect(entry.checksums.sha256 == SHA256.hexDigest(of: content))
    _ = try StoredZip.write([entry], to: folder.file("a.zip"))
    #expect(try folder.bytes("a.zip") == zip([("a", content)]))
  }

  @Test("What is written is extracted")
  func roundTrip() throws {
    let files = ["one": "1", "empty": "", "deep": String(repeating: "text ", count: 500_000)]
    for (name, text) in files { try folder.write(text, to: name) }
    let entries = try [("one", "a/one"), ("empty", "empty"), ("deep", "a/b/c/deep \u{E4}")].map {
      let file = folder.file($0)
      return StoredZip.Entry(name: $1, file: file, checksums: try FileChecksums(ofFile: file))
    }
    let path = folder.file("a.zip")
    let size = try StoredZip.write(entries, to: path)
    #expect(try folder.bytes("a.zip").count == size)
    let unpacked = try StoredZip.extract(path, into: folder.file("out"))
    #expect(unpacked.map(\.checksums) == entries.map(\.checksums))
    let names = unpacked.map(\.name)
    #expect(names == ["a/one", "empty", "a/b/c/deep \u{E4}"])
    for (name, found) in Swift.zip(["one", "empty", "deep"], names) {
      #expect(try folder.bytes("out/\(found)") == folder.bytes(name), "\(name)")
    }
    #expect(
      try folder.bytes("a.zip")
        == zip(try Swift.zip(names, ["one", "empty", "deep"]).map { ($0, try folder.bytes($1)) }))
  }

  @Test(
    "Names that lead out of the folder, or nowhere, are refused",
    arguments: [
      "../a", "a/../../b", "/etc/passwd", "a//b", "./a", "a/.", "..", "a\\b", "a\u{1}b", "a/",
      String(repeating: "x", count: 256),
    ])
  func badNames(name: String) throws {
    let failure = try #require(try failure(zip([("first", [1]), (name, [2])])))
    #expect(failure.status == .badData)
    #expect(failure.text.hasPrefix("a.zip: "), "\(failure.text)")
  }

  @Test("A name that occurs twice is refused")
  func duplicate() throws {
    #expect(
      try failure(zip([("a", [1]), ("b", [2]), ("a", [3])]))
        == Failure("a.zip: the entry 'a' occurs twice", .badData))
  }

  @Test("A file in the place of a folder is refused")
  func fileForFolder() throws {
    #expect(try failure(zip([("a", [1]), ("a/b", [2])])) != nil)
  }

  @Test("Any flipped bit is found")
  func flippedBits() throws {
    let bytes = zip([("a", Array("some content".utf8)), ("b/c", [0, 1, 2, 3])])
    #expect(try failure(bytes) == nil)
    for position in bytes.indices {
      var changed = bytes
      changed[position] ^= 1 << (position % 8)
      #expect(try failure(changed)?.status == .badData, "byte \(position)")
    }
    for length in stride(from: 0, to: bytes.count, by: 7) {
      #expect(try failure(Array(bytes.prefix(length))) != nil, "\(length) bytes")
    }
    #expect(try failure(bytes + [0])?.status == .badData)
    #expect(try failure([0] + bytes)?.status == .badData)
  }

  /// Links and compressed entries as Python's zipfile writes them.
  @Test(
    "Links and compressed entries are refused",
    arguments: [
      """
      info = zipfile.ZipInfo('link'); info.create_system = 3; info.external_attr = 0o120777 << 16
      z.writestr(info, '/etc/passwd')
      """,
      "z.writestr('bomb', bytes(100_000_000), compress_type=zipfile.ZIP_DEFLATED)",
      "z.writestr('packed', 'x' * 50, compress_type=zipfile.ZIP_DEFLATED)",
      "z.writestr('dated', 'x')",
      "z.mkdir('folder') if hasattr(z, 'mkdir') else z.writestr('folder/', '')",
    ])
  func foreignEntries(python: String) throws {
    let script = "import zipfile\nwith zipfile.ZipFile('made.zip', 'w') as z:\n"
    let lines = python.split(separator: "\n").map { "    \($0)\n" }.joined()
    let made = try ChildProcess(
      "/usr/bin/env", ["python3", "-c", script + lines], in: folder.path
    ).wait()
    #expect(made.status == 0, "\(made.errors)")
    let bytes = try folder.bytes("made.zip")
    try folder.remove("made.zip")
    let failure = try #require(try failure(bytes))
    #expect(failure.status == .badData, "\(failure.text)")
  }
}
