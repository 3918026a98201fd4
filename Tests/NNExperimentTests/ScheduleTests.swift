import NNConfig
import NNCore
import NNFiles
import TestSupport
import Testing

@testable import NNExperiment

/// A learning rate that rises linearly to its value in the first iterations.
private struct Warmup: Schedule {
  let value: Double
  let warmup: Int

  func learningRate(at iteration: Int, of iterations: Int) -> Double {
    iteration > warmup ? value : value * Double(iteration) / Double(warmup + 1)
  }

  static let plugin = Plugin<any Schedule>(
    "warmup", summary: "a learning rate that rises in the first iterations",
    parameters: [
      Parameter("value", .number(.positive), isRequired: true, summary: "the learning rate"),
      Parameter("warmup", .integer(0...Int.max), default: .integer(0), summary: "their number"),
    ], shorthand: "value"
  ) { options in
    Warmup(value: options.number("value"), warmup: options.integer("warmup"))
  }
}

@Suite("Schedules in experiment files")
struct ScheduleTests {
  private let folder: TemporaryFolder
  /// In it, a number is short for a schedule with two settings.
  private let registry: Registry

  init() throws {
    folder = try TemporaryFolder()
    var registry = Registry()
    let flat = Plugin<any Schedule>("flat", summary: "no settings at all") { _ in
      Warmup(value: 1, warmup: 0)
    }
    registry.replace(
      try Catalog(kind: "schedule", nameKey: "schedule", [Warmup.plugin, flat]))
    self.registry = registry
  }

  private func read(_ eta: String?) throws -> Experiment {
    let text = eta.map { ExperimentText.xor.with("eta: \($0)") } ?? .xor
    return try ExperimentFile(path: folder.write(text.text, to: "a.yaml"), registry: registry)
      .experiment
  }

  @Test(
    "Every setting that is not a default is in resolved.yaml and in the identity",
    arguments: [
      (nil, "0.01", nil),
      ("0.01", "0.01", nil),
      ("0.5", "0.5", "0.5"),
      ("1e-30", "1e-30", "1e-30"),
      ("{schedule: warmup, value: 0.5, warmup: 0}", "0.5", "0.5"),
      (
        "{schedule: warmup, value: 0.5, warmup: 7}",
        #"{"schedule":"warmup","value":0.5,"warmup":7}"#,
        #"{"schedule":"warmup","value":0.5,"warmup":7}"#
      ),
      (
        "{schedule: warmup, value: 0.01, warmup: 7}",
        #"{"schedule":"warmup","value":0.01,"warmup":7}"#,
        #"{"schedule":"warmup","value":0.01,"warmup":7}"#
      ),
      ("{schedule: flat}", #"{"schedule":"flat"}"#, #"{"schedule":"flat"}"#),
    ] as [(String?, String, String?)])
  func written(eta: String?, resolved: String, identity: String?) throws {
    let experiment = try read(eta)
    let tree = experiment.resolvedTree(digests: []) { $0 }
    #expect(tree["eta"]?.text == resolved)
    #expect(experiment.identityTree["eta"]?.text == identity)
    let path = try folder.write(YAMLText.document(tree), to: "resolved.yaml")
    let again = try ExperimentFile(path: path, registry: registry).experiment
    #expect(again.resolvedTree(digests: []) { $0 } == tree)
    #expect(again.identityTree == experiment.identityTree)
    for iteration in [1, 5, 9] {
      #expect(
        again.schedule.component.learningRate(at: iteration, of: 9)
          == experiment.schedule.component.learningRate(at: iteration, of: 9),
        "iteration \(iteration)")
    }
  }

  @Test("A number in the file is the schedule's value, to the last digit")
  func digits() throws {
    let eta = try read("0.10000000000000000555").schedule.component.learningRate(at: 1, of: 1)
    #expect(eta == 0.1)
    #expect(try read("+3e-1").schedule.component.learningRate(at: 1, of: 1) == 0.3)
  }

  @Test("An override cannot add a parameter to a number, because a number names no plugin")
  func overrides() throws {
    let path = try folder.write(ExperimentText.xor.with("eta: 0.5").text, to: "a.yaml")
    #expect(
      errorText {
        try ExperimentFile(path: path, overrides: ["eta.warmup=3"], registry: registry)
      } == "override 1: eta.warmup=3: error: 'eta' is '0.5' and has no 'warmup'")
  }

  @Test("A learning rate of -0 counts as 0, with which no weight changes")
  func minusZero() throws {
    let observer = TestObserver()
    let text = ExperimentText.xor.with(
      "eta: {schedule: formula, f: \"where(t < 3, 0.5, 0 * -t)\"}", "iterations: 4")
    let schedule = try folder.read(text).experiment.schedule.component
    #expect(schedule.learningRate(at: 3, of: 4).sign == .minus)
    _ = try folder.train(text, observer: observer)
    #expect(observer.rates == [0.5, 0.5, 0, 0])
    #expect(observer.rates.allSatisfy { $0.sign == .plus })
  }

  @Test("An override that names a schedule takes the place of a number")
  func named() throws {
    let path = try folder.write(ExperimentText.xor.with("eta: 0.5").text, to: "a.yaml")
    let overrides = ["eta.schedule=exponential", "eta.from=0.1", "eta.to=0.01"]
    let eta = try ExperimentFile(path: path, overrides: overrides, registry: Registry())
      .experiment.schedule.component
    #expect(eta.learningRate(at: 1, of: 3) == 0.1)
    #expect(abs(eta.learningRate(at: 3, of: 3) - 0.01) < 1e-15)
  }
}
