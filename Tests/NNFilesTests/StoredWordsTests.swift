import TestSupport
import Testing

@testable import NNFiles

@Suite("Arrays of words")
struct StoredWordsTests {
  private func content(_ name: String) throws -> NPYContent {
    try NPYContent(mapping: ProjectFiles.golden("tables/\(name).npy"))
  }

  /// The words of a file; `nil` stands for bytes that are not text.
  private func words(_ name: String) throws -> [String?] {
    guard case .words(let words) = try content(name) else {
      Issue.record("\(name) has no words")
      return []
    }
    return (0..<words.count).map { words.word(at: $0) }
  }

  @Test(
    "Words are read in any encoding of NumPy", arguments: ["words", "words-big-endian", "bytes"])
  func encodings(name: String) throws {
    #expect(try words(name) == ["größe", "a", "zebra"])
  }

  @Test("What is not text is not a word")
  func broken() throws {
    #expect(try words("broken-bytes") == ["a", nil, "b"])
    #expect(try words("broken-words") == ["a", nil, "b"])
    #expect(try words("empty-words") == ["a", "", "b"])
  }

  @Test("Truth values are numbers, 0 and 1")
  func truths() throws {
    let array = try content("truths").numbers()
    #expect(array.type == .bool && array.doubles == [1, 0, 1] && array.firstNonFinite == nil)
    #expect(try content("broken-truths").numbers().firstNonFinite == 2)
  }

  @Test(
    "Fields of no size, or of a size that no file has, are refused",
    arguments: [
      ("<U0", "has words, type '<U0'; save numbers"),
      ("<U99999999999999999999", "has words, type '<U99999999999999999999'; save numbers"),
      ("<U4611686018427387904", "has words, type '<U4611686018427387904'; save numbers"),
      ("|S1000000", "does not have as many bytes as its shape [1000000000000] needs"),
      ("|S9223372036854775807", "does not have as many bytes as its shape [1000000000000] needs"),
      (
        "|O",
        "contains Python objects, which are never loaded; save numbers, 'array.astype(float)', or "
          + "words, 'array.astype(str)'"
      ),
      (
        "<M8[D]",
        "has dates, type '<M8[D]'; save numbers, such as days: "
          + "'array.astype(\"datetime64[D]\").astype(float)'"
      ), ("<m8[s]", "has durations, type '<m8[s]'; save numbers, 'array.astype(float)'"),
    ])
  func sizes(descr: String, problem: String) throws {
    let folder = try TemporaryFolder()
    let header = NPYHeader(descr: descr, fortranOrder: false, shape: [1_000_000_000_000])
    let path = try folder.write(header.bytes, to: "a.npy")
    #expect(
      try failure(in: folder) { try NPYContent(mapping: path) }
        == Failure("a.npy: \(problem)", .badData))
  }

  @Test("Where numbers are needed, words are refused")
  func numbers() throws {
    let path = ProjectFiles.golden("tables/words.npy")
    #expect(
      try failure { try StoredArray.npy(path) }
        == Failure("\(path): has words, type '<U5'; save numbers", .badData))
  }
}
