import NNConfig
import NNFiles
import TestSupport
import Testing

@testable import NNExperiment

@Suite("resolved.yaml")
struct ResolvedSettingsTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// The text for a run folder, as training writes it.
  private func resolved(_ file: ExperimentFile, in runFolder: String) throws -> String {
    let digests = try DataFile.all(of: file.experiment, in: DataStore()).map {
      OptionValue.Pair(key: $0.name, value: $0.digest)
    }
    return YAMLText.document(
      file.experiment.resolvedTree(digests: digests) { path in
        FileSystem.relativePath(from: runFolder, to: path)
      })
  }

  @Test("Every setting is written with its value, overrides applied")
  func text() throws {
    try folder.write("x,y\n1,a\n2,b\n", to: "data/rows.csv")
    let file = try folder.read(
      ExperimentText.classes.with(
        "structure: [1, 3, 2]", "activations: {hidden: leaky_relu, output: softmax}",
        "dataset: {loader: csv, path: data/rows.csv, target: y}"),
      overrides: "seed=18446744073709551615", "learning_rate=1e-3")
    try FileSystem.createDirectories(folder.file("runs/a"))
    #expect(
      try resolved(file, in: folder.file("runs/a")) == """
        name: a
        structure: [1, 3, 2]
        activations:
          - {name: leaky_relu, slope: 0.01}
          - softmax
        loss: cross_entropy
        dataset:
          loader: csv
          path: ../../data/rows.csv
          delimiter: ","
          decimal: .
          skip_rows: 0
          target: [y]
          encode: none
          missing: error
          normalize: none
          normalize_targets: none
          sha256:
            rows.csv: 01331cf653a16b7278f66569b5719303c2f18ce869c87638c09943a49d3e73dd
        eta: 0.001
        iterations: 1000
        batch_size: 0
        sampling: random
        initializer: he
        optimizer: sgd
        regularization: none
        dropout: 0.0
        class_weights: none
        seed: 18446744073709551615
        precision: float32
        evaluate_every: 0
        early_stopping: none

        """)
  }

  @Test(
    "It reads back to the same experiment, and is written again to the last byte",
    arguments: ProjectFiles.lessons)
  func readsBack(config: String) throws {
    let runFolder = folder.file("runs/\(config)")
    try FileSystem.createDirectories(runFolder)
    // The images of this one have to be made.
    let path = "dataset.path=\(ProjectFiles.dataset("mnist"))"
    let original = try ExperimentFile(
      path: "\(ProjectFiles.root)/configs/\(config).yaml",
      overrides: config == "mnist-shifted" ? [path] : [], registry: Registry())
    let text = try resolved(original, in: runFolder)
    let again = try ExperimentFile(
      path: folder.write(text, to: "runs/\(config)/resolved.yaml"), registry: Registry())
    #expect(try resolved(again, in: runFolder) == text)
    #expect(again.experiment.name == config)
    #expect(again.experiment.identityTree == original.experiment.identityTree)
    #expect(
      RunIdentity(again.experiment, files: try DataFile.all(of: again.experiment, in: DataStore()))
        .folderName
        == RunIdentity(
          original.experiment, files: try DataFile.all(of: original.experiment, in: DataStore())
        )
        .folderName)
  }

  @Test(
    "Words of every kind read back as they were",
    arguments: [
      "no", "1e3", "-", "- a", "a: b", "a #b", "'quoted'", "\"double\"", "back\\slash", " ", "ä語👍🏽",
      "line\nbreak", "tab\t", "\u{7F}", "\u{85}", "\u{9F}", "\u{2028}", "\u{FEFF}", "{a}", "*a",
      "...",
      "---", "\u{1B}[31m",
    ])
  func words(word: String) throws {
    let text = YAMLText.document(
      .object([(word, .string(word)), ("list", .array([.string(word)]))]))
    let root = try YAMLParser.parse(text, source: SourceText(file: "a", text: text, directory: ""))
    guard case .mapping(let entries) = root.content,
      case .scalar(let value) = entries[0].value.content,
      case .sequence(let list) = entries[1].value.content,
      case .scalar(let element) = list[0].content
    else {
      Issue.record("is read as something else: \(text)")
      return
    }
    #expect([entries[0].key, value, element] == [word, word, word])
  }
}
