import NNConfig
import NNCore
import NNData
import NNFiles
import TestSupport
import Testing

@testable import NNExperiment

/// Words: each is a class, and its input is the code that the training set gave to that class.
private struct Words: DatasetLoader {
  let path: String

  func files() -> [String] { [path] }

  func load(seed: UInt64) throws -> Dataset {
    let words = try Self.words(in: path)
    var preprocessing = Preprocessing()
    preprocessing.classes = Array(Set(words)).sorted()
    preprocessing.loader = .object([
      ("codes", .array(preprocessing.classes.indices.map { .integer(10 - $0) }))
    ])
    return Dataset(
      train: try Self.samples(words, preprocessing), test: nil, preprocessing: preprocessing,
      contents: Dataset.Contents("word"))
  }

  func samples(in files: SampleFiles, preprocessing: Preprocessing) throws -> Samples? {
    try Self.samples(Self.words(in: files.path), preprocessing)
  }

  private static func words(in path: String) throws -> [String] {
    String(decoding: try File.read(path, limit: 1000), as: UTF8.self).split(separator: " ")
      .map(String.init)
  }

  private static func samples(
    _ words: [String], _ preprocessing: Preprocessing
  ) throws -> Samples {
    guard let codes = preprocessing.loader?["codes"]?.doubles else {
      throw DataError("codes", "are not there")
    }
    let labels = words.map { word in preprocessing.classes.firstIndex(of: word) ?? 0 }
    return Samples(
      count: words.count, inputWidth: 1, inputs: .numbers(labels.map { codes[$0] }),
      targets: .classes(labels.map { Int32($0) }))
  }

  static let plugin = Plugin<any DatasetLoader>(
    "words", summary: "words",
    parameters: [Parameter("path", .path, isRequired: true, summary: "the file")]
  ) { options in
    Words(path: options.text("path"))
  }
}

@Suite("What a loader keeps in preprocessing.json")
struct LoaderPlaceTests {
  private let folder: TemporaryFolder
  private let registry: Registry
  private let run: String

  init() throws {
    folder = try TemporaryFolder()
    var registry = Registry()
    try registry.add(Words.plugin)
    self.registry = registry
    try folder.write("c a b a", to: "words.txt")
    var options = Runner.Options()
    options.runsDirectory = folder.file("runs")
    let text = ExperimentText.classes.with(
      "iterations: 3", "dataset: {loader: words, path: words.txt}")
    run = try Runner(options: options).run(
      ExperimentFile(path: folder.write(text.text, to: "a.yaml"), registry: registry)
    ).run
  }

  @Test("It is written as the loader says")
  func written() throws {
    let bytes = try File.read("\(run)/preprocessing.json", limit: 10_000)
    #expect(try JSONValue(parsing: bytes)["loader"]?.text == #"{"codes":[10,9,8]}"#)
  }

  @Test("Other samples are read with it")
  func otherSamples() throws {
    try folder.write("b b", to: "other.txt")
    let complete = try CompleteRun(run, registry: registry)
    let samples = try complete.experiment.loader.component.samples(
      in: SampleFiles(path: folder.file("other.txt")), preprocessing: complete.preprocessing)
    let range = try #require(samples).inputRange(scaling: nil, kernels: Kernels(.baseline)).range
    #expect(range.least == [9])
    #expect(range.greatest == [9])
    let evaluation = try RunEvaluation(
      run: run, registry: registry, threads: 1, instructionSet: .baseline,
      data: SampleFiles(path: folder.file("other.txt")))
    #expect(evaluation.parts.count == 1)
  }
}
