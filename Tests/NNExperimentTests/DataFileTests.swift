import NNFiles
import TestSupport
import Testing

@testable import NNExperiment

@Suite("Files whose bytes determine a result")
struct DataFileTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("x,y\n1,a\n2,b\n", to: "rows.csv")
    try folder.write("x,y\n3,a\n", to: "test/rows.csv")
  }

  private static func text(_ options: String) -> ExperimentText {
    .classes.with(
      "structure: [1, 4, 2]", "dataset: {loader: csv, path: rows.csv, target: y\(options)}")
  }

  private func files(_ text: ExperimentText) throws -> [DataFile] {
    try DataFile.all(of: folder.read(text).experiment, in: DataStore())
  }

  /// `sha256sum` of the first file.
  private static let digest = "01331cf653a16b7278f66569b5719303c2f18ce869c87638c09943a49d3e73dd"

  @Test("The published hashes of SHA-256 are written in hexadecimal digits")
  func hexDigits() throws {
    let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    #expect(SHA256.hexDigest(of: Array("abc".utf8)) == abc)
    #expect(try SHA256.hexDigest(ofFile: folder.write("abc", to: "abc")) == abc)
    // More than one chunk.
    let bytes = [UInt8](repeating: 0x61, count: 3 << 20)
    #expect(
      try SHA256.hexDigest(ofFile: folder.write(bytes, to: "a")) == SHA256.hexDigest(of: bytes))
  }

  @Test("Files are those of the loader, then those of the initial weights")
  func order() throws {
    try folder.write("weights", to: "start.npz")
    let files = try files(
      Self.text(", test_path: test/rows.csv").with("initializer: {name: npz, path: start.npz}"))
    #expect(files.map(\.name) == ["rows.csv", "rows.csv (2)", "start.npz"])
    #expect(
      files.map(\.path) == ["rows.csv", "test/rows.csv", "start.npz"].map { folder.file($0) })
    #expect(files[0].digest == Self.digest)
  }

  @Test("An experiment without files has none")
  func none() throws {
    #expect(try files(.xor).isEmpty)
  }

  @Test("The same file used twice has two names")
  func sameFileTwice() throws {
    let files = try files(Self.text(", test_path: rows.csv"))
    #expect(files.map(\.name) == ["rows.csv", "rows.csv (2)"])
    #expect(files[0].digest == files[1].digest)
  }

  @Test(
    "Files that are as the experiment expects are accepted",
    arguments: [
      ", sha256: {rows.csv: \(digest)}", ", sha256: {rows.csv: \(digest.uppercased())}",
      ", test_path: rows.csv, sha256: {rows.csv (2): \(digest)}", ", sha256: {}",
    ])
  func accepted(options: String) throws {
    #expect(folder.mistakes(in: Self.text(options).text) == nil)
  }

  @Test("Another file is refused with both hashes")
  func refused() throws {
    let expected = String(repeating: "0", count: 64)
    let text = Self.text(", sha256: {rows.csv: \(expected)}")
    #expect(
      folder.mistakes(in: text.text) == """
        rows.csv: is not the file that the experiment expects; put that one back, or change 'sha256'
          its SHA-256 is     \(Self.digest)
          the experiment has \(expected)
        """)
    let error = #expect(throws: DigestMismatch.self) { try files(text) }
    #expect(error?.exitStatus == .badData)
  }

  @Test(
    "A hash of a file that is not read is reported at its place",
    arguments: [
      ("row.csv", "; did you mean 'rows.csv'?"), ("other.npz", ""),
    ])
  func notRead(name: String, hint: String) throws {
    let text = Self.text(", sha256: {\(name): abc}")
    let line = "dataset: {loader: csv, path: rows.csv, target: y, sha256: {\(name): abc}}"
    #expect(
      folder.mistakes(in: text.text)
        == shown(
          "'sha256' names the file '\(name)', which is not read\(hint)", line: line, number: 4,
          marked: "{\(name): abc}"))
  }

  @Test("A missing file is named")
  func missing() throws {
    let text = Self.text(", test_path: no.csv")
    #expect(folder.mistakes(in: text.text) == "no.csv: does not exist")
  }
}
