import NNFiles
import TestSupport
import Testing

@Suite("Errors of files")
struct FileErrorTests {
  @Test(
    "Each error has its text and its exit code",
    arguments: [
      (.notFound("a", hint: nil), "a: does not exist", 66),
      (.notFound("a", hint: "nor is there b"), "a: does not exist; nor is there b", 66),
      (.notFound("", hint: nil), "'': does not exist", 66),
      (.cannotRead("a", reason: "Permission denied"), "a: cannot be read: Permission denied", 66),
      (.isDirectory("a"), "a: is a folder, not a file", 66),
      (.isDirectory("a", hint: "nor is b"), "a: is a folder, not a file; nor is b", 66),
      (.empty("a"), "a: is empty", 65),
      (.tooLarge("a", limit: 10), "a: has more than 10 bytes", 65),
      (.cannotCreate("a", reason: "no"), "a: cannot be created: no", 73),
      (.cannotWrite("a", reason: "no"), "a: cannot be written: no", 74),
    ] as [(FileError, String, Int32)])
  func texts(error: FileError, text: String, status: Int32) {
    #expect(error.description == text)
    #expect(error.exitStatus.rawValue == status)
  }

  @Test("Damaged formats are bad data")
  func formats() {
    #expect(
      GzipError.damaged("a.gz", reason: "why").description
        == "a.gz: is a damaged gzip file (why); get it again")
    #expect(
      ZipError.damaged("a.npz", reason: "why").description
        == "a.npz: is not a zip file, or is damaged (why)")
    #expect(GzipError.damaged("", reason: "").exitStatus == .badData)
    #expect(ZipError.damaged("", reason: "").exitStatus == .badData)
  }
}
