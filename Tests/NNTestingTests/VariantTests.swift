import NNConfig
import NNCore
import NNTesting
import Testing

@Suite("Checks with other values of each parameter")
struct VariantTests {
  private func schedule(
    _ parameters: [Parameter],
    make: @escaping @Sendable (OptionReader) throws(ExperimentError) -> FaultySchedule.Fault?
  ) -> Plugin<any Schedule> {
    Plugin<any Schedule>("ramp", summary: "a rate", parameters: parameters) {
      options throws(ExperimentError) in
      if let fault = try make(options) { return FaultySchedule(fault) }
      return Constant()
    }
  }

  private struct Constant: Schedule {
    var dependsOnLength: Bool { false }
    func learningRate(at iteration: Int, of iterations: Int) -> Double { 0.1 }
  }

  private static let power = Parameter(
    "power", .integer(1...3), default: .integer(1), summary: "the power")

  @Test("Each parameter takes its other values, one at a time")
  func values() throws {
    let plugin = schedule([
      Parameter("word", .choice(["a", "b", "c"]), default: .text("b"), summary: "a choice"),
      Parameter("flag", .boolean, default: .boolean(false), summary: "a boolean"),
      Self.power,
      Parameter("last", .integer(1...3), default: .integer(3), summary: "the end of a range"),
      .number("wide", default: 0.25, in: .positive, summary: "twice it is in the range"),
      .number("narrow", default: 0.75, in: 0..<1, summary: "twice it is not"),
      .number("zero", default: 0, in: 0..<1, summary: "twice it is the same"),
      .number("open", default: 0, in: .finite, summary: "there are no ends"),
      Parameter("one", .integer(1...1), default: .integer(1), summary: "there is no other"),
      Parameter("text", .text, default: .text("a"), summary: "any word"),
      Parameter("none", .integer(0...9), summary: "it has no value"),
    ]) { _ in nil }
    let report = try Conformance.check(plugin)
    #expect(report.failures == [] && report.passedCount == 4)
    #expect(
      report.otherSettings == [
        "word: a", "flag: true", "power: 2", "last: 2", "wide: 0.5", "narrow: 0.875", "zero: 0.5",
        "open: 1", "word: c",
      ])
  }

  @Test("A mistake with another value is a failure that says the value")
  func failure() throws {
    let plugin = schedule([Self.power]) { $0.integer("power") == 2 ? .zero : nil }
    let report = try Conformance.check(plugin)
    #expect(
      report.failures == [
        "with power: 2: not zero: all rates of a training of 1000 iterations are 0"
      ])
    #expect(report.passedCount == report.checks.count - 1)
  }

  @Test("A mistake with every value is reported once")
  func sameFailure() throws {
    let report = try Conformance.check(schedule([Self.power]) { _ in .zero })
    #expect(report.failures == ["not zero: all rates of a training of 1000 iterations are 0"])
  }

  @Test("With settings, nothing else is tried")
  func settings() throws {
    let plugin = schedule([Self.power]) { $0.integer("power") == 2 ? .zero : nil }
    let report = try Conformance.check(plugin, settings: "{power: 3}")
    #expect(report.failures == [] && report.otherSettings == [])
  }

  @Test("The other values of an example are tried, too")
  func example() throws {
    let plugin = Plugin<any Schedule>(
      "ramp", summary: "a rate", example: "{schedule: ramp, rate: 0.5}",
      parameters: [Parameter("rate", .number(.positive), isRequired: true, summary: "the rate")]
    ) { options in
      if options.number("rate") == 1 { return FaultySchedule(.zero) }
      return Constant()
    }
    #expect(
      try Conformance.check(plugin).failures == [
        "with rate: 1: not zero: all rates of a training of 1000 iterations are 0"
      ])
  }

  @Test("A value that the plugin refuses is left out")
  func refused() throws {
    let plugin = schedule([Self.power]) { options throws(ExperimentError) in
      if options.integer("power") == 2 { throw options.invalid("power", "must be odd") }
      return nil
    }
    let report = try Conformance.check(plugin)
    #expect(report.failures == [] && report.notChecked == [] && report.otherSettings == [])
  }

  @Test("At most 12 other settings are tried, one of each parameter first")
  func limit() throws {
    let words = (0..<20).map { "w\($0)" }
    let plugin = schedule([
      Parameter("word", .choice(words), default: .text("w0"), summary: "a choice"), Self.power,
    ]) { _ in nil }
    let tried = try Conformance.check(plugin).otherSettings
    #expect(tried.count == 12 && tried.prefix(3) == ["word: w1", "power: 2", "word: w2"])
  }

  @Test("Settings that do not fit the checks are said to be not checked")
  func notChecked() throws {
    let plugin = Plugin<any Initializer>("ramp", summary: "weights", parameters: [Self.power]) {
      FaultyInitializer($0.integer("power") == 2 ? .otherNetworks : .zeroOutput)
    }
    let report = try Conformance.check(plugin)
    #expect(report.failures == [])
    #expect(
      report.notChecked == [
        "with power: 2: initialization: the checks use a network with the structure [5, 19, 3]: "
          + "structure: must have layers of one width"
      ])
  }
}
