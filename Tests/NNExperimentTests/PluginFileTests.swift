import NNConfig
import NNCore
import NNFiles
import TestSupport
import Testing

@testable import NNExperiment

/// z times a number from a file.
private struct FactorFromFile: Activation {
  let paths: [String]

  func files() -> [String] { paths }

  private var factor: Double {
    paths.reduce(1) { product, path in
      let text = (try? File.read(path, limit: 100)).map { String(decoding: $0, as: UTF8.self) }
      return product * (text.flatMap { Double($0) } ?? .nan)
    }
  }

  func apply<T: Scalar>(
    _ preActivations: Matrix<T>, into activations: Matrix<T>, kernels: Kernels<T>
  ) {
    let factor = T(factor)
    for row in 0..<preActivations.rows {
      for column in 0..<preActivations.columns {
        activations[row, column] = factor * preActivations[row, column]
      }
    }
  }

  func backpropagate<T: Scalar>(
    _ delta: Matrix<T>, preActivations: Matrix<T>, activations: Matrix<T>, kernels: Kernels<T>
  ) {
    let factor = T(factor)
    for row in 0..<delta.rows {
      for column in 0..<delta.columns { delta[row, column] *= factor }
    }
  }

  static let plugin = Plugin<any Activation>(
    "factor", summary: "z times the product of the numbers in files",
    parameters: [Parameter("paths", .oneOrMore(.path), isRequired: true, summary: "the files")]
  ) { options in
    FactorFromFile(paths: options.optionalTexts("paths") ?? [])
  }
}

@Suite("Plugins that read files, and the plugins that a run records")
struct PluginFileTests {
  private let folder: TemporaryFolder
  private let registry: Registry
  private static let text = ExperimentText.xor.with(
    "structure: [2, 3, 3, 1]", "eta: 0.5", "iterations: 5",
    "activations: {hidden: {name: factor, paths: [one.txt, two.txt]}, output: sigmoid}")

  init() throws {
    folder = try TemporaryFolder()
    var registry = Registry()
    try registry.add(FactorFromFile.plugin)
    self.registry = registry
    try folder.write("0.5", to: "one.txt")
    try folder.write("2.5", to: "two.txt")
  }

  private func read(_ text: ExperimentText = text) throws -> ExperimentFile {
    try ExperimentFile(path: folder.write(text.text, to: "a.yaml"), registry: registry)
  }

  private func digest(_ text: ExperimentText = text) throws -> String {
    let experiment = try read(text).experiment
    return RunIdentity(experiment, files: try DataFile.all(of: experiment, in: DataStore())).digest
  }

  private func run() throws -> String {
    var options = Runner.Options()
    options.runsDirectory = folder.file("runs")
    return try Runner(options: options).run(read()).run
  }

  @Test("Their files are read once for each layer, and settings lead to all of them")
  func files() throws {
    let experiment = try read().experiment
    #expect(
      try DataFile.all(of: experiment, in: DataStore()).map(\.name)
        == ["one.txt", "two.txt", "one.txt (2)", "two.txt (2)"])
    #expect(
      experiment.pathSettings.map(\.setting)
        == [
          "activations.0.paths.0", "activations.0.paths.1", "activations.1.paths.0",
          "activations.1.paths.1",
        ])
    #expect(experiment.identityTree["activations"]?.text == #"["factor","factor","sigmoid"]"#)
  }

  @Test("The bytes of the files are part of the identity, and their paths are not")
  func identity() throws {
    let original = try digest()
    try folder.write("0.5", to: "elsewhere/1.txt")
    let moved = Self.text.with(
      "activations: [{name: factor, paths: [elsewhere/1.txt, two.txt]}, {name: factor, "
        + "paths: [one.txt, two.txt]}, sigmoid]")
    #expect(try digest(moved) == original)
    try folder.write("2.50", to: "two.txt")
    #expect(try digest() != original)
  }

  @Test("A run with them is replayed from its archive without the files")
  func archive() throws {
    let run = try run()
    let archive = folder.file("a.zip")
    _ = try RunArchive.write(run, to: .file(archive), includesData: true, registry: registry)
    for name in ["one.txt", "two.txt"] { try FileSystem.removeIfExists(folder.file(name)) }
    let replay = try Replay(archive, searchFolder: nil, registry: registry, options: .init())
    let report = try #require(try replay.run())
    #expect(report.difference == nil)
  }

  @Test("run.json names the plugins that a run has used, and where they come from")
  func record() throws {
    let record = try RunRecord.content(in: RunFolder(path: run()))
    let expected = [
      #"[{"kind":"loader","name":"inline","origin":"built_in"}"#,
      #"{"kind":"activation","name":"factor","origin":"package","module":"NNExperimentTests"}"#,
      #"{"kind":"activation","name":"sigmoid","origin":"built_in"}"#,
      #"{"kind":"loss","name":"binary_cross_entropy","origin":"built_in"}"#,
      #"{"kind":"schedule","name":"constant","origin":"built_in"}"#,
      #"{"kind":"initializer","name":"he","origin":"built_in"}"#,
      #"{"kind":"optimizer","name":"sgd","origin":"built_in"}]"#,
    ].joined(separator: ",")
    #expect(record?["plugins"]?.text == expected)
    #expect(RunRecord.plugins(of: record) == UsedPlugin.all(of: try read().experiment))
  }

  @Test("Without the module of a plugin a run says which one it needs")
  func withoutModule() throws {
    let run = try run()
    let message = errorText { try CompleteRun(run, registry: Registry()) } ?? ""
    #expect(
      message.contains(
        "error: unknown activation 'factor': the run used that of the module 'NNExperimentTests', "
          + "which this nnrun was built without\n"), "\(message)")
    // Without a run, nothing records where a plugin comes from.
    #expect(
      errorText { try ExperimentFile(path: folder.file("a.yaml"), registry: Registry()) }?
        .contains("unknown activation 'factor'; there are sigmoid, relu, ") == true)
  }
}
