import TestSupport
import Testing

@testable import NNFiles

@Suite("File formats")
struct FileFormatTests {
  private static let idx: [UInt8] = [0, 0, 8, 1, 0, 0, 0, 1, 7]
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test("The first bytes decide the format of data")
  func firstBytes() throws {
    #expect(try FileFormat.of(ProjectFiles.golden("tables/set.npz")) == .npz)
    #expect(try FileFormat.of(ProjectFiles.golden("tables/uint8.npy")) == .npy)
    #expect(try FileFormat.of(folder.write(Self.idx, to: "a")) == .idx)
    #expect(try FileFormat.of(folder.write(gzipped(Self.idx), to: "b")) == .idx)
    for text in ["1,2\n", "1", "PK,name\n1,a\n", "PAR1,PAR2\n", "é,ü\n", "7z\n", "BZh,x\n1,2\n"] {
      #expect(try FileFormat.of(folder.write(text, to: "c.npy")) == nil, "\(text)")
    }
  }

  @Test("An empty file is refused, compressed or not", arguments: [[], gzipped([])])
  func empty(bytes: [UInt8]) throws {
    let path = try folder.write(bytes, to: "a.npy")
    #expect(try failure { try FileFormat.of(path) } == Failure("\(path): is empty", .badData))
  }

  /// The bytes that are read to find out would be missing later.
  @Test("A file that can be read only once is not read")
  func pipe() throws {
    #expect(try FileFormat.of("/dev/null") == nil)
  }

  /// The beginning of a zip file with one entry of this name.
  private static func zip(_ name: String) -> [UInt8] {
    var zip = ZipWriter()
    zip.add(name, Array("content".utf8))
    return zip.finish()
  }

  private static func tar() -> [UInt8] {
    var block = Array("data.csv".utf8) + [UInt8](repeating: 0, count: 504)
    block.replaceSubrange(257..<262, with: "ustar".utf8)
    return block
  }

  private static let wide = Array("a,b\n1,2\n".utf8).flatMap { [$0, 0] as [UInt8] }

