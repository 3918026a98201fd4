import TestSupport
import Testing

@testable import NNData

@Suite("Where samples are in the data")
struct RowOriginTests {
  /// Rows that are numbered from 0 in the column `row`; one has two lines, one lacks a value.
  private static let table = """
    # a comment
    row,x,note,y
    0,1,"one
    row",a
    1,2,,b
    2,,,a
    3,4,,b
    4,5,,a
    5,6,,b
    6,7,,a
    7,8,,b

    """
  private static let settings =
    "target: y, exclude: note, skip_rows: 1, missing: {drop_row: [x]}"

  private func places(_ samples: Samples?) throws -> [[Int]] {
    let samples = try #require(samples)
    return (0..<samples.count).map { sample in
      [samples.dataRow(of: sample)] + [samples.line(of: sample)].compactMap { $0 }
    }
  }

  @Test("Rows of CSV have indices below the header and lines, whatever is left out")
  func csv() throws {
    let data = try CSVFolder().load(Self.table, Self.settings)
    #expect(
      try places(data.train) == [[0, 3], [1, 5], [3, 7], [4, 8], [5, 9], [6, 10], [7, 11]])
    let limited = try CSVFolder().load(Self.table, Self.settings + ", limit: 4")
    #expect(try places(limited.train) == [[0, 3], [1, 5], [3, 7]])
  }

  @Test("Rows that are drawn keep their places", arguments: 0..<5 as Range<UInt64>)
  func drawn(seed: UInt64) throws {
    let data = try CSVFolder().load(
      Self.table, Self.settings + ", test_fraction: 0.3, validation_fraction: 0.3", seed: seed)
    var all: [[Int]] = []
    for (split, samples) in data.sets {
      #expect(samples.areDrawn, "\(split)")
      let places = try places(samples)
      #expect(places.map { Double($0[0]) } == samples.inputRows.map { $0[0] }, "\(split)")
      all += places
    }
    #expect(
      all.sorted { $0[0] < $1[0] }
        == [[0, 3], [1, 5], [3, 7], [4, 8], [5, 9], [6, 10], [7, 11]])
  }

  @Test("Sets with a file of their own are not drawn")
  func ownFile() throws {
    let folder = try CSVFolder()
    try folder.folder.write("x,y\n1,a\n2,b\n", to: "test.csv")
    let data = try folder.load(
      "x,y\n1,a\n2,b\n3,a\n4,b\n", "target: y, test_path: test.csv, validation_fraction: 0.5")
    #expect(data.test?.areDrawn == false)
    #expect(data.validation?.areDrawn == true)
    #expect(try places(data.test) == [[0, 2], [1, 3]])
  }

  @Test("Rows of arrays, images and lists have indices and no lines")
  func others() throws {
    let folder = try TemporaryFolder()
    try MNISTFiles().write(to: folder)
    for settings in [
      "loader: mnist, path: images",
      "loader: inline, inputs: [0, 1, 2, 3, 4], targets: [0, 1, 2, 3, 4]",
    ] {
      let data = try load("{\(settings), folds: 5, fold: 2}", in: folder)
      let whole = try load("{\(settings)}", in: folder)
      let (place, test) = (try places(data.test), try #require(data.test))
      #expect(place.count == 1 && place[0].count == 1, "\(settings)")
      #expect(test.inputRows[0] == whole.train.inputRows[place[0][0]], "\(settings)")
    }
  }

  @Test("The index of a binary number is the number")
  func numbers() throws {
    let data = try load(
      "{loader: binary_numbers, bits: 4, validation_holdout: [0, 9], test_fraction: 0.5}")
    for (split, samples) in data.sets {
      #expect(
        try places(samples).map { Double($0[0]) } == samples.targetRows.map { $0[0] }, "\(split)")
    }
  }
}
