import NNConfig
import TestSupport
import Testing

@testable import NNData

@Suite("csv: loading")
struct CSVLoaderTests {
  private let csv: CSVFolder

  init() throws { csv = try CSVFolder() }

  @Test("Words are classes in the byte order of their names")
  func classes() throws {
    let data = try csv.load("a,kind,b\n1,no,2\n3,\"a,b\",4\n5,Yes,6\n7,no,8\n", "target: kind")
    #expect(data.train.inputRows == [[1, 2], [3, 4], [5, 6], [7, 8]])
    #expect(data.train.labels == [2, 1, 0, 2])
    #expect(data.test == nil)
    #expect(data.inputWidth == 2)
    #expect(data.outputWidth == 3)
    var expected = Preprocessing()
    expected.features = ["a", "b"]
    expected.classes = ["Yes", "a,b", "no"]
    expected.targets = ["kind"]
    #expect(data.preprocessing == expected)
    #expect(data.summary == "4 rows of \(csv.folder.file("data.csv"))")
  }

  @Test("Numbers are targets of a regression")
  func regression() throws {
    let data = try csv.load("x,y\n1,-0.5\n2, 1e3 \n", "target: y")
    #expect(data.train.inputRows == [[1], [2]])
    #expect(data.train.targetRows == [[-0.5], [1000]])
    #expect(data.outputWidth == 1)
    var expected = Preprocessing()
    expected.features = ["x"]
    expected.targets = ["y"]
    #expect(data.preprocessing == expected)
  }

  @Test("The task may be declared")
  func task() throws {
    let text = "x,y\n1,10\n2,9\n3,10\n"
    let classes = try csv.load(text, "target: y, task: classification")
    #expect(classes.train.labels == [1, 0, 1])
    #expect(classes.preprocessing.classes == ["9", "10"])
    let numbers = try csv.load(text, "target: y, task: regression")
    #expect(numbers.train.targetRows == [[10], [9], [10]])
  }

  @Test("Targets and features come in the order of the experiment")
  func order() throws {
    let data = try csv.load(
      "a,b,c,d\n1,2,3,4\n5,6,7,8\n", "target: [d, b], features: [c, a]")
    #expect(data.train.inputRows == [[3, 1], [7, 5]])
    #expect(data.train.targetRows == [[4, 2], [8, 6]])
    #expect(data.preprocessing.features == ["c", "a"])
    #expect(data.preprocessing.targets == ["d", "b"])
    #expect(data.outputWidth == 2)
  }

  @Test("Columns that are not used may have any content")
  func unusedColumns() throws {
    let data = try csv.load("id,x,y\nfirst,1,2\n,3,4\n", "target: y, features: x")
    #expect(data.train.inputRows == [[1], [3]])
  }

  @Test("The files are those of the experiment")
  func files() throws {
    let yaml = "{loader: csv, path: a.csv, target: y, test_path: b.csv}"
    let files = try loader(yaml, in: csv.folder).files()
    #expect(files == ["a.csv", "b.csv"].map(csv.folder.file))
    #expect(
      try loader("{loader: csv, path: /a.csv, target: y}", in: csv.folder).files() == ["/a.csv"])
  }

  @Test("A compressed file is read")
  func compressed() throws {
    try csv.folder.write(gzipped(Array("x,y\n1,2\n".utf8)), to: "data.csv.gz")
    let data = try load("{loader: csv, path: data.csv.gz, target: y}", in: csv.folder)
    #expect(data.train.targetRows == [[2]])
  }
}
