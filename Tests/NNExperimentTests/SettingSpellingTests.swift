import NNConfig
import NNCore
import TestSupport
import Testing

@testable import NNExperiment

@Suite("Settings: removal, layers and words of other programs")
struct SettingSpellingTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func experiment(_ text: ExperimentText, _ overrides: String...) throws -> Experiment {
    let path = try folder.write(text.text, to: "a.yaml")
    return try ExperimentFile(path: path, overrides: overrides, registry: Registry()).experiment
  }

  /// The settings as `resolved.yaml` has them.
  private func settings(_ experiment: Experiment) -> String {
    YAMLText.document(experiment.resolvedTree(digests: []) { $0 })
  }

  @Test("The word null removes a setting, whichever of its names is written")
  func removal() throws {
    let text = ExperimentText.xor.with("eta: 0.3", "regularization: {l1: 0.1, l2: 0.2}")
    let plain = try experiment(text.with("regularization: {l2: 0.2}"))
    #expect(try experiment(text, "regularization.l1=null").regularization == plain.regularization)
    #expect(try experiment(text, "regularization=null").regularization.isNone)
    let initial = try settings(experiment(text.with("eta: 0.01")))
    for key in ["eta", "learning_rate", "lr"] {
      #expect(try settings(experiment(text, "\(key)=null")) == initial, "\(key)")
    }
    // A text that is the word is written in quotes.
    #expect(try experiment(text, "name=\"null\"").name == "null")
  }

  @Test("What is not there cannot be removed")
  func nothingToRemove() {
    #expect(
      errorText { try experiment(.xor, "batch_size=null") }
        == "override 1: batch_size=null: error: 'batch_size' is not set in the file, so it cannot be "
        + "removed")
    #expect(
      errorText { try experiment(.xor, "dataset.limt=null") }?
        .contains("'dataset.limt' is not set in 'dataset', so it cannot be removed") == true)
    #expect(
      errorText { try experiment(.xor, "dataset.inptus=null") }?
        .hasSuffix("so it cannot be removed; did you mean 'inputs'?") == true)
    #expect(
      errorText { try experiment(.xor, "structure.1=null") }?
        .contains("an entry of a list cannot be removed; write the whole list without it") == true)
  }

  @Test("Activations in a list and by name can be overridden in either way")
  func layers() throws {
    let names = { (experiment: Experiment) in experiment.activations.map(\.name) }
    let list = ExperimentText.xor.with(
      "structure: [2, 3, 3, 1]", "activations: [tanh, relu, sigmoid]")
    #expect(
      try names(experiment(list, "activations.output=identity", "loss=squared_error"))
        == ["tanh", "relu", "identity"])
    #expect(try names(experiment(list, "activations.hidden=elu")) == ["elu", "elu", "sigmoid"])
    #expect(
      try experiment(
        list, "activations.hidden=leaky_relu", "activations.hidden.slope=0.5"
      ).activations.prefix(2).allSatisfy { $0.name == "leaky_relu" })
    let named = ExperimentText.xor.with(
      "structure: [2, 3, 3, 1]", "activations: {hidden: tanh, output: sigmoid}")
    #expect(try names(experiment(named, "activations.1=relu")) == ["tanh", "relu", "sigmoid"])
    #expect(
      try names(experiment(named, "activations.2=identity", "loss=squared_error"))
        == ["tanh", "tanh", "identity"])
  }

  @Test("A tab can be written as \\t with or without quotes, or as a word")
  func tab() throws {
    try folder.write("x\ty\n1\ta\n2\tb\n", to: "d.tsv")
    let text = ExperimentText.classes.with(
      "structure: [1, 2, 2]", "dataset: {loader: csv, path: d.tsv, target: y, delimiter: \"\\t\"}")
    let expected = try settings(experiment(text))
    for word in [#"\t"#, "tab"] {
      #expect(
        try settings(experiment(text, "dataset.delimiter=\(word)")) == expected,
        "\(word)")
    }
  }

  @Test(
    "Names of other programs for plugins and parameters are answered with those here",
    arguments: [
      ("loss=BCELoss", "unknown loss 'BCELoss'; write 'binary_cross_entropy'"),
      ("initializer=kaiming_normal", "unknown initializer 'kaiming_normal'; write 'he'"),
      ("initializer=old/w.npz", "for a file, write {name: npz, path: old/w.npz}"),
      ("dataset=rows.csv", "for a file, write {loader: csv, path: rows.csv}"),
      (
        "dataset={loader: csv, path: a.csv, target: y, sep: ;}",
        "unknown parameter 'sep' of csv; write 'delimiter'"
      ),
      (
        "dataset={loader: csv, path: a.csv, labels: y}",
        "unknown parameter 'labels' of csv; write 'target'"
      ),
      (
        "dataset={loader: npz, path: a.npz, labels: y}",
        "unknown parameter 'labels' of npz; write 'targets'"
      ),
      (
        "optimizer={name: adam, lr: 0.001}",
        "unknown parameter 'lr' of adam; the learning rate is the field 'eta'"
      ),
      ("optimizer={name: adam, epsilon: 1}", "unknown parameter 'epsilon' of adam; write 'eps'"),
      (
        "eta={schedule: step, from: 1, gamma: 0.1, every: 5}",
        "unknown parameter 'gamma' of step; write 'factor'"
      ),
      (
        "optimizer=nesterov",
        "unknown optimizer 'nesterov'; write '{name: momentum, nesterov: true}'"
      ),
      ("dataset=old/my rows.tsv.gz", #"write {loader: csv, path: "old/my rows.tsv.gz"}"#),
      (
        "eta={schedule: exponential, from: 1, to: 0.1, rate: 0.9}",
        "unknown parameter 'rate' of exponential; there are from, to, warmup"
      ),
      ("structure=auto", "must be a list of positive whole numbers, not 'auto'; write [auto, ...]"),
      ("structure=2,3,1", "write 'structure=[2,3,1]'"), ("eta=1,2", "nnrun sweep "),
    ])
  func foreignNames(override: String, message: String) throws {
    let path = try folder.write(ExperimentText.xor.text, to: "a.yaml")
    let text = errorText {
      do {
        _ = try ExperimentFile(path: path, overrides: [override], registry: Registry())
      } catch let error as ExperimentError {
        throw error.suggestingSweep(of: [override], path: path)
      }
    }
    #expect(text?.contains(message) == true, "\(text ?? "")")
    // A parameter that is required and has another name there is not missing, too.
    #expect(text?.contains("is missing") == false)
  }

  @Test("Foreign names lead to what there is", arguments: Registry().listing)
  func foreignTargets(listing: CatalogListing) {
    let foreign = [
      "activation": ForeignNames.activations, "loss": .losses, "loader": .loaders,
      "initializer": .initializers, "optimizer": .optimizers, "schedule": .schedules,
    ][listing.kind]
    let plugins = listing.plugins.map(\.name)
    let parameters = listing.plugins.flatMap(\.parameters).map(\.name)
    for name in foreign?.plugins.values.sorted() ?? [] where !name.hasPrefix("{") {
      #expect(plugins.contains(name))
    }
    for name in foreign?.parameters.values.flatMap(\.self) ?? [] {
      #expect(parameters.contains(name), "\(name)")
    }
    let known = listing.plugins.flatMap { [$0.name] + $0.aliases }
    for name in foreign?.plugins.keys.sorted() ?? [] {
      #expect(!known.contains(name) && name == name.lowercased(), "\(name)")
    }
  }

  @Test("An experiment may be written as JSON")
  func json() throws {
    let text =
      #"{"structure": [2, 1], "activations": ["sigmoid"], "loss": "mse", "#
      + #""dataset": {"loader": "inline", "inputs": [[0, 1]], "targets": [1]}}"#
    #expect(try folder.read(text).experiment.structure == [2, 1])
  }

  @Test("A header can be true or false")
  func header() throws {
    try folder.write("x,y\n1,a\n2,b\n", to: "d.csv")
    let text = ExperimentText.classes.with(
      "structure: [1, 2, 2]",
      "dataset: {loader: csv, path: d.csv, target: y, header: first_row}")
    #expect(
      try settings(experiment(text, "dataset.header=true")) == settings(experiment(text)))
    #expect(
      try settings(experiment(text, "dataset.header=false")).contains("header: none"))
  }

  @Test(
    "Words of other programs are understood, or answered with the field that is meant",
    arguments: [
      ("n_iterations: 7", nil), ("mini_batch_size: 2", nil), ("lr: 0.2", nil),
      ("hidden_layer_sizes: [3]", "unknown field 'hidden_layer_sizes'; write 'structure', which"),
      ("max_iter: 5", "unknown field 'max_iter'; write 'epochs' for passes"),
      ("path: a.csv", "unknown field 'path'; it belongs to 'dataset': {path: ...}"),
      ("beta1: 0.8", "unknown field 'beta1'; it belongs to 'optimizer': {beta1: ...}"),
      ("l2: 0.1", "unknown field 'l2'; write 'regularization: {l2: ...}'"),
      ("alpha: 5", "unknown field 'alpha'; for a penalty, write 'regularization: {l2: ...}'"),
      ("validation_split: 0.2", "write 'dataset: {validation_fraction: ...}'"),
    ])
  func words(line: String, message: String?) {
    let text = errorText {
      try folder.write(
        ExperimentText.xor.text.split(separator: "\n")
          .filter { !$0.hasPrefix("eta") && !$0.hasPrefix("iterations") && !$0.hasPrefix("batch") }
          .joined(separator: "\n") + "\n\(line)\n", to: "b.yaml")
      _ = try ExperimentFile(path: folder.file("b.yaml"), registry: Registry())
    }
    if let message {
      #expect(text?.contains(message) == true, "\(text ?? "")")
    } else {
      #expect(text == nil)
    }
  }
}
