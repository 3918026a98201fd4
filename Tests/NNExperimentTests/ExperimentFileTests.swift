import NNFiles
import TestSupport
import Testing

@testable import NNExperiment

@Suite("Experiment files")
struct ExperimentFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func read(_ name: String) throws -> ExperimentFile {
    try ExperimentFile(path: folder.file(name), registry: Registry())
  }

  private func mistakes(in name: String) -> String? {
    errorText { try read(name) }.map(folder.relative)
  }

  @Test("The bytes are kept as they are, a byte-order mark is skipped")
  func bytes() throws {
    let bytes: [UInt8] = [0xEF, 0xBB, 0xBF] + Array(ExperimentText.xor.with("eta: 0").text.utf8)
    try folder.write(bytes, to: "a.yaml")
    #expect(
      mistakes(in: "a.yaml")
        == shown("'eta' must be a positive number, not '0'", line: "eta: 0", number: 5, marked: "0")
    )
    let good = Array(bytes.dropLast(7))
    try folder.write(good, to: "b.yaml")
    #expect(try read("b.yaml").bytes == good)
  }

  @Test(
    "The name is the file's stem, without what would be awkward in a folder's name",
    arguments: [
      ("mnist.yaml", "mnist"), ("a.b.yml", "a.b"), ("noextension", "noextension"),
      ("my net (1).yaml", "my-net--1-"), ("größe.yaml", "gr--e"), (".yaml", "experiment.yaml"),
      (String(repeating: "n", count: 120) + ".yaml", String(repeating: "n", count: 100)),
    ])
  func defaultName(file: String, name: String) throws {
    try folder.write(ExperimentText.xor.text, to: file)
    #expect(try read(file).experiment.name == name)
  }

  @Test(
    "Every name that is made of a file name can be set as a name",
    arguments: ["", ".a", "ü", "x/y"])
  func folderNames(name: String) {
    let made = ExperimentFile.folderName(for: name)
    #expect(ExperimentFile.folderName(for: made) == made)
    #expect(!made.isEmpty)
  }

  @Test(
    "A file that is not an experiment says so",
    arguments: [
      ("", "1:1", "nothing", ""), ("# todo\n", "1:1", "nothing", "\n   1 | # todo\n     | ^"),
      ("- a\n", "1:1", "a list", "\n   1 | - a\n     | ^~~"),
      ("mnist", "1:1", "'mnist'", "\n   1 | mnist\n     | ^~~~~"),
    ])
  func notAMapping(text: String, place: String, found: String, excerpt: String) throws {
    try folder.write(text, to: "a.yaml")
    #expect(
      mistakes(in: "a.yaml")
        == "a.yaml:\(place): error: an experiment is a mapping such as 'structure: [784, 128, 10]', "
        + "not \(found)\(excerpt)")
  }

  @Test("A file in another encoding, or too large, is refused")
  func unreadable() throws {
    try folder.write([0x61, 0x3A, 0x20, 0xE4], to: "latin1.yaml")
    #expect(
      mistakes(in: "latin1.yaml")
        == "latin1.yaml:1:1: error: is not UTF-8 text; save it as UTF-8")
    try folder.write([UInt8](repeating: 0x20, count: 16 << 20 + 1), to: "large.yaml")
    #expect(
      mistakes(in: "large.yaml")
        == "large.yaml:1:1: error: has more than 16777216 bytes, too many for an experiment file; "
        + "put the data in a separate file and name it here")
  }

  @Test("A missing file is not a mistake in an experiment")
  func notFound() {
    let path = folder.file("b.yaml")
    #expect(throws: FileError.notFound(path, hint: nil)) {
      try ExperimentFile(path: path, registry: Registry())
    }
  }
}