  /// The first bytes of small files that the programs have written.
  private static let foreign: [(bytes: [UInt8], name: String, reason: String)] = [
    (
      [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0, 0, 4], "a.csv.xz",
      "is compressed with xz; decompress it first: xz -d a.csv.xz"
    ),
    (
      Array("BZh91AY&SY".utf8) + [0xE1], "a b.bz2",
      "is compressed with bzip2; decompress it first: bzip2 -d 'a b.bz2'"
    ),
    (
      Array("BZh9".utf8) + [0x17, 0x72, 0x45, 0x38, 0x50, 0x90, 0, 0], "empty.bz2",
      "is compressed with bzip2; decompress it first: bzip2 -d empty.bz2"
    ),
    (
      [0x28, 0xB5, 0x2F, 0xFD, 4], "a.csv",
      "is compressed with zstd; decompress it first, with 'zstd -dc'"
    ),
    (
      [0x04, 0x22, 0x4D, 0x18, 0x64], "a.lz4",
      "is compressed with lz4; decompress it first: lz4 -d a.lz4"
    ),
    ([0x1F, 0x9D, 0x90], "a.Z", "is compressed with compress; decompress it first: gzip -d a.Z"),
    (zip("a.csv"), "a.zip", "is a zip archive; unpack it first: unzip a.zip"),
    (
      [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, 0], "a.7z",
      "is a 7z archive; unpack it first: 7z x a.7z"
    ),
    (
      Array("Rar!".utf8) + [0x1A, 7, 1, 0], "a.rar",
      "is a RAR archive; unpack it first: unrar x a.rar"
    ),
    (tar(), "a.tar", "is a tar archive; unpack it first: tar -xf a.tar"),
    (gzipped(tar()), "a.tgz", "is a tar archive; unpack it first: tar -xf a.tgz"),
    (
      gzipped(gzipped([1])), "a.gz",
      "is compressed with gzip; decompress it first: gzip -d a.gz"
    ),
    (zip("x.npy"), "a.npz", "has NumPy arrays (.npz), not text; the loader npz reads it"),
    (
      [0x93] + Array("NUMPY".utf8) + [1, 0], "a.npy",
      "is a NumPy array (.npy), not text; the loader npz reads it"
    ),
    (idx, "a", "is an IDX file, not text; the loader mnist reads folders of them"),
    ([0xFF, 0xFE] + wide, "a", "is UTF-16 text; save it as UTF-8"),
    ([0xFE, 0xFF, 0] + wide, "a", "is UTF-16 text; save it as UTF-8"),
    (wide, "a", "is UTF-16 text; save it as UTF-8"),
    ([0] + wide.dropLast(), "a", "is UTF-16 text; save it as UTF-8"),
    ([0xFF, 0xFE, 0, 0, 0x61, 0, 0, 0], "a", "is UTF-32 text; save it as UTF-8"),
    ([0, 0, 0xFE, 0xFF, 0, 0, 0, 0x61], "a", "is UTF-32 text; save it as UTF-8"),
    ([0x61, 0, 0, 0, 0x2C, 0, 0, 0], "a", "is UTF-32 text; save it as UTF-8"),
    ([0, 0, 0, 0x61, 0, 0, 0, 0x2C], "a", "is UTF-32 text; save it as UTF-8"),
    (zip("[Content_Types].xml"), "a.xlsx", spreadsheet), (zip("xl/workbook.xml"), "a", spreadsheet),
    ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "a.xls", spreadsheet),
    (Array("PAR1".utf8) + [0x15, 0], "a", "is a Parquet file; save its table as CSV"),
    (Array("ARROW1".utf8) + [0, 0], "a", "is an Arrow or Feather file; save its table as CSV"),
    (
      [0x89] + Array("HDF\r\n".utf8) + [0x1A, 0x0A], "a",
      "is an HDF5 file; save its arrays with numpy.savez, or its table as CSV"
    ),
    (
      Array("SQLite format 3".utf8) + [0], "a", "is an SQLite database; save its table as CSV"
    ),
    (
      Array("MATLAB 5.0 MAT-file, Platform".utf8), "a",
      "is a MATLAB file; save its arrays with numpy.savez"
    ),
    (
      [0x80, 4, 0x95], "a",
      "is a Python pickle, which is never loaded; save its arrays with numpy.savez"
    ),
    (Array("%PDF-1.7\n".utf8), "a", "is a PDF document; save the data as CSV"),
    (Array("\n<!DOCTYPE html>\n".utf8), "a", "is a web page; download the data itself"),
    (Array("<table border=\"1\">".utf8), "a", "is a web page; download the data itself"),
    (Array("{ \"a\": [1, 2]}".utf8), "a", "is JSON; save its table as CSV"),
    (Array("[\n  {\"a\": 1}]".utf8), "a", "is JSON; save its table as CSV"),
    (Array("<HTML lang=en>".utf8), "a", "is a web page; download the data itself"),
    (
      [0x89] + Array("PNG\r\n".utf8) + [0x1A, 0x0A], "a",
      "is a PNG image; save its pixels as .npy or CSV"
    ),
    ([0xFF, 0xD8, 0xFF, 0xE0], "a", "is a JPEG image; save its pixels as .npy or CSV"),
    (
      Array("version https://git-lfs.github.com/spec/v1\n".utf8), "a",
      "is a pointer of Git LFS; get the file itself with 'git lfs pull'"
    ),
  ]
  private static let spreadsheet = "is an Excel workbook or another spreadsheet; save it as CSV"

  @Test("What is not text is named, with what to do", arguments: foreign)
  func notText(bytes: [UInt8], name: String, reason: String) throws {
    let path = try folder.write(bytes, to: name)
    let found = try failure(in: folder) {
      var reader = CSVReader(try ByteSource(path: path))
      _ = try reader.nextRow()
    }
    #expect(found == Failure("\(name): \(reason)", .badData))
  }

  @Test("There is an example of each format")
  func examples() {
    #expect(Set(Self.foreign.compactMap { FileFormat($0.bytes) }) == Set(FileFormat.allCases))
  }

  @Test("Readers of arrays name other formats, too")
  func arrays() throws {
    let xz: [UInt8] = [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0, 0, 4]
    let path = try folder.write(xz, to: "data.xz")
    let message = Failure(
      "data.xz: is compressed with xz; decompress it first: xz -d data.xz", .badData)
    #expect(try failure(in: folder) { try StoredArray.npy(path) } == message)
    #expect(try failure(in: folder) { try NPZFile.read(path, keys: ["x"]) } == message)
    #expect(try failure(in: folder) { try NPZFile.keys(path) } == message)
    #expect(try failure(in: folder) { try IDXFile.read(path) } == message)
    #expect(try failure(in: folder) { try FileFormat.of(path) } == message)
  }

  @Test("Arrays of NumPy are not read from gzip files", arguments: ["uint8.npy", "set.npz"])
  func compressedArrays(name: String) throws {
    let bytes = try File.read(ProjectFiles.golden("tables/\(name)"), limit: 10_000)
    let path = try folder.write(gzipped(bytes), to: "\(name).gz")
    let message = Failure(
      "\(name).gz: is compressed with gzip; decompress it first: gzip -d \(name).gz", .badData)
    #expect(try failure(in: folder) { try FileFormat.of(path) } == message)
    #expect(try failure(in: folder) { try NPYContent(mapping: path) } == message)
    #expect(try failure(in: folder) { try NPZFile.keys(path) } == message)
  }

  @Test("Keys are listed in the order of the file; other files in it are left out")
  func keys() throws {
    #expect(
      try NPZFile.keys(ProjectFiles.golden("tables/set.npz"))
        == ["x_train", "y_train", "x_test", "y_test"])
    var zip = ZipWriter()
    let array = NPYArray(shape: [2], elements: .float32([1, 2]))
    for (name, content) in [
      ("README.txt", Array("text".utf8)), ("x.npy", array.bytes), ("notes/", []),
      ("more.json", [0x7B]),
    ] {
      zip.add(name, content)
    }
    let path = try folder.write(zip.finish(), to: "a.npz")
    #expect(try NPZFile.keys(path) == ["x"])
    #expect(try NPZFile.onlyKey(path) { _ in "" } == "x")
    #expect(try NPZFile.read(path, maximumElements: 2) == ["x": array])
    #expect(try NPZFile.read(path, keys: ["x"])[0].doubles == [1, 2])
  }
}
