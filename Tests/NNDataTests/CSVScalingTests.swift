import NNFiles
import TestSupport
import Testing

@testable import NNData

@Suite("csv: normalisation")
struct CSVScalingTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func load(_ settings: String) throws -> Dataset {
    try NNDataTests.load(
      "{loader: csv, path: train.csv, target: y, \(settings)}", in: folder)
  }

  @Test("Without normalisation nothing is scaled")
  func unscaled() throws {
    try folder.write("x,y\n1,2\n3,4\n", to: "train.csv")
    let data = try load("normalize: none, normalize_targets: none")
    #expect(data.preprocessing.inputScaling == nil)
    #expect(data.preprocessing.targetScaling == nil)
    #expect(data.train.inputRows == [[1], [3]])
  }

  @Test("minmax uses the training rows alone")
  func minmax() throws {
    try folder.write("a,b,y\n1,10,0\n5,10,1\n3,20,2\n", to: "train.csv")
    try folder.write("b,a,y\n30,-3,7\n", to: "test.csv")
    let data = try load("normalize: minmax, test_path: test.csv")
    #expect(data.preprocessing.inputScaling == Scaling(offsets: [1, 10], divisors: [4, 10]))
    #expect(data.train.inputRows == [[0, 0], [1, 0], [0.5, 1]])
    #expect(data.test?.inputRows == [[-1, 2]])
    #expect(data.train.targetRows == [[0], [1], [2]])
  }

  @Test("zscore uses the training rows alone")
  func zscore() throws {
    try folder.write("x,y\n1,a\n3,b\n1,a\n3,b\n", to: "train.csv")
    try folder.write("x,y\n5,b\n", to: "test.csv")
    let data = try load("normalize: zscore, test_path: test.csv")
    #expect(data.preprocessing.inputScaling == Scaling(offsets: [2], divisors: [1]))
    #expect(data.train.inputRows == [[-1], [1], [-1], [1]])
    #expect(data.test?.inputRows == [[3]])
    #expect(data.train.labels == [0, 1, 0, 1])
  }

  @Test("Rows held out do not count")
  func heldOut() throws {
    let rows = (0..<40).map { "\($0),\($0 * $0)\n" }
    try folder.write("x,y\n" + rows.joined(), to: "train.csv")
    let plain = try load("test_fraction: 0.5").train
    let data = try load("test_fraction: 0.5, normalize: minmax, normalize_targets: minmax")
    let x = plain.inputRows.map { $0[0] }
    let y = plain.targetRows.map { $0[0] }
    let (leastX, greatestX) = (x.min() ?? 0, x.max() ?? 0)
    let (leastY, greatestY) = (y.min() ?? 0, y.max() ?? 0)
    #expect(
      data.preprocessing.inputScaling
        == Scaling(offsets: [leastX], divisors: [greatestX - leastX]))
    #expect(
      data.preprocessing.targetScaling
        == Scaling(offsets: [leastY], divisors: [greatestY - leastY]))
    #expect(data.train.inputRows.map { $0[0] } == x.map { ($0 - leastX) / (greatestX - leastX) })
  }

  @Test("Targets are scaled by column")
  func targets() throws {
    try folder.write("x,y,z\n1,0,10\n2,4,30\n", to: "train.csv")
    let data = try NNDataTests.load(
      "{loader: csv, path: train.csv, target: [y, z], normalize_targets: minmax}", in: folder)
    #expect(data.preprocessing.targetScaling == Scaling(offsets: [0, 10], divisors: [4, 20]))
    #expect(data.train.targetRows == [[0, 0], [1, 1]])
    #expect(data.train.inputRows == [[1], [2]])
    #expect(data.preprocessing.inputScaling == nil)
  }

  @Test("Classes cannot be scaled")
  func classes() throws {
    try folder.write("x,y\n1,a\n2,b\n", to: "train.csv")
    #expect(
      try mistake(
        in: "{loader: csv, path: train.csv, target: y, normalize_targets: zscore}", folder)
        == Mistake("classes cannot be normalised; remove 'normalize_targets'", at: "zscore"))
  }

  /// Their range, or the square of their deviation, is not finite or not positive.
  @Test(
    "Values too large or too close to each other to be scaled are refused",
    arguments: [
      ("minmax", "-1e308", "1e308"), ("zscore", "-1e308", "1e308"), ("zscore", "1e308", "1.5e308"),
      ("zscore", "1e-170", "2e-170"),
    ])
  func outOfRange(kind: String, first: String, second: String) throws {
    try folder.write("x,big,y\n1,\(first),1\n2,\(second),2\n", to: "train.csv")
    #expect(
      try loadFailure(
        "{loader: csv, path: train.csv, target: y, normalize: \(kind)}", in: folder)
        == Failure(
          "train.csv: the values of column 'big' are too large or too close to each other for "
            + "\(kind)", .badData))
    #expect(
      try loadFailure(
        "{loader: csv, path: train.csv, target: big, normalize_targets: \(kind)}", in: folder)
        == Failure(
          "train.csv: the values of column 'big' are too large or too close to each other for "
            + "\(kind)", .badData))
  }
}
