import Foundation
import NNConfig
import NNFiles
import TestSupport
import Testing

@testable import NNExperiment

@Suite("Comparisons of runs")
struct RunComparisonTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Compares all runs.
  private func comparison(
    _ set: (inout RunComparison.Options) throws -> Void = { _ in }
  ) throws -> RunComparison {
    var options = RunComparison.Options()
    try set(&options)
    let scan = try RunScan(allIn: folder.file("runs"), registry: Registry(), threads: 2)
    #expect(scan.warnings == [])
    return try RunComparison(scan, options: options)
  }

  /// Compares means over seeds.
  private func means(sort: String? = nil) throws -> RunComparison {
    try comparison {
      $0.over = ["seed"]
      $0.sort = sort
    }
  }

  /// The texts in a column.
  private func column(_ key: String, of comparison: RunComparison) -> [String?] {
    comparison.rows.map { $0[key]?.text }
  }

  /// Makes a complete run one that has come less far.
  private func mark(_ run: String, _ state: ComparedRun.State) throws {
    let run = folder.relative(run)
    let record = try folder.text("\(run)/run.json")
    try folder.remove("\(run)/SHA256SUMS")
    if state == .interrupted { return try folder.remove("\(run)/run.json") }
    try folder.write(
      record.replacing(#""completed""#, with: "\"\(state.rawValue)\""), to: "\(run)/run.json")
  }

  /// The paths of complete runs that differ in their seeds.
  private func train(_ eta: String, seeds: Int) throws -> [String] {
    try (1...seeds).map { seed in
      try folder.train(.xor, "iterations=20", "eta=\(eta)", "seed=\(seed)").run
    }
  }

  @Test("Settings can be called by their aliases")
  func aliases() throws {
    _ = try train("0.1", seeds: 1)
    _ = try train("0.5", seeds: 1)
    let comparison = try comparison {
      $0.columns = ["lr", "n_iterations", "mini_batch_size"]
      $0.sort = "-learning_rate"
      $0.conditions = [try RunCondition("lr > 0.2")]
      $0.over = ["seed"]
    }
    #expect(comparison.columns == ["eta", "iterations", "batch_size"])
    #expect(column("eta", of: comparison) == ["0.5"])
  }

  @Test("Means over complete runs are complete, and have no column for their state")
  func completeMeans() throws {
    _ = try train("0.1", seeds: 3)
    _ = try train("0.5", seeds: 2)
    let means = try means(sort: "eta")
    #expect(column("runs", of: means) == ["3", "2"])
    #expect(column("status", of: means) == ["completed", "completed"])
    #expect(means.best != nil)
    #expect(!means.columns.contains("status"))
  }

  @Test("A copy of a run counts once in a mean, and a copy of the latest run is not a run")
  func copies() throws {
    let runs = try train("0.1", seeds: 3)
    let expected = try means().rows.map { $0["train.cost"]?.text }
    try folder.remove("runs/latest")
    for name in ["latest", "copy"] {
      try FileManager.default.copyItem(atPath: runs[0], toPath: folder.file("runs/\(name)"))
    }
    let means = try means()
    #expect(column("runs", of: means) == ["3"])
    #expect(means.rows.map { $0["train.cost"]?.text } == expected)
    #expect(means.notes == ["1 copy of other runs left out"])
    #expect(try comparison().rows.count == 4)
  }

  @Test("Runs that are not complete are counted in the status, and leave means as they are")
  func incompleteMembers() throws {
    let runs = try train("0.1", seeds: 5)
    _ = try train("0.5", seeds: 1)
    let costs = try comparison { $0.conditions = [try RunCondition("eta=0.1")] }.rows
      .filter { runs.prefix(2).contains($0.paths[0]) }
      .compactMap { $0["train.cost"]?.number }
    try mark(runs[2], .diverged)
    try mark(runs[3], .paused)
    try mark(runs[4], .paused)
    for sort in ["train.cost", "-train.cost", "eta", "-eta"] {
      let means = try means(sort: sort)
      #expect(column("eta", of: means) == ["0.5", "0.1"], "\(sort)")
      #expect(column("status", of: means) == ["completed", "2 paused, 1 diverged"], "\(sort)")
      #expect(means.best == 0, "\(sort)")
    }
    let means = try means()
    #expect(means.columns.contains("status"))
    #expect(means.notes == [])
    #expect(column("runs", of: means) == ["1", "2"])
    let mean = try #require(means.rows[1]["train.cost"]?.number)
    #expect(abs(mean - (costs[0] + costs[1]) / 2) < 1e-15)
    let deviation = try #require(means.rows[1].deviations["train.cost"])
    #expect(abs(deviation - abs(costs[0] - costs[1]) / 2.0.squareRoot()) < 1e-15)
    #expect(means.csv.contains("2 paused, 1 diverged"))
  }

  @Test("Without a complete run, means are those of the runs that have come furthest")
  func incompleteMeans() throws {
    let runs = try train("0.1", seeds: 3)
    try mark(runs[0], .interrupted)
    try mark(runs[1], .paused)
    try mark(runs[2], .paused)
    let all = try means()
    #expect(column("status", of: all) == ["2 paused, 1 interrupted"])
    #expect(column("runs", of: all) == ["2"])
    #expect(all.best == nil && all.reasonForNoBest == nil)
    try folder.remove(folder.relative(runs[0]))
    let paused = try means()
    #expect(column("status", of: paused) == ["paused"])
    #expect(column("runs", of: paused) == ["2"])
    #expect(paused.best == nil && paused.reasonForNoBest == nil)
  }

  @Test("A mean that lacks runs is not the best, even if no other is complete")
  func noCompleteMean() throws {
    for eta in ["0.1", "0.5"] { try mark(train(eta, seeds: 3)[1], .diverged) }
    let means = try means()
    #expect(column("status", of: means) == ["1 diverged", "1 diverged"])
    #expect(means.best == nil)
    #expect(means.reasonForNoBest == "each row has runs that are not complete")
    let costs = means.rows.compactMap { $0["train.cost"]?.number }
    #expect(costs.count == 2 && costs == costs.sorted())
    let selected = try comparison {
      $0.over = ["seed"]
      $0.conditions = [try RunCondition("status=completed")]
    }
    #expect(selected.best == 0 && selected.reasonForNoBest == nil)
    #expect(column("status", of: selected) == ["completed", "completed"])
  }

  @Test("Settings of activations are known by the keys that overrides have")
  func activations() throws {
    let text = ExperimentText.xor.with(
      "structure: [2, 3, 3, 1]", "loss: squared_error",
      "activations: {hidden: {name: leaky_relu, slope: 0.1}, output: {name: elu, alpha: 2}}",
      "iterations: 2")
    _ = try folder.train(text)
    _ = try folder.train(text, "activations.hidden.slope=0.2")
    let uniform = try comparison()
    #expect(uniform.columns.first == "activations.hidden.slope")
    #expect(!uniform.columns.contains { $0.hasPrefix("activations.output") })
    #expect(Set(column("activations.hidden.slope", of: uniform)) == ["0.1", "0.2"])
    #expect(
      column("activations", of: uniform) == [
        "[leaky_relu, leaky_relu, elu]", "[leaky_relu, leaky_relu, elu]",
      ])
    let selected = try comparison {
      $0.conditions = [try RunCondition("activations.hidden.slope=0.2")]
    }
    #expect(selected.rows.count == 1)
    _ = try folder.train(text, "activations.1={name: leaky_relu, slope: 0.3}")
    let different = try comparison { $0.conditions = [try RunCondition("activations.1.slope=0.3")] }
    #expect(different.rows.count == 1)
  }

  private static let otherData = "the runs have different data"

  @Test(
    "Without data files, any setting of the data set makes other data",
    arguments: [
      "dataset.targets=[0, 1, 1, 1]", "dataset.inputs=[[0, 0], [0, 1], [1, 0], [2, 2]]",
      "dataset.test_fraction=0.5",
      "dataset={loader: binary_numbers, bits: 2}",
    ])
  func otherInlineData(override: String) throws {
    let text = ExperimentText.xor.with(
      "loss: squared_error", "activations: {hidden: tanh, output: identity}")
    _ = try folder.train(text, "iterations=2")
    let other = try folder.train(text, "iterations=2", override)
    let both = try comparison()
    #expect(both.rows.count == 2)
    #expect(both.best == nil && both.measure == nil)
    #expect(both.reasonForNoBest == Self.otherData)
    try mark(other.run, .interrupted)
    // Only complete runs are candidates.
    let one = try comparison()
    #expect(one.best == 0 && one.reasonForNoBest == nil)
  }

  @Test("The bytes of data files make other data, other settings of the data set do not")
  func dataFiles() throws {
    try folder.write("x,y,kind\n1,2,a\n3,5,b\n6,1,a\n2,4,b\n", to: "a.csv")
    let text = ExperimentText([
      "structure: [2, 3, 2]", "activations: {hidden: tanh, output: softmax}",
      "loss: cross_entropy", "iterations: 3",
      "dataset: {loader: csv, path: a.csv, target: kind, normalize: zscore}",
    ])
    _ = try folder.train(text)
    _ = try folder.train(text, "dataset.normalize=minmax")
    #expect(try comparison().best == 0)
    try folder.write("x,y,kind\n1,2,a\n3,5,b\n6,1,a\n2,5,b\n", to: "a.csv")
    _ = try folder.train(text)
    #expect(try comparison().reasonForNoBest == Self.otherData)
    let same = try comparison { $0.conditions = [try RunCondition("dataset.normalize=minmax")] }
    #expect(same.best == 0 && same.reasonForNoBest == nil)
  }

  @Test("Data in a file are other data than those in the experiment")
  func otherLoader() throws {
    _ = try folder.train(.classes, "iterations=2")
    try folder.write("x,kind\n1,a\n2,b\n3,c\n", to: "a.csv")
    _ = try folder.train(
      .classes.with("dataset: {loader: csv, path: a.csv, target: kind}"), "iterations=2")
    #expect(try comparison().reasonForNoBest == Self.otherData)
  }

  @Test("Folds over which means are taken are not other data")
  func folds() throws {
    for eta in ["0.1", "0.5"] {
      for fold in 1...2 {
        _ = try folder.train(
          .xor, "iterations=2", "eta=\(eta)", "dataset.folds=2", "dataset.fold=\(fold)")
      }
    }
    #expect(try comparison().reasonForNoBest == Self.otherData)
    #expect(try comparison { $0.over = ["dataset.fold"] }.best == 0)
  }

  @Test("Costs of different losses are not compared, other measures are")
  func losses() throws {
    _ = try folder.train(.classes, "iterations=2")
    _ = try folder.train(.classes, "iterations=2", "loss=squared_error")
    let accuracies = try comparison()
    #expect(accuracies.measure == "train.accuracy")
    #expect(accuracies.best == 0 && accuracies.reasonForNoBest == nil)
    #expect(accuracies.unusualGoal == nil)
    let least = try comparison { $0.goal = try Goal("min:train.accuracy") }
    #expect(least.best == 0 && least.unusualGoal == "smallest")
    for goal in [nil, "min:train.cost"] {
      let costs = try comparison {
        $0.sort = goal == nil ? "train.cost" : nil
        $0.goal = try goal.map { try Goal($0) }
      }
      #expect(costs.best == nil)
      #expect(
        costs.reasonForNoBest
          == "costs of different losses cannot be compared; choose another measure with --sort "
          + "(compare) or --goal (sweep)")
    }
  }
}
