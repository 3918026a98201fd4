import NNConfig
import TestSupport
import Testing

@Suite("Plugins that are written as a value")
struct ShorthandTests {
  private static let ramp = Plugin<String>(
    "ramp", summary: "a value that is reached slowly",
    parameters: [
      .number("warmup", default: 0, in: 0..<100, summary: "iterations until then"),
      Parameter("value", .number(.positive), isRequired: true, summary: "the value"),
    ], shorthand: "value"
  ) { options in
    "\(options.number("value")) after \(options.number("warmup")), set: \(options.isSet("value"))"
  }

  private static func catalog() throws -> Catalog<String> {
    try Catalog(
      kind: "schedule", nameKey: "schedule",
      [ramp, Plugin("step", aliases: ["0.5"], summary: "steps") { _ in "step" }])
  }

  private func make(_ text: String) throws -> (chosen: Configured<String>?, errors: String?) {
    var found = Diagnostics()
    let chosen = try Self.catalog().make(
      from: try parse(text), label: "'eta'", diagnostics: &found)
    return (chosen, found.text)
  }

  @Test("The value is that of one parameter, and all others have their defaults")
  func value() throws {
    let chosen = try #require(try make("2.5").chosen)
    #expect(chosen.component == "2.5 after 0.0, set: true")
    #expect(chosen.name == "ramp")
    #expect(chosen.options.map(\.value) == [.number(0), .number(2.5)])
    #expect(chosen.range.outline == "1:1+3")
  }

  @Test("Where a value is short for one plugin, no plugin is named by a word alone")
  func words() throws {
    #expect(try Self.catalog().isNamedByWords == false)
    #expect(try make("0.5").chosen?.name == "ramp")
    #expect(try make("{schedule: step}").chosen?.name == "step")
    #expect(
      try make("step").errors == """
        a.yaml:1:1: error: 'eta' needs more than a name: write {schedule: step}
           1 | step
             | ^~~~
        """)
  }

  @Test(
    "A wrong value is reported as the setting's own",
    arguments: [("0", "'0'"), ("''", "nothing"), ("[1]", "a list")])
  func mistakes(text: String, found: String) throws {
    let (chosen, errors) = try make(text)
    #expect(chosen == nil)
    #expect(
      errors?.hasPrefix("a.yaml:1:1: error: 'eta' must be a positive number, not \(found)\n")
        == true, "\(errors ?? "")")
  }

  @Test("With other settings it is written like any plugin")
  func mapping() throws {
    let chosen = try make("{schedule: ramp, warmup: 3, value: 2}").chosen
    #expect(chosen?.component == "2.0 after 3.0, set: true")
    #expect(
      try make("{schedule: ramp, value: x}").errors?
        .hasPrefix("a.yaml:1:25: error: 'value' of ramp must be a positive number, not 'x'")
        == true)
  }

  @Test("A default is a value, or without a shorthand a name")
  func defaults() throws {
    let range = try parse("x").range
    let chosen = try Self.catalog().make(default: .number(0.25), at: range)
    #expect(chosen.component == "0.25 after 0.0, set: false")
    let catalog = try Catalog(
      kind: "start",
      [
        Plugin(
          "he", summary: "normal",
          parameters: [.number("gain", default: 2, in: .positive, summary: "a factor")]
        ) { options in "he \(options.number("gain"))" }
      ])
    #expect(catalog.isNamedByWords)
    #expect(try catalog.make(default: .text("he"), at: range).component == "he 2.0")
  }

  @Test("The value says everything if every other setting is a default")
  func onlyOption() throws {
    func only(_ text: String) throws -> OptionValue? { try make(text).chosen?.onlyOption?.value }
    #expect(try only("2") == .number(2))
    #expect(try only("{schedule: ramp, value: 2, warmup: 0.0}") == .number(2))
    #expect(try only("{schedule: ramp, value: 2, warmup: 1}") == nil)
    #expect(try only("{schedule: step}") == nil)
  }

  @Test("A kind has at most one plugin that is written as a value")
  func duplicate() throws {
    var catalog = try Self.catalog()
    let other = Plugin<String>(
      "other", summary: "another", parameters: [Parameter("x", .text, summary: "a word")],
      shorthand: "x"
    ) { _ in "" }
    #expect(
      errorText { try catalog.add(other) }
        == "a value alone can mean only one plugin of the kind 'schedule', not 'ramp' and 'other'")
    #expect(catalog.plugins.map(\.name) == ["ramp", "step"])
  }
}
