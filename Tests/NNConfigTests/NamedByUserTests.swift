import Testing

@testable import NNConfig

@Suite("Settings that the experiment names")
struct NamedByUserTests {
  private struct Component: Sendable {
    let names: [String]
    let values: [Double]
  }

  private let plugin = Plugin<Component>(
    "formula", summary: "a formula",
    parameters: [Parameter("state", .formulas, summary: "formulas")],
    namedByUser: .number(.finite)
  ) { options in
    Component(
      names: options.namesByUser + options.mapping("state").map(\.key),
      values: options.namesByUser.map { options.number($0) })
  }

  private func make(_ text: String) throws -> Configured<Component>? {
    var diagnostics = Diagnostics()
    let made = try Catalog(kind: "activation", [plugin]).make(
      from: parse(text), label: "it", diagnostics: &diagnostics)
    try diagnostics.throwIfAny()
    return made
  }

  @Test("They are read in alphabetical order, formulas in that of the file")
  func order() throws {
    let made = try #require(
      try make("{name: formula, b: 2, state: {z: x, a: y}, a1: 1e-3}"))
    #expect(made.component.names == ["a1", "b", "z", "a"])
    #expect(made.component.values == [1e-3, 2])
    #expect(made.options.map(\.parameter.name) == ["state", "a1", "b"])
  }

  @Test("There may be many of them")
  func many() throws {
    let names = (10_000..<60_000).map { "a\($0)" }
    let text = "name: formula\n" + names.map { "\($0): 1\n" }.joined()
    #expect(try make(text)?.component.names == names)
  }

  @Test(
    "One with another value is a mistake with a remedy",
    arguments: [
      ("{name: formula, b: x}", "'b' of formula must be a number, not 'x'"),
      ("{name: formula, b: [1]}", "'b' of formula must be a number, not a list"),
      (
        "{name: formula, stat: {a: b}}",
        "unknown parameter 'stat' of formula; did you mean 'state'?"
      ),
      (
        "{name: formula, state: a}",
        "'state' of formula must be a mapping of names to formulas, not 'a'"
      ),
      ("{name: formula, state: {a: [1]}}", "'a' in 'state' of formula must be a word, not a list"),
      (
        "{name: formula, 0)}",
        "'0)' of formula must be a number, not nothing; a formula with commas needs quotes inside {...}"
      ),
    ])
  func mistakes(text: String, message: String) throws {
    let error = try #require(throws: ExperimentError.self) { _ = try make(text) }
    #expect(error.diagnostics.map(\.message) == [message])
  }
}
