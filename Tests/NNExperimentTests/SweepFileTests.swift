import NNConfig
import NNFiles
import TestSupport
import Testing

@testable import NNExperiment

@Suite("Sweep files")
struct SweepFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(
    "Settings have one value, values separated by commas, or a list",
    arguments: [
      ("settings: {eta: 0.5}", ["eta=0.5"]), ("settings: {eta: '1, 2'}", ["eta=1", "eta=2"]),
      ("settings: {eta: [1, 2]}", ["eta=1", "eta=2"]),
      ("settings: {eta: 'range(1, 3)'}", ["eta=1", "eta=2", "eta=3"]),
      ("settings: {eta: ['range(1, 2)', 5]}", ["eta=1", "eta=2", "eta=5"]),
      (
        "settings: {structure: [[2, 3, 1], [2, 4, 1]]}",
        ["structure=[2, 3, 1]", "structure=[2, 4, 1]"]
      ),
      (
        "settings: {structure: '[2, 3, 1], [2, 4, 1]'}",
        ["structure=[2, 3, 1]", "structure=[2, 4, 1]"]
      ),
      ("settings: {loss: {name: huber, delta: 2}}", ["loss={name: huber, delta: 2}"]),
      ("settings: {name: ['a, b', c]}", ["name=a, b", "name=c"]),
      ("", [""]), ("settings: {}", [""]),
      ("trials: [{eta: 1, seed: 2}, {eta: 3}]", ["eta=1 seed=2", "eta=3"]),
      ("trials: [{structure: [2, 3, 1]}]", ["structure=[2, 3, 1]"]),
      (
        "settings: {eta: [1, 2], seed: [3, 4]}\nzip: true", ["eta=1 seed=3", "eta=2 seed=4"]
      ),
    ])
  func settings(text: String, trials: [String]) throws {
    #expect(try folder.sweep(file: "experiment: a.yaml\n\(text)\n").trialTexts() == trials)
  }

  @Test("All fields are read")
  func fields() throws {
    let declaration = try folder.sweep(
      file: """
        experiment: a.yaml
        settings: {eta: 'log(0.1, 1)', seed: [1, 2]}
        random: 5
        seed: 18446744073709551615
        goal: max:train.accuracy
        over: seed
        working_folder: data

        """)
    #expect(folder.relative(declaration.experimentPath) == "a.yaml")
    #expect(declaration.combination == .random(5, seed: .max))
    #expect(declaration.goal?.text == "max:train.accuracy")
    #expect(declaration.over == ["seed"])
    #expect(folder.relative(declaration.directory) == "data")
    let plain = try folder.sweep(file: "experiment: a.yaml\n")
    #expect(plain.combination == .grid)
    #expect(plain.goal == nil)
    #expect(plain.over == [])
    #expect(plain.directory == folder.path)
  }

  @Test("A file without an experiment is an experiment, unless only sweeps have its fields")
  func experiment() throws {
    #expect(try folder.sweep("eta=1,2").trialTexts() == ["eta=1", "eta=2"])
    func errors(_ text: String) -> String {
      errorText {
        try SweepPlan(folder.sweep(file: text), limit: 1, registry: Registry(), threads: 1)
      } ?? ""
    }
    let misspelt = errors("experimnt: a.yaml\nsettings: {eta: 1}\n")
    #expect(misspelt.contains("unknown field 'experimnt' of a sweep; did you mean 'experiment'?"))
    #expect(!misspelt.contains("'experiment' is missing"))
    #expect(errors("settings: {eta: 1}\nzip: true\n").contains("'experiment' is missing"))
    #expect(
      errors("structure: [2, 1]\nsettings: {eta: 1}\n").contains("unknown field 'settings'"))
  }

  @Test("A seed or the fewest iterations in a file may be for options of the command line")
  func completed() throws {
    let text = "experiment: a.yaml\nsettings: {eta: [1, 2]}\nseed: 5\nmin_iterations: 7\n"
    let declaration = try folder.sweep(
      file: text,
      options: .with {
        $0.random = 3
        $0.halving = 2
      })
    #expect(declaration.combination == .random(3, seed: 5))
    #expect(declaration.halving == Halving(factor: 2, minimumIterations: 7))
  }

  @Test("Where an experiment belongs, a sweep file is an error that names the command for it")
  func sweepAsExperiment() throws {
    let path = try folder.write("experiment: a.yaml\nsettings: {eta: 1}\n", to: "s w.yaml")
    let error = try #require(throws: ExperimentError.self) {
      try ExperimentFile(path: path, overrides: ["eta=1"], registry: Registry())
    }
    let text = "\(error.suggestingSweep(of: ["eta=1"], path: path))"
    #expect(
      text.hasPrefix(
        "\(path):1:1: error: this file declares a sweep, which is trained by 'nnrun sweep '\(path)''\n"
      ),
      "\(text)")
  }

  @Test("A list of which each value should be one has a second pair of brackets")
  func nesting() {
    let message =
      "error: each value of 'structure' is a list, so a list of them has two pairs of brackets; "
      + "for one value, write [[4, 8, 3]]"
    let error = errorText {
      try folder.sweep(file: "experiment: a.yaml\nsettings: {structure: [4, 8, 3]}\n")
    }
    #expect(error?.contains(message) == true, "\(error ?? "")")
  }

  @Test("Relative paths in values start at the working folder, otherwise at the file")
  func paths() throws {
    try folder.write("a,b\n0,1\n1,0\n", to: "data/d.csv")
    try folder.write(
      ExperimentText.xor.with(
        "structure: [1, 2, 1]", "loss: squared_error",
        "dataset: {loader: csv, path: none.csv, target: b}"
      ).text, to: "e/a.yaml")
    for text in ["dataset.path: d.csv}\nworking_folder: data", "dataset.path: data/d.csv}"] {
      let path = try folder.write("experiment: e/a.yaml\nsettings: {\(text)\n", to: "sweep.yaml")
      let declaration = try SweepDeclaration(
        path: path, words: [], options: SweepOptions(), registry: Registry())
      #expect(try folder.found(declaration).trials.count == 1, "\(text)")
    }
  }

  /// A declaration of each kind.
  private func declarations() throws -> [(name: String, declaration: SweepDeclaration)] {
    let table = try folder.write("eta,structure\n0.5,\"[2, 3, 1]\"\n,\n0.25,\n", to: "t.csv")
    let random = SweepOptions.with {
      $0.random = 6
      $0.seed = 9
    }
    return [
      ("grid", try folder.sweep("eta=0.5,0.25", "structure=[2,3,1],[2,4,1]", "name='a,b',c")),
      ("a fixed value", try folder.sweep("eta=0.5", "name='it''s, b'", "seed=range(1,3)")),
      (
        "zip",
        try folder.sweep("eta=1,2", "seed=3,4", "batch_size=4", options: .with { $0.zip = true })
      ),
      ("random", try folder.sweep("eta=log(0.1,1)", "seed=1,2", options: random)),
      ("table", try folder.sweep("@\(table)", "seed=1,2")),
      (
        "random rows",
        try folder.sweep("@\(table)", "seed=1,2,3", "batch_size=1,2", options: random)
      ),
      (
        "goal and means",
        try folder.sweep(
          "eta=1,2", "seed=1,2",
          options: .with {
            $0.goal = try? Goal("min:train.cost")
            $0.over = ["seed"]
          })
      ),
      ("folds", try folder.sweep("eta=1,2", options: .with { $0.folds = 4 })),
      (
        "mappings", try folder.sweep("loss={name: huber, delta: 2},{name: formula, f: 'abs(a, y)'}")
      ),
    ]
  }

  @Test("What is written is read as the same sweep, from another folder, too")
  func written() throws {
    for (name, declaration) in try declarations() {
      let place = folder.file("runs/sweeps/x")
      try FileSystem.createDirectories(place)
      let path = try folder.write(
        YAMLText.document(declaration.tree(in: place)), to: "runs/sweeps/x/sweep.yaml")
      let read = try SweepDeclaration(
        path: path, words: [], options: SweepOptions(), registry: Registry())
      #expect(try read.trialTexts() == declaration.trialTexts(), "\(name)")
      #expect(read.combination == declaration.combination, "\(name)")
      #expect(read.goal?.text == declaration.goal?.text, "\(name)")
      #expect(read.over == declaration.over, "\(name)")
      #expect(
        FileSystem.absolutePath(read.experimentPath) == declaration.experimentPath, "\(name)")
      #expect(
        FileSystem.absolutePath(read.directory) == FileSystem.absolutePath("."), "\(name)")
      let again = try folder.write(
        YAMLText.document(read.tree(in: place)), to: "runs/sweeps/x/again.yaml")
      #expect(
        try folder.bytes("runs/sweeps/x/again.yaml") == folder.bytes("runs/sweeps/x/sweep.yaml"),
        "\(name): \(again)")
    }
  }

  @Test("The command line replaces settings and the rest of the file")
  func replaced() throws {
    let text = """
      experiment: a.yaml
      settings: {eta: [1, 2], seed: [3, 4]}
      goal: train.cost

      """
    #expect(
      try folder.sweep(file: text, "learning_rate=5").trialTexts()
        == ["seed=3 learning_rate=5", "seed=4 learning_rate=5"])
    #expect(
      try folder.sweep(file: text, options: .with { $0.zip = true }).trialTexts()
        == ["eta=1 seed=3", "eta=2 seed=4"])
    let random = try folder.sweep(
      file: text,
      options: .with {
        $0.random = 3
        $0.seed = 4
        $0.goal = try? Goal("max:train.accuracy")
        $0.over = ["seed"]
      })
    #expect(random.combination == .random(3, seed: 4))
    #expect(random.goal?.text == "max:train.accuracy")
    #expect(random.over == ["seed"])
  }

  @Test("Of random trials in a file, the command line replaces the seed or the number")
  func randomReplaced() throws {
    let text = "experiment: a.yaml\nsettings: {eta: 'log(0.1, 1)'}\nrandom: 5\nseed: 6\n"
    #expect(
      try folder.sweep(file: text, options: .with { $0.seed = 7 }).combination
        == .random(5, seed: 7))
    #expect(
      try folder.sweep(file: text, options: .with { $0.random = 2 }).combination
        == .random(2, seed: 6))
  }

  @Test(
    "Mistakes are shown where they are",
    arguments: [
      (
        "sttings: {eta: 1}", 2, 1,
        "unknown field 'sttings' of a sweep; did you mean 'settings'?"
      ),
      (
        "settings: [1, 2]", 2, 11,
        "'settings' must be a mapping from settings to their values, not a list"
      ),
      ("settings: {eta: []}", 2, 17, "there are no values; remove the setting"),
      (
        "settings: {eta: '1,,2'}", 2, 17,
        "a value is missing beside a comma; values that contain commas are written in quotes"
      ),
      (
        "settings: {eta: 'log(1, 2, 1)'}", 2, 12,
        "'log(1, 2, 1)': the count must be a whole number from 2 to 1000000"
      ),
      ("settings: {name: ['[a']}", 2, 19, "']' is missing in '[a'"),
      (
        "trials: {eta: 1}", 2, 9,
        "'trials' must be a list with a mapping for each trial: [{eta: 0.1}, {eta: 0.2}]"
      ),
      (
        "trials: []", 2, 9,
        "'trials' must be a list with a mapping for each trial: [{eta: 0.1}, {eta: 0.2}]"
      ),
      ("trials: [{eta: 1}, 2]", 2, 20, "a trial is a mapping such as {eta: 0.1}, not '2'"),
      (
        "zip: maybe", 2, 6, "'zip' must be true or false, not 'maybe'"
      ),
      ("random: 0", 2, 9, "'random' must be a positive whole number, not '0'"),
      ("random: 2\nzip: true", 3, 6, "'zip' cannot be combined with 'random'; remove one"),
      (
        "seed: 3", 2, 1,
        "'seed' belongs to 'random', which is missing; the seed of trainings is one of 'settings'"
      ),
      (
        "settings: {eta: [1, 2]}\nsettings: {seed: 1}", 3, 1,
        "'settings' is set twice; first on line 2"
      ),
      (
        "settings: {eta: 'log(1, 2)'}", 2, 12,
        "'eta' is to be drawn at random; say how many trials there are with --random N, or how many "
          + "values: log(1e-4, 1e-1, 7)"
      ),
      (
        "settings: {eta: 1}\ntrials: [{eta: 1}]", 3, 9,
        "'eta' is set twice; write all of its values after one equals sign: eta=0.1,0.2"
      ),
    ])
  func mistakes(text: String, line: Int, column: Int, message: String) throws {
    let found = errorText { try folder.sweep(file: "experiment: a.yaml\n\(text)\n") }
      .map(folder.relative)
    #expect(
      found?.split(separator: "\n").first.map(String.init)
        == "sweep.yaml:\(line):\(column): error: \(message)")
  }

  @Test("An unknown goal is shown where it is")
  func goal() {
    let found = errorText { try folder.sweep(file: "experiment: a.yaml\ngoal: max:test.acuracy\n") }
    #expect(
      found?.contains(
        "sweep.yaml:2:7: error: the goal must be a measure, such as min:validation.cost or "
          + "max:test.accuracy, not 'max:test.acuracy'; did you mean 'test.accuracy'?") == true)
  }

  @Test("An experiment that does not exist is named")
  func missing() {
    #expect(
      errorText { try folder.sweep(file: "experiment: b.yaml\n") }.map(folder.relative)
        == "b.yaml: does not exist")
  }
}
