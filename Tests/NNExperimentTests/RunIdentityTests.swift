import NNConfig
import NNCore
import NNFiles
import TestSupport
import Testing

@testable import NNExperiment

@Suite("The identity of a run")
struct RunIdentityTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// The hash in the name of the run's folder.
  private func hash(_ text: String, overrides: String..., file: String = "a.yaml") throws -> String
  {
    let path = try folder.write(text, to: file)
    let read = try ExperimentFile(path: path, overrides: overrides, registry: Registry())
    let files = try DataFile.all(of: read.experiment, in: DataStore())
    let name = RunIdentity(read.experiment, files: files).folderName
    #expect(name.hasPrefix("\(read.experiment.name)-"))
    return String(name.suffix(12))
  }

  @Test("A folder is named by the experiment's name and 12 digits")
  func folderName() throws {
    let file = try folder.read(.xor, overrides: "name=n_1")
    let name = RunIdentity(file.experiment, files: []).folderName
    #expect(name.count == 4 + 12)
    #expect(name.hasPrefix("n_1-"))
    #expect(name.suffix(12).allSatisfy { "0123456789abcdef".contains($0) })
  }

  @Test("A field with a default for each layer does not change it, whatever the number of layers")
  func defaultForEachLayer() throws {
    let same = PluginField<any Activation>(
      "activations", default: .text("tanh"), isForEachLayer: true, summary: "")
    let experiment = try folder.read(
      .xor.with("structure: [2, 4, 3, 1]", "activations: [tanh, tanh, sigmoid]")
    ).experiment
    #expect(!same.isDefault(in: experiment))
    let all = try folder.read(
      .classes.with(
        "structure: [1, 4, 1]", "activations: [tanh, tanh]", "loss: squared_error",
        "dataset: {loader: inline, inputs: [1, 2], targets: [1, 2]}")
    ).experiment
    #expect(same.isDefault(in: all))
  }

  @Test("It never changes by itself: old runs are found again")
  func pinned() throws {
    // Changes together with `RunIdentity.numericsVersion`, and only then.
    let found = try hash(ExperimentText.xor.text)
    #expect(found == "8f8a4f76b070")
  }

  @Test(
    "It does not change with how the same experiment is written",
    arguments: [
      "name: other", "eta: 0.01", "eta: 1e-2", "eta: {schedule: constant, value: 0.01}",
      "learning_rate: 0.01", "iterations: 1000", "batch_size: 0", "sampling: random",
      "initializer: he", "initializer: {name: he}", "optimizer: sgd", "optimizer: {name: sgd}",
      "seed: 0", "seed: 00", "regularization: none", "regularization: {l1: 0}",
      "dropout: 0", "dropout: [0]", "class_weights: none", "early_stopping: none",
      "class_weights: {0: 1}",
      "precision: float32", "evaluate_every: 0",
      "loss: {name: binary_cross_entropy}",
      "activations: [tanh, sigmoid]", "activations: {output: logistic, hidden: {name: tanh}}",
      "structure: [+2, 04, 1] # comment",
      "dataset: {targets: [[0], 1.0, 1e0, [0]], inputs: [[0, 0], [0, 1], [1, 0], [1, 1]], "
        + "loader: inline, sha256: {}}",
    ])
  func sameExperiment(line: String) throws {
    let original = try hash(ExperimentText.xor.text)
    #expect(try hash(ExperimentText.xor.with(line).text) == original)
  }

  @Test("It does not change with the order of keys, comments or line endings")
  func layout() throws {
    let original = try hash(ExperimentText.xor.text)
    let lines = ExperimentText.xor.text.split(separator: "\n")
    #expect(try hash("# comment\n" + lines.reversed().joined(separator: "\n\n")) == original)
    #expect(try hash(lines.joined(separator: "\r\n")) == original)
  }

  @Test("It does not depend on whether a setting is in the file or in an override")
  func overrides() throws {
    #expect(
      try hash(ExperimentText.xor.text, overrides: "eta=0.5")
        == hash(ExperimentText.xor.with("eta: 0.5").text))
  }

  @Test("Folds on the command line replace a fraction in the file, and the other way round")
  func replaced() throws {
    func text(_ split: String) -> String {
      ExperimentText.xor.with("dataset: {loader: binary_numbers, bits: 2, \(split)}").text
    }
    let (fraction, folds) = (text("test_fraction: 0.25"), text("folds: 2, fold: 1"))
    #expect(try hash(fraction, overrides: "dataset.folds=2", "dataset.fold=1") == hash(folds))
    #expect(try hash(folds, overrides: "dataset.test_fraction=0.25") == hash(fraction))
    #expect(try hash(folds, overrides: "dataset.fold=1") == hash(folds))
    #expect(
      try hash(
        text("test_fraction: 0.5, validation_fraction: 0.25"), overrides: "dataset.folds=2",
        "dataset.fold=1") == hash(text("folds: 2, fold: 1, validation_fraction: 0.25")))
    for (text, overrides) in [
      (text("test_fraction: 0.25, folds: 2, fold: 1"), []),
      (
        text("validation_fraction: 0.25"),
        ["dataset.folds=2", "dataset.fold=1", "dataset.test_fraction=0.25"]
      ),
    ] {
      let path = try folder.write(text, to: "both.yaml")
      let error = try failure {
        try ExperimentFile(path: path, overrides: overrides, registry: Registry())
      }
      #expect(
        error?.text.contains("'folds' cannot be combined with 'test_fraction'") ?? false)
    }
  }

  @Test("It changes with every setting, each time to another one")
  func everySetting() throws {
    let lines = [
      "structure: [2, 5, 1]", "structure: [2, 4, 4, 1]",
      "activations: {hidden: relu, output: sigmoid}",
      "activations: {hidden: leaky_relu, output: sigmoid}",
      "activations: {hidden: {name: leaky_relu, slope: 0.02}, output: sigmoid}",
      "activations: {hidden: tanh, output: sigmoid}\nloss: mse",
      "activations: {hidden: tanh, output: identity}\nloss: mse",
      "eta: 0.02", "iterations: 1001", "epochs: 1000", "epochs: 1001", "batch_size: 4",
      "sampling: epochs", "initializer: xavier",
      "initializer: zeros", "seed: 1", "seed: 18446744073709551615", "regularization: {l1: 1}",
      "regularization: {l2: 1}",
      "dropout: 0.5", "dropout: 0.25", "class_weights: balanced", "class_weights: {0: 2}",
      "precision: float64",
      "evaluate_every: 1", "evaluate_every: 1000",
      "dataset: {loader: inline, inputs: [[0, 0], [0, 1], [1, 0], [1, 1]], targets: [0, 1, 1, 1]}",
      "dataset: {loader: inline, inputs: [[0, 0], [0, 1], [1, 0], [1, 2]], targets: [0, 1, 1, 0]}",
      "dataset: {loader: inline, inputs: [[0, 0], [0, 1], [1, 0], [1, 1]], classes: ['0', '1', '1', "
        + "'0']}",
      "dataset: {loader: binary_numbers, bits: 2}",
      "dataset: {loader: binary_numbers, bits: 2, folds: 2, fold: 1}",
      "dataset: {loader: binary_numbers, bits: 2, folds: 2, fold: 2}",
      "dataset: {loader: binary_numbers, bits: 2, folds: 3, fold: 2}",
      "dataset: {loader: binary_numbers, bits: 2, folds: 3, fold: 2, split_seed: 0}",
      "dataset: {loader: binary_numbers, bits: 2, folds: 3, fold: 2, split_seed: 1}",
    ]
    var hashes: [String: String] = [try hash(ExperimentText.xor.text): "nothing"]
    for line in lines {
      var text = ExperimentText.xor
      for part in line.split(separator: "\n") { text.set(String(part)) }
      let other = hashes.updateValue(line, forKey: try hash(text.text))
      #expect(other == nil, "\(line) makes the same identity as \(other ?? "")")
    }
    #expect(hashes.count == lines.count + 1)
  }

  private static let csv = ExperimentText.classes.with(
    "structure: [1, 4, 2]", "dataset: {loader: csv, path: rows.csv, target: y}")

  @Test("It changes with the bytes of data files, not with their paths or checks")
  func dataFiles() throws {
    let rows = "x,y\n1,a\n2,b\n"
    try folder.write(rows, to: "rows.csv")
    let original = try hash(Self.csv.text)
    try folder.write(rows, to: "other/names.csv")
    let moved = Self.csv.text.replacing("rows.csv", with: "other/names.csv")
    #expect(try hash(moved) == original)
    #expect(
      try hash(Self.csv.text.replacing("rows.csv", with: "../rows.csv"), file: "b/c.yaml")
        == original)
    let digest = try DataFile.all(of: folder.read(Self.csv).experiment, in: DataStore())[0].digest
    #expect(try hash(Self.csv.text, overrides: "dataset.sha256={rows.csv: \(digest)}") == original)
    try folder.write("x,y\n1,a\n2,b", to: "rows.csv")
    #expect(try hash(Self.csv.text) != original)
  }

  @Test("It covers neither paths nor what equals its default, so that new settings rename no run")
  func whatItCovers() throws {
    let text = ExperimentText.classes.with(
      "name: other", "structure: [1, 4, 2]", "seed: 3", "eta: 0.5", "iterations: 1000",
      "activations: {hidden: {name: leaky_relu, slope: 0.01}, output: softmax}",
      "dataset: {loader: csv, path: rows.csv, target: y, normalize: none, test_fraction: 0.5}",
      "initializer: {name: npz, path: start.npz}")
    #expect(
      try folder.read(text).experiment.identityTree.text
        == #"{"structure":[1,4,2],"activations":["leaky_relu","softmax"],"loss":"cross_entropy","#
        + #""dataset":{"loader":"csv","target":["y"],"test_fraction":0.5},"eta":0.5,"#
        + #""initializer":"npz","seed":"3"}"#)
  }

  @Test("It changes when two data files change places")
  func orderOfFiles() throws {
    try folder.write("x,y\n1,a\n2,b\n", to: "one.csv")
    try folder.write("x,y\n1,b\n2,a\n", to: "two.csv")
    func hash(_ train: String, _ test: String) throws -> String {
      try self.hash(
        Self.csv.with("dataset: {loader: csv, path: \(train), test_path: \(test), target: y}").text)
    }
    #expect(try hash("one.csv", "two.csv") != hash("two.csv", "one.csv"))
  }

  @Test("It changes with the set that a file is for")
  func setsOfFiles() throws {
    for name in ["a", "b", "c"] {
      try folder.write("x,y\n1,a\n2,b\n\(name == "a" ? "" : "3,\(name)\n")", to: "\(name).csv")
      try folder.write(name, to: "\(name).npy")
    }
    let sources = [
      "loader: csv, target: y, path: a.csv",
      "loader: csv, target: y, path: a.csv, test_path: b.csv",
      "loader: csv, target: y, path: a.csv, validation_path: b.csv",
      "loader: csv, target: y, path: a.csv, test_path: b.csv, validation_path: c.csv",
      "loader: csv, target: y, path: a.csv, test_path: c.csv, validation_path: b.csv",
      "loader: npz, path: a.npy, targets_path: b.npy",
      "loader: npz, path: a.npy, targets_path: b.npy, test_path: c.npy, test_targets_path: c.npy",
      "loader: npz, path: a.npy, targets_path: b.npy, validation_path: c.npy, "
        + "validation_targets_path: c.npy",
      "loader: npz, path: a.npy, targets_path: b.npy, validation_path: c.npy, "
        + "validation_targets_path: b.npy",
      "loader: npz, path: a.npy, targets_path: b.npy, validation_path: a.npy, "
        + "validation_targets_path: b.npy",
      "loader: npz, path: a.npy, targets_path: b.npy, validation_path: a.npy, "
        + "validation_targets_path: b.npy, test_path: c.npy, test_targets_path: b.npy",
      "loader: npz, path: a.npy, targets_path: b.npy, validation_path: c.npy, "
        + "validation_targets_path: b.npy, test_path: c.npy, test_targets_path: b.npy",
    ]
    let hashes = try sources.map { try hash(Self.csv.with("dataset: {\($0)}").text) }
    for (index, hash) in hashes.enumerated() {
      #expect(hashes.firstIndex(of: hash) == index, "\(sources[index])")
    }
  }

  /// With a test file, a run has the identity that it had before there were validation sets.
  @Test("A test file is not named, a validation file is")
  func namedFiles() throws {
    let experiment = try folder.read(
      Self.csv.with(
        "dataset: {loader: csv, path: a.csv, target: y, test_path: b.csv, validation_path: c.csv}")
    ).experiment
    #expect(
      experiment.identityTree.text.contains(
        #""dataset":{"loader":"csv","target":["y"],"validation_path":true}"#))
  }

  @Test("It changes with the bytes of initial weights")
  func startWeights() throws {
    let text = ExperimentText.xor.with("initializer: {name: npz, path: start.npz}").text
    try folder.write("one", to: "start.npz")
    let original = try hash(text)
    try folder.write("two", to: "start.npz")
    #expect(try hash(text) != original)
  }
}
