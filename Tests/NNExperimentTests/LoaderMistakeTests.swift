import NNConfig
import NNData
import NNExperiment
import NNFiles
import TestSupport
import Testing

/// A loader whose second row has a class that there is not.
private struct Mislabelled: DatasetLoader {
  func load(seed: UInt64) throws -> Dataset {
    var preprocessing = Preprocessing()
    preprocessing.classes = ["a", "b", "c"]
    return Dataset(
      train: Samples(
        count: 2, inputWidth: 1, inputs: .numbers([1, 2]), targets: .classes([0, 3])),
      test: nil, preprocessing: preprocessing, contents: Dataset.Contents("row"))
  }

  static let plugin = Plugin<any DatasetLoader>("mislabelled", summary: "rows") { _ in
    Mislabelled()
  }
}

@Suite("A loader with a mistake")
struct LoaderMistakeTests {
  @Test("The run ends with the name of the loader and what is wrong")
  func run() throws {
    let folder = try TemporaryFolder()
    var registry = Registry()
    try registry.add(Mislabelled.plugin)
    let text = ExperimentText.classes.with("iterations: 3", "dataset: {loader: mislabelled}")
    let file = try ExperimentFile(
      path: folder.write(text.text, to: "a.yaml"), registry: registry)
    var options = Runner.Options()
    options.runsDirectory = folder.file("runs")
    #expect(
      try failure { try Runner(options: options).run(file) }
        == Failure(
          "loader 'mislabelled': the label of sample 1 (from 0) of the training set is 3, but there "
            + "are 3 classes; this is a mistake in the loader, not in the data", .badData))
  }
}
