import Testing

@testable import NNData

@Suite("Values for each set of a data set")
struct BySplitTests {
  private static let all = BySplit(train: 1, validation: 2, test: 3)

  @Test("They are listed in the order training, validation, test")
  func order() {
    #expect(Self.all.map(\.split.rawValue) == ["train", "validation", "test"])
    #expect(Self.all.map(\.value) == [1, 2, 3])
  }

  @Test(
    "A set that does not exist is not listed",
    arguments: [
      (BySplit(train: 1), [.train]), (BySplit(train: 1, test: 3), [.train, .test]),
      (BySplit(train: 1, validation: 2), [.train, .validation]),
    ] as [(BySplit<Int>, [Split])])
  func missing(values: BySplit<Int>, splits: [Split]) {
    #expect(values.splits == splits)
    for split in Split.allCases {
      #expect((values[split] != nil) == splits.contains(split), "\(split)")
    }
  }

  @Test("What is made of the values is for the same sets")
  func mapped() {
    #expect(
      Self.all.mapValues { "\($0) \($1)" }
        == BySplit(train: "train 1", validation: "validation 2", test: "test 3"))
    #expect(BySplit(train: 1, test: 3).mapValues { 0 - $1 } == BySplit(train: -1, test: -3))
  }

  @Test("A value that is missing makes all of them missing, but a set that is missing does not")
  func unwrapped() {
    #expect(Self.all.mapValues { $1 as Int? }.unwrapped() == Self.all)
    #expect(
      BySplit(train: 1, test: 3).mapValues { $1 as Int? }.unwrapped() == BySplit(train: 1, test: 3))
    for missing in Split.allCases {
      let values = Self.all.mapValues { $0 == missing ? nil : $1 as Int? }
      #expect(values.unwrapped() == nil as BySplit<Int>?, "\(missing)")
    }
  }
}
