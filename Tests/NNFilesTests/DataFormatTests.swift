import NNFiles
import TestSupport
import Testing

@Suite("Data formats")
struct DataFormatTests {
  private static let idx: [UInt8] = [0, 0, 8, 1, 0, 0, 0, 1, 7]

  @Test("The first bytes decide the format")
  func firstBytes() throws {
    let folder = try TemporaryFolder()
    #expect(try DataFormat(ofFile: ProjectFiles.golden("tables/set.npz")) == .npz)
    #expect(try DataFormat(ofFile: ProjectFiles.golden("tables/uint8.npy")) == .npy)
    #expect(try DataFormat(ofFile: folder.write(Self.idx, to: "a")) == .idx)
    #expect(try DataFormat(ofFile: folder.write(gzipped(Self.idx), to: "b")) == .idx)
    #expect(try DataFormat(ofFile: folder.write("1,2\n", to: "c.npy")) == .other)
    #expect(try DataFormat(ofFile: folder.write("1", to: "d")) == .other)
  }

  @Test("An empty file is refused, compressed or not", arguments: [[], gzipped([])])
  func empty(bytes: [UInt8]) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(bytes, to: "a.npy")
    #expect(try failure { try DataFormat(ofFile: path) } == Failure("\(path): is empty", .badData))
  }

  /// The bytes that are read to find out would be missing later.
  @Test("A file that can be read only once is not read")
  func pipe() throws {
    #expect(try DataFormat(ofFile: "/dev/null") == .other)
  }

  @Test("Keys are listed in the order of the file")
  func keys() throws {
    #expect(
      try NPZFile.keys(ProjectFiles.golden("tables/set.npz"))
        == ["x_train", "y_train", "x_test", "y_test"])
  }
}
