import NNConfig
import Testing

@testable import NNData

/// Anybody can write a loader, so a data set says what is wrong with it.
@Suite("Mistakes of loaders")
struct DatasetMistakeTests {
  private static func samples(
    _ targets: Samples.Targets, count: Int, width: Int = 1, divisor: Double = 1
  ) -> Samples {
    Samples(
      count: count, inputWidth: width,
      inputs: .bytes([UInt8](repeating: 1, count: count * width), divisor: divisor),
      targets: targets)
  }

  private func mistake(
    train: Samples, test: Samples? = nil, _ change: (inout Preprocessing) -> Void = { _ in }
  ) -> String? {
    var preprocessing = Preprocessing()
    preprocessing.classes = ["a", "b"]
    change(&preprocessing)
    return Dataset(
      train: train, test: test, preprocessing: preprocessing, contents: Dataset.Contents("row")
    ).mistake
  }

  @Test("A data set without one has none")
  func none() {
    let labelled = Self.samples(.classes([0, 1]), count: 2)
    #expect(mistake(train: labelled, test: labelled) == nil)
    #expect(mistake(train: Self.samples(.values([1, 2], width: 2), count: 1)) == nil)
    #expect(
      mistake(train: Self.samples(.classes([0]), count: 1, divisor: 255)) {
        $0.inputScaling = Scaling(offsets: [0], divisors: [255])
      } == nil)
  }

  @Test(
    "Labels have to be those of classes",
    arguments: [
      (2, "the label of sample 1 (from 0) of the test set is 2, but there are 2 classes"),
      (-1, "the label of sample 1 (from 0) of the test set is -1, but there are 2 classes"),
    ])
  func labels(label: Int32, text: String) {
    let found = mistake(
      train: Self.samples(.classes([0]), count: 1),
      test: Self.samples(.classes([0, label]), count: 2))
    #expect(found == text)
  }

  @Test("Classes need names, and no other task")
  func classes() {
    let train = Self.samples(.classes([0]), count: 1)
    #expect(
      mistake(train: train) { $0.classes = [] }
        == "the label of sample 0 (from 0) of the training set is 0, but 'classes' has no names")
    #expect(
      mistake(train: train) { $0.task = .regression }
        == "the training targets are classes, but the task is regression")
  }

  @Test(
    "Sets have to be alike",
    arguments: [
      (
        samples(.classes([0]), count: 1, width: 2),
        "the test rows have 2 inputs, but the training rows have 1"
      ),
      (
        samples(.values([1], width: 1), count: 1),
        "the test targets are not of the kind of the training targets"
      ),
      (samples(.classes([]), count: 0), "the test set has no samples"),
    ])
  func otherSets(test: Samples, text: String) {
    #expect(mistake(train: Self.samples(.classes([0]), count: 1), test: test) == text)
  }

  @Test("Targets have to be of one width")
  func targets() {
    let found = mistake(
      train: Self.samples(.values([1], width: 1), count: 1),
      test: Self.samples(.values([1, 2], width: 2), count: 1))
    #expect(found == "the test rows have 2 targets, but the training rows have 1")
  }

  @Test("What inputs are divided by has to be said")
  func divisor() {
    #expect(
      mistake(train: Self.samples(.classes([0]), count: 1, divisor: 255))
        == "the training inputs are divided by 255.0, but 'inputScaling', by which later inputs are, "
        + "does not say so")
  }

  @Test("A data set with a mistake is not divided")
  func split() throws {
    var preprocessing = Preprocessing()
    preprocessing.classes = ["a"]
    let dataset = Dataset(
      train: Self.samples(.classes([0, -1, 0]), count: 3), test: nil,
      preprocessing: preprocessing, contents: Dataset.Contents("row"))
    let source = SourceText(file: "a.yaml", text: "", directory: "")
    let range = SourceRange(startOf: source)
    let options = OptionReader(
      values: ["test_fraction": .number(0.5)], ranges: ["test_fraction": range], range: range)
    #expect(try HoldOut.split(dataset, options, seed: 0).test == nil)
  }
}
