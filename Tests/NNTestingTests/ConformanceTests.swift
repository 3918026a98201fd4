import NNConfig
import NNCore
import NNData
import NNTesting
import TestSupport
import Testing

@Suite("Reports on plugins")
struct ConformanceTests {
  private func plugin<Component>(
    _ name: String, _ plugins: [Plugin<Component>]
  ) throws -> Plugin<Component> {
    try #require(plugins.first { $0.name == name })
  }

  @Test("A report has the kind, the name and every check")
  func report() throws {
    let report = try Conformance.check(plugin("relu", CorePlugins.activations))
    #expect(report.kind == "activation" && report.name == "relu")
    #expect(
      report.checks.map(\.name) == [
        "memory", "repeatability", "batch independence", "empty batch", "padding",
        "instruction sets", "gradient", "linearity", "elementwise", "limits", "extreme input",
        "float32", "threads",
      ])
    #expect(report.passedCount == report.checks.count)
    #expect(report.failures == [] && report.notChecked == [])
  }

  @Test("A component is named by its type")
  func component() {
    let report = Conformance.check(FaultySchedule(.zero))
    #expect(report.kind == "schedule" && report.name == "FaultySchedule")
  }

  @Test("A plugin that needs settings is not checked without them")
  func noSettings() throws {
    let report = try Conformance.check(plugin("csv", DataPlugins.loaders))
    #expect(report.passedCount == 0 && report.failures == [])
    #expect(report.notChecked == ["settings: it needs settings, {path: ..., target: ...}"])
  }

  @Test("A plugin that rejects its defaults is not checked without settings")
  func contradictingDefaults() throws {
    let plugin = Plugin<any Schedule>(
      "either", summary: "needs one of two",
      parameters: [Parameter("a", .integer(0...1), summary: "one")]
    ) { options throws(ExperimentError) in
      throw options.invalid("a", "set 'a' or 'b'")
    }
    #expect(try Conformance.check(plugin).notChecked == ["settings: set 'a' or 'b'"])
    #expect(throws: ExperimentError.self) { try Conformance.check(plugin, settings: "{a: 1}") }
  }

  @Test("An example that does not work is a failure")
  func example() throws {
    let plugin = Plugin<any Schedule>(
      "flat", summary: "a rate", example: "{schedule: flat, rate: -1}",
      parameters: [Parameter("rate", .number(.positive), isRequired: true, summary: "the rate")]
    ) { _ in
      FaultySchedule(.zero)
    }
    #expect(
      try Conformance.check(plugin).failures == [
        "example: 'rate' of flat must be a positive number, not '-1'"
      ])
    #expect(try Conformance.check(plugin, settings: "{rate: 1}").passedCount == 2)
  }

  @Test("A wrong example of a plugin with defaults is a failure beside its other checks")
  func exampleBesideDefaults() throws {
    let plugin = Plugin<any Schedule>(
      "flat", summary: "a rate", example: "{schedule: flat, rte: 1}",
      parameters: [.number("rate", default: 1, in: 0..<2, summary: "the rate")]
    ) { _ in
      FaultySchedule(.length)
    }
    let report = try Conformance.check(plugin)
    #expect(
      report.failures.first
        == "example: unknown parameter 'rte' of flat; did you mean 'rate'?", "\(report.failures)")
    #expect(report.checks.count > 2)
  }

  @Test(
    "A loader that does not read the files of its example fails, and one without is not checked")
  func otherFiles() throws {
    let plugin = Plugin<any DatasetLoader>(
      "lines", summary: "lines", example: "{loader: lines, paths: [\(#filePath)]}",
      parameters: [Parameter("paths", .list(.path), isRequired: true, summary: "the files")]
    ) { options in
      FaultyLoader(.fails, options, instances: Counter())
    }
    #expect(
      try Conformance.check(plugin).failures == [
        "loading: with the files of its example: rows.txt: is empty"
      ])
    let missing = Plugin<any DatasetLoader>(
      "lines", summary: "lines", example: "{loader: lines, paths: [no.txt]}",
      parameters: plugin.parameters
    ) { options in
      FaultyLoader(.fails, options, instances: Counter())
    }
    #expect(
      try Conformance.check(missing).notChecked == ["settings: it needs settings, {paths: ...}"])
  }

  @Test("A set that is the training set once more is doubtful if the settings say so")
  func truthTable() throws {
    let report = try Conformance.check(
      plugin("inline", DataPlugins.loaders),
      settings: "{inputs: [1, 2], targets: [3, 4], test_inputs: [2, 1], test_targets: [4, 3]}")
    #expect(report.failures == [])
    #expect(
      report.notChecked.contains(
        "test set: the test set has the same rows as the training set, which is right if it is "
          + "meant"), "\(report.notChecked)")
  }

  @Test("A short training that diverges says nothing about threads")
  func divergence() throws {
    let report = try Conformance.check(
      plugin("formula", CorePlugins.optimizers), settings: "{w: w - 1e300 * g * (1 + w^2)}")
    #expect(
      report.notChecked.contains { $0.hasPrefix("threads: the short training diverges") },
      "\(report.notChecked)")
  }

  @Test(
    "Mistakes in settings are thrown",
    arguments: [
      (
        "{slope: 3}",
        """
        settings of leaky_relu:1:9: error: 'slope' of leaky_relu must be a number of at least 0 and \
        below 1, not '3'
           1 | {slope: 3}
             |         ^
        """
      ),
      (
        "0.3",
        """
        settings of leaky_relu:1:1: error: the settings of leaky_relu must be a mapping, such as \
        {key: value}, not '0.3'
           1 | 0.3
             | ^~~
        """
      ),
    ])
  func mistakes(settings: String, text: String) throws {
    let plugin = try plugin("leaky_relu", CorePlugins.activations)
    #expect(errorText { try Conformance.check(plugin, settings: settings) } == text)
  }

  @Test("Settings that do not go with a split are the reason why it is not checked")
  func noSplit() throws {
    let report = try Conformance.check(
      plugin("binary_numbers", DataPlugins.loaders), settings: "{holdout: [1]}")
    #expect(report.failures == [])
    #expect(
      report.notChecked == [
        "split: 'test_fraction' cannot be combined with 'holdout'; remove one of them"
      ])
  }

  @Test("A file for another network is the reason why an initializer is not checked")
  func otherNetwork() throws {
    let report = try Conformance.check(
      plugin("npz", CorePlugins.initializers), settings: "{path: no.npz}")
    #expect(report.failures == [] && report.passedCount == 0)
    #expect(
      report.notChecked == [
        "initialization: the checks use a network with the structure [5, 19, 3]: no.npz: does not "
          + "exist"
      ])
  }

  @Test("A schedule for longer trainings is not checked")
  func longSchedule() throws {
    let report = try Conformance.check(
      plugin("constant", CorePlugins.schedules), settings: "{value: 0.1, warmup: 5000}")
    #expect(
      report.notChecked == [
        "rates: trainings of up to 1000 iterations are too short for these settings: 'warmup' is "
          + "5000, but the training has only 1000 iterations; make it smaller"
      ])
  }

  @Test("A kind without checks is said to have none")
  func otherKind() {
    struct Other: PluginComponent {}
    let report = Conformance.check(Other())
    #expect(report.kind == "component")
    #expect(report.notChecked == ["kind: there are no checks for this kind"])
  }
}
