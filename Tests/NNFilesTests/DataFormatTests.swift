import NNFiles
import TestSupport
import Testing

@Suite("What a file of data is")
struct DataFormatTests {
  private static let idx: [UInt8] = [0, 0, 8, 1, 0, 0, 0, 1, 7]

  @Test func firstBytesTell() throws {
    let folder = try TemporaryFolder()
    #expect(try DataFormat(ofFile: ProjectFiles.golden("tables/set.npz")) == .npz)
    #expect(try DataFormat(ofFile: ProjectFiles.golden("tables/uint8.npy")) == .npy)
    #expect(try DataFormat(ofFile: folder.write(Self.idx, to: "a")) == .idx)
    #expect(try DataFormat(ofFile: folder.write(gzipped(Self.idx), to: "b")) == .idx)
    #expect(try DataFormat(ofFile: folder.write("1,2\n", to: "c.npy")) == .other)
    #expect(try DataFormat(ofFile: folder.write("1", to: "d")) == .other)
  }

  @Test("Nothing is no data, compressed or not")
  func empty() throws {
    let folder = try TemporaryFolder()
    for bytes in [[], gzipped([])] {
      let path = try folder.write(bytes, to: "a.npy")
      #expect(
        try failure { try DataFormat(ofFile: path) } == Failure("\(path): is empty", .badData))
    }
  }

  /// What is read of them to look would be missing later.
  @Test func whatCanBeReadOnceIsNotRead() throws {
    #expect(try DataFormat(ofFile: "/dev/null") == .other)
  }

  @Test func keysAreListedInTheOrderOfTheFile() throws {
    #expect(
      try NPZFile.keys(ProjectFiles.golden("tables/set.npz"))
        == ["x_train", "y_train", "x_test", "y_test"])
  }
}
