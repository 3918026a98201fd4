import TestSupport
import Testing

@testable import NNData

@Suite("The order of classes and categories")
struct ClassNamesTests {
  @Test(
    "Names that are all numbers are ordered as numbers, others in byte order",
    arguments: [
      (["10", "9", "0", "11", "1"], ["0", "1", "9", "10", "11"]),
      (["-1", "1", "0"], ["-1", "0", "1"]), (["1e3", "20", "3.5"], ["3.5", "20", "1e3"]),
      ([" 2", "10"], [" 2", "10"]),
      // Spellings of one number stay in byte order.
      (["1.0", "1", "01", "0"], ["0", "01", "1", "1.0"]), (["0", "-0"], ["-0", "0"]),
      (["10", "9", "x"], ["10", "9", "x"]), (["b", "B", "a"], ["B", "a", "b"]),
      (["zebra", "äpfel"], ["zebra", "äpfel"]), (["nan", "2", "10"], ["10", "2", "nan"]),
      // A missing value comes first, and the others may still be numbers.
      (["10", "9", ""], ["", "9", "10"]), (["b", "", "a"], ["", "a", "b"]), ([], []),
      (["a", "a"], ["a"]),
    ])
  func order(labels: [String], names: [String]) {
    let classes = ClassNames(labels)
    #expect(classes.names == names)
    #expect(names.map { classes.index(of: $0) } == names.indices.map { Int32($0) })
    #expect(classes.index(of: "other") == nil)
    #expect(ClassNames(labels.reversed()).names == names)
  }

  @Test("Classes and categories of a file are in this order")
  func file() throws {
    let folder = try TemporaryFolder()
    let rows = (0..<12).reversed().map { "\($0),\($0)\n" }.joined()
    try folder.write("x,y\n" + rows, to: "data.csv")
    let data = try load(
      "{loader: csv, path: data.csv, target: y, task: classification}", in: folder)
    #expect(data.preprocessing.classes == (0..<12).map(String.init))
    // Class i is called i.
    #expect(data.train.labels.map(Double.init) == data.train.inputRows.map { $0[0] })
    let categories = try load(
      "{loader: csv, path: data.csv, target: y, encode: {onehot: x}}", in: folder)
    #expect(categories.train.inputRows[1].firstIndex(of: 1) == 10)
  }
}
