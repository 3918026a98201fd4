import NNConfig
import Testing

@Suite("What the listing of a plugin says")
struct PluginListingTests {
  private struct Component: PluginComponent {
    var formulas: [ShownFormula] = []
  }

  private func listing(
    nameKey: String? = nil, _ plugin: Plugin<Component>
  ) throws -> PluginListing {
    let catalog = try Catalog(
      kind: "activation", nameKey: nameKey,
      notation: FormulaNotation(formula: "f", derivative: "df/dz", meaning: ""), [plugin])
    return try #require(catalog.listing.plugins.first)
  }

  @Test("An example is made of name and defaults")
  func defaults() throws {
    let plain = Plugin("plain", summary: "") { _ in Component() }
    #expect(try listing(plain).example == "plain")
    #expect(try listing(nameKey: "loader", plain).example == "{loader: plain}")
    let plugin = Plugin(
      "many", summary: "",
      parameters: [
        .number("slope", default: 0.5, in: 0..<1, summary: ""),
        Parameter("mark", .text, default: .text(","), summary: ""),
        Parameter("limit", .integer(1...9), summary: ""),
        Parameter(
          "rows", .list(.integer(0...9)), default: .list([.integer(1), .integer(2)]), summary: ""),
        Parameter("all", .boolean, default: .boolean(true), summary: ""),
      ]
    ) { _ in Component() }
    #expect(
      try listing(plugin).example
        == #"{name: many, slope: 0.5, mark: ",", rows: [1, 2], all: true}"#)
  }

  @Test("The author's example comes first, and a plugin that needs settings has no other")
  func examples() throws {
    let path = Parameter("path", .path, isRequired: true, summary: "")
    let without = Plugin("file", summary: "", parameters: [path]) { _ in Component() }
    #expect(try listing(without).example == nil)
    let with = Plugin(
      "file", summary: "", example: "{name: file, path: a.txt}", parameters: [path]
    ) { _ in Component() }
    #expect(try listing(with).example == "{name: file, path: a.txt}")
  }

  @Test("Formulas are those of the component, or else the author's")
  func formulas() throws {
    let shown = [ShownFormula("f", "z^2"), ShownFormula("df/dz", "2 * z")]
    let own = try listing(
      Plugin("square", summary: "") { _ in Component(formulas: shown) })
    #expect(own.formulas == shown)
    #expect(own.formula == "z^2")
    #expect(own.derivative == "2 * z")
    let stated = try listing(
      Plugin("square", summary: "", formula: "z^2", derivative: "2 * z") { _ in Component() })
    #expect(stated.formulas == shown)
    #expect(stated.formula == "z^2")
    #expect(stated.derivative == "2 * z")
    let both = try listing(
      Plugin("square", summary: "", formula: "z", derivative: "1") { _ in
        Component(formulas: shown)
      })
    #expect(both.formulas == shown)
    #expect(both.formula == "z^2")
    #expect(both.derivative == "2 * z")
  }

  @Test("A line of a formula may have a left side of its own")
  func leftSides() throws {
    let listing = try listing(
      Plugin(
        "two", summary: "", formula: "v = b * v + g\nw - eta * v",
        derivative: "da_i/dz_j = a_i * (1 - a_i) if i = j"
      ) { _ in Component() })
    #expect(
      listing.formulas == [
        ShownFormula("v", "b * v + g"), ShownFormula("f", "w - eta * v"),
        ShownFormula("da_i/dz_j", "a_i * (1 - a_i) if i = j"),
      ])
  }

  @Test("Source and origin are listed")
  func facts() throws {
    let listing = try listing(
      Plugin("plain", summary: "", source: "Somebody: \"A paper\", 2020") { _ in Component() })
    #expect(listing.source == "Somebody: \"A paper\", 2020")
    #expect(listing.origin == .builtIn)
  }
}
