import NNConfig
import TestSupport
import Testing

@testable import NNExperiment

@Suite("Sweep: combinations")
struct SweepCombinationTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test("In a grid, the last setting changes first")
  func grid() throws {
    #expect(
      try folder.trials("eta=1,2", "precision=float64", "seed=3,4,5") == [
        "eta=1 precision=float64 seed=3", "eta=1 precision=float64 seed=4",
        "eta=1 precision=float64 seed=5", "eta=2 precision=float64 seed=3",
        "eta=2 precision=float64 seed=4", "eta=2 precision=float64 seed=5",
      ])
    #expect(try folder.trials() == [""])
  }

  @Test("Paired, the first values come together, and a single value goes with all")
  func zip() throws {
    #expect(
      try folder.trials("eta=1,2", "precision=float64", "seed=3,4", zip: true)
        == ["eta=1 precision=float64 seed=3", "eta=2 precision=float64 seed=4"])
    #expect(try folder.trials("eta=1", zip: true) == ["eta=1"])
  }

  @Test("Lists that are paired have equal lengths")
  func lengths() throws {
    let path = try folder.write("seed,batch_size\n1,2\n", to: "t.csv")
    try folder.write("seed,batch_size\n1,2\n2,3\n3,4\n", to: "u.csv")
    #expect(errorText { try folder.trials("eta=1,2", "@\(path)", zip: true) } == nil)
    #expect(
      errorText { try folder.trials("eta=1,2", "iterations=1,2,3", zip: true) }
        == "override 2: iterations=1,2,3: error: --zip pairs values, but 'iterations' has 3 values "
        + "and 'eta' has 2 values")
    #expect(
      errorText { try folder.trials("eta=1,2", "@\(folder.file("u.csv"))", zip: true) }?
        .hasSuffix(
          "--zip pairs values, but 'seed,batch_size' has 3 rows and 'eta' has 2 values") == true)
  }

  @Test("Paired or at random, trials have all values of settings over which means are taken")
  func crossed() throws {
    let zipped = try folder.sweep(
      "seed=3,4", "eta=1,2", "batch_size=2,4",
      options: .with {
        $0.zip = true
        $0.over = ["seed"]
      })
    let trials = [
      "seed=3 eta=1 batch_size=2", "seed=4 eta=1 batch_size=2", "seed=3 eta=2 batch_size=4",
      "seed=4 eta=2 batch_size=4",
    ]
    #expect(
      try zipped.trialTexts().map { Set($0.split(separator: " ")) }
        == trials.map { Set($0.split(separator: " ")) })
    let random = SweepOptions.with {
      $0.random = 3
      $0.over = ["seed"]
    }
    let drawn = try folder.sweep("eta=log(0.01,1)", "seed=5,6", options: random).trialTexts()
    let rates = drawn.map { $0.split(separator: " ")[0] }
    #expect(
      drawn.map { $0.split(separator: " ")[1] } == ["seed=5", "seed=6"] + ["seed=5", "seed=6"] + [
        "seed=5", "seed=6",
      ])
    #expect(rates[0] == rates[1] && rates[2] == rates[3] && rates[4] == rates[5])
    #expect(Set(rates).count == 3)
    let table = try folder.write("batch_size,seed\n1,2\n2,3\n", to: "t.csv")
    #expect(
      errorText { try folder.sweep("eta=1,2", "@\(table)", options: random) }?
        .contains(
          "means over 'seed' need the same values for all trials; take its column out of the table")
        == true)
    #expect(
      errorText { try folder.sweep("eta=1,2", "seed=uniform(1,9)", options: random) }
        == "override 2: seed=uniform(1,9): error: means over 'seed' need the same values for all "
        + "trials; list them: seed=1,2,3")
  }

  @Test("Random trials are the first ones of a larger number")
  func prefix() throws {
    let words = ["eta=log(0.01,1)", "seed=1,2,3", "structure.1=uniform(2,32)"]
    func trials(_ count: Int, seed: UInt64? = nil) throws -> [String] {
      try folder.trials(words[0], words[1], words[2], random: count, seed: seed)
    }
    let many = try trials(40)
    #expect(many.count == 40)
    #expect(try trials(7) == Array(many.prefix(7)))
    #expect(try trials(40, seed: 0) == many)
    let others = try trials(40, seed: 1)
    #expect(many.indices.allSatisfy { many[$0] != others[$0] })
  }

  @Test("Random trials draw from lists and tables, too, each setting for itself")
  func lists() throws {
    let path = try folder.write("precision,batch_size\nfloat32,1\nfloat64,2\n", to: "t.csv")
    let trials = try folder.trials("eta=1,2,3", "seed=1,2,3", "@\(path)", random: 200)
    let pairs = trials.map { $0.split(separator: " ").prefix(2).joined(separator: " ") }
    #expect(Set(pairs).count == 9)
    #expect(
      Set(trials.map { $0.split(separator: " ").suffix(2).joined(separator: " ") })
        == ["precision=float32 batch_size=1", "precision=float64 batch_size=2"])
  }

  @Test("Distributions need random trials")
  func notRandom() {
    #expect(
      errorText { try folder.trials("eta=log(0.1,1)", "batch_size=uniform(1,4)") } == """
        override 1: eta=log(0.1,1): error: 'eta' is to be drawn at random; say how many trials \
        there are with --random N, or how many values: log(1e-4, 1e-1, 7)
        override 2: batch_size=uniform(1,4): error: 'batch_size' is to be drawn at random; say how \
        many trials there are with --random N, or how many values: log(1e-4, 1e-1, 7)
        """)
  }

  @Test("A seed without random trials is refused: it may be meant for the trainings")
  func seed() {
    #expect(
      errorText { try folder.trials("eta=1,2", seed: 4) }
        == "--seed belongs to --random; the seed of trainings is a setting: seed=4")
  }

  @Test(
    "A setting has all of its values in one place, whatever it is called",
    arguments: [("eta=1,2", "eta=3", "eta"), ("eta=1", "learning_rate=2,3", "learning_rate")])
  func repeated(first: String, second: String, key: String) {
    #expect(
      errorText { try folder.trials(first, second) }
        == "override 2: \(second): error: '\(key)' is set twice; write all of its values after one "
        + "equals sign: \(key)=0.1,0.2")
  }

  @Test("Folds are a setting and its values, over which means are taken")
  func folds() throws {
    let declaration = try folder.sweep("eta=1,2", options: .with { $0.folds = 3 })
    #expect(
      try declaration.trialTexts().prefix(4) == [
        "eta=1 dataset.folds=3 dataset.fold=1", "eta=1 dataset.folds=3 dataset.fold=2",
        "eta=1 dataset.folds=3 dataset.fold=3", "eta=2 dataset.folds=3 dataset.fold=1",
      ])
    #expect(declaration.over == ["dataset.fold"])
    let bySeed = try folder.sweep(
      "seed=1,2",
      options: .with {
        $0.folds = 3
        $0.over = ["seed"]
      })
    #expect(bySeed.over == ["seed"])
    #expect(try folder.sweep("dataset.folds=3", "dataset.fold=2").over == [])
  }

  @Test("Means are taken over settings that have values here, by any of their names")
  func over() throws {
    #expect(
      try folder.sweep("learning_rate=1,2", options: .with { $0.over = ["eta"] }).over == ["eta"])
    #expect(
      try folder.sweep("eta=1,2", options: .with { $0.over = ["learning_rate"] }).over == ["eta"])
    #expect(
      errorText { try folder.sweep("eta=1,2", "seed=1", options: .with { $0.over = ["sed"] }) }
        == "--over sed: the sweep has no values for this setting; did you mean 'seed'?")
    #expect(
      errorText { try folder.sweep("eta=1,2", options: .with { $0.over = ["batch_size"] }) }
        == "--over batch_size: the sweep has no values for this setting; there is only eta")
  }

  @Test(
    "Means over a part of a setting, which tables of runs do not have, are refused beforehand",
    arguments: [
      ("structure.1=2,3", "structure.1", "structure"),
      ("activations.hidden=tanh,relu", "activations.hidden", "activations"),
    ])
  func partial(word: String, key: String, whole: String) throws {
    #expect(
      errorText {
        try folder.found(folder.sweep(word, options: .with { $0.over = [key] }))
      } == "--over \(key): means are taken over whole settings; write '\(whole)'")
    let sweep = try folder.found(folder.sweep(word, options: .with { $0.over = [whole] }))
    #expect(sweep.trials.count == 2)
  }

  @Test(
    "There are no more trials than allowed",
    arguments: [
      (["eta=range(1,20)", "seed=range(1,50)"], nil, "1000"), (["eta=1,2"], 11, "11"),
      (["eta=range(1,11)"], nil, "11"),
      (
        [
          "eta=range(1,100000)", "seed=range(1,100000)", "iterations=range(1,100000)",
          "batch_size=range(1,100000)",
        ], nil, "too many"
      ),
    ] as [([String], Int?, String)])
  func limit(words: [String], random: Int?, count: String) throws {
    let declaration = try SweepDeclaration(
      path: folder.write(ExperimentText.xor.text, to: "a.yaml"), words: words,
      options: .with { $0.random = random }, registry: Registry())
    #expect(
      errorText { try SweepPlan(declaration, limit: 10, registry: Registry(), threads: 1) }
        == "the sweep has \(count) trials, and --max-trials is 10; give it fewer values, draw some "
        + "of its trials with --random N, or raise --max-trials")
  }

  @Test("Folds go with every trial, also with random and paired ones")
  func crossedFolds() throws {
    var options = SweepOptions()
    options.folds = 2
    options.zip = true
    let folder = try TemporaryFolder()
    let paired = try folder.sweep("eta=0.1,0.2", "seed=3,4", options: options)
    #expect(
      try paired.trialTexts() == [
        "eta=0.1 seed=3 dataset.folds=2 dataset.fold=1",
        "eta=0.1 seed=3 dataset.folds=2 dataset.fold=2",
        "eta=0.2 seed=4 dataset.folds=2 dataset.fold=1",
        "eta=0.2 seed=4 dataset.folds=2 dataset.fold=2",
      ])
    options.zip = false
    options.random = 3
    let random = try folder.sweep("eta=log(0.01,1)", options: options).trialTexts()
    #expect(random.count == 6)
    let rates = random.map { $0.prefix { $0 != " " } }
    #expect(rates[0] == rates[1] && rates[2] == rates[3] && rates[0] != rates[2])
  }

  @Test("A setting after a part of it would replace the part, so it comes first")
  func overlap() throws {
    #expect(
      errorText { try folder.sweep("structure.1=4,8", "structure=[2, 5, 1]") }
        == "override 2: structure=[2, 5, 1]: error: 'structure' replaces 'structure.1', which is a "
        + "part of it; write 'structure' first, or remove one")
    #expect(
      try folder.sweep("structure=[2, 5, 1]", "structure.1=4,8").trialTexts()
        == ["structure=[2, 5, 1] structure.1=4", "structure=[2, 5, 1] structure.1=8"])
  }

  @Test("A trial is found by its number")
  func single() throws {
    let declaration = try folder.sweep("eta=0.5,0.25", "seed=7,8")
    func file(_ number: Int) throws -> ExperimentFile {
      try SweepPlan.files(
        ofTrials: [number], of: declaration, limit: 10, registry: Registry())[0]
    }
    #expect(try file(2).experiment.seed == 8)
    #expect(try file(3).experiment.seed == 7)
    for number in [-1, 0, 5] {
      #expect(
        errorText { try file(number) }
          == "--trial must be a number from 1 to 4, the number of trials, not \(number)")
    }
  }
}
