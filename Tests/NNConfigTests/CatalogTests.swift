import NNConfig
import TestSupport
import Testing

@Suite("Plugins that an experiment names")
struct CatalogTests {
  private static func catalog(nameKey: String = "name", otherKeys: [String] = []) throws -> Catalog<
    String
  > {
    try Catalog(
      kind: "activation", nameKey: nameKey, otherKeys: otherKeys,
      [
        Plugin("identity", aliases: ["linear", "none"], summary: "z") { _ in "identity" },
        Plugin(
          "leaky", summary: "max(z, slope z)",
          parameters: [
            .number("slope", default: 0.01, in: 0..<1, summary: "derivative"),
            Parameter("file", .path, isRequired: true, summary: "a file"),
            Parameter("most", .integer(1...9), summary: "limit"),
          ]
        ) { options throws(ExperimentError) in
          let slope = options.number("slope")
          if slope == 0 { throw options.invalid("slope", "use relu instead") }
          if slope == 0.01, options.text("file").hasSuffix("/no") {
            throw options.invalid("slope", "set a slope")
          }
          return "leaky \(slope) \(options.text("file")) \(options.optionalInteger("most") ?? -1)"
        },
      ])
  }

  private func make(_ text: String, catalog: Catalog<String>? = nil) throws -> (
    chosen: Configured<String>?, errors: String?
  ) {
    var found = Diagnostics()
    let chosen = try (catalog ?? Self.catalog()).make(
      from: try parse(text), label: "'hidden'", diagnostics: &found)
    return (chosen, found.text)
  }

  @Test("A word or a mapping names a plugin", arguments: ["identity", "{name: identity}"])
  func names(text: String) throws {
    let (chosen, errors) = try make(text)
    #expect(chosen?.component == "identity")
    #expect(chosen?.options.isEmpty == true)
    #expect(errors == nil)
  }

  @Test("A mapping may have settings in any order")
  func settings() throws {
    let chosen = try make("{slope: 0.5, name: leaky, most: 3, file: /f}").chosen
    #expect(chosen?.component == "leaky 0.5 /f 3")
  }

  @Test(
    "A choice is recorded under the plugin's own name",
    arguments: ["linear", "none", "{name: linear}"])
  func aliases(text: String) throws {
    #expect(try make(text).chosen?.name == "identity")
  }

  @Test("A choice records all settings, in the plugin's order, defaults included")
  func options() throws {
    let chosen = try #require(try make("{file: f, name: leaky}").chosen)
    #expect(chosen.options.map(\.parameter.name) == ["slope", "file"])
    #expect(chosen.options.map(\.value) == [.number(0.01), .path("configs/f")])
    #expect(chosen.options.map(\.isDefault) == [true, false])
    #expect(chosen.range.outline == "1:17+5")
  }

  @Test("A spelled-out default is a default")
  func spelledOutDefault() throws {
    let chosen = try make("{name: leaky, file: f, slope: 1e-2}").chosen
    #expect(chosen?.options.first?.isDefault == true)
  }

  @Test(
    "A value that names no plugin is reported at its place",
    arguments: [
      ("identiti", "1:1", "unknown activation 'identiti'; did you mean 'identity'?", "^~~~~~~~"),
      ("Linear", "1:1", "unknown activation 'Linear'; did you mean 'linear'?", "^~~~~~"),
      ("foo", "1:1", "unknown activation 'foo'; there are identity, leaky", "^~~"),
      ("{name: foo}", "1:8", "unknown activation 'foo'; there are identity, leaky", "       ^~~"),
      (
        "{slope: 1}", "1:1", "'hidden' must say which activation it is: add 'name: ...'",
        "^~~~~~~~~~"
      ),
      ("{}", "1:1", "'hidden' must say which activation it is: add 'name: ...'", "^~"),
      ("[linear]", "1:1", "'hidden' must be the name of an activation, not a list", "^~~~~~~~"),
      ("''", "1:1", "'hidden' must be the name of an activation, not nothing", "^~"),
      (
        "{name: [x]}", "1:8", "'hidden' must be the name of an activation, not a list", "       ^~~"
      ),
      (
        "{name: {}}", "1:8", "'hidden' must be the name of an activation, not a mapping",
        "       ^~"
      ),
      (
        "leaky", "1:1", "'hidden' needs more than a name: write {name: leaky, file: ...}", "^~~~~"
      ),
      ("{name: leaky}", "1:8", "'file' of leaky is missing: a file", "       ^~~~~"),
      (
        "{name: linear, a: 1}", "1:16", "unknown parameter 'a' of identity; there are none",
        "               ^"
      ),
      (
        "{name: leaky, file: f, slop: 1}", "1:24",
        "unknown parameter 'slop' of leaky; did you mean 'slope'?",
        "                       ^~~~"
      ),
      (
        "{name: leaky, file: f, foo: 1}", "1:24",
        "unknown parameter 'foo' of leaky; there are slope, file, most",
        "                       ^~~"
      ),
      (
        "{name: leaky, file: f, slope: 1}", "1:31",
        "'slope' of leaky must be a number of at least 0 and below 1, not '1'",
        "                              ^"
      ),
      (
        "{name: leaky, file: f, slope: 0}", "1:31", "use relu instead",
        "                              ^"
      ),
      // A mistake in a default is reported where the plugin is named.
      ("{name: leaky, file: no}", "1:8", "set a slope", "       ^~~~~"),
    ])
  func mistakes(text: String, place: String, message: String, marker: String) throws {
    let (chosen, errors) = try make(text)
    #expect(chosen == nil)
    #expect(errors == "a.yaml:\(place): error: \(message)\n   1 | \(text)\n     | \(marker)")
  }

  @Test("All mistakes in one plugin are reported together")
  func severalMistakes() throws {
    let (_, errors) = try make("{name: leaky, slope: x, mots: 3}")
    #expect(
      errors == """
        a.yaml:1:8: error: 'file' of leaky is missing: a file
           1 | {name: leaky, slope: x, mots: 3}
             |        ^~~~~
        a.yaml:1:22: error: 'slope' of leaky must be a number of at least 0 and below 1, not 'x'
           1 | {name: leaky, slope: x, mots: 3}
             |                      ^
        a.yaml:1:25: error: unknown parameter 'mots' of leaky; did you mean 'most'?
           1 | {name: leaky, slope: x, mots: 3}
             |                         ^~~~
        """)
  }

  @Test("The key that names the plugin, and keys that others read, are the catalog's")
  func keys() throws {
    let catalog = try Self.catalog(nameKey: "loader", otherKeys: ["sha256"])
    #expect(try make("{loader: linear}", catalog: catalog).chosen?.name == "identity")
    #expect(
      try make("{name: linear}", catalog: catalog).errors == """
        a.yaml:1:1: error: 'hidden' must say which activation it is: add 'loader: ...'
           1 | {name: linear}
             | ^~~~~~~~~~~~~~
        """)
    #expect(
      try make("{loader: linear, sha265: {}}", catalog: catalog).errors == """
        a.yaml:1:18: error: unknown parameter 'sha265' of identity; did you mean 'sha256'?
           1 | {loader: linear, sha265: {}}
             |                  ^~~~~~
        """)
  }

  @Test(
    "No two plugins of a kind share a name",
    arguments: [("identity", []), ("linear", []), ("new", ["none"]), ("new", ["leaky"])])
  func duplicates(name: String, aliases: [String]) throws {
    var catalog = try Self.catalog()
    let taken = aliases.first ?? name
    #expect(
      errorText { try catalog.add(Plugin(name, aliases: aliases, summary: "") { _ in "" }) }
        == "two plugins of the kind 'activation' are called '\(taken)'")
    #expect(catalog.plugins.map(\.name) == ["identity", "leaky"])
  }

  @Test("A plugin that was added can be named")
  func added() throws {
    var catalog = try Self.catalog()
    try catalog.add(Plugin("swish", aliases: ["silu"], summary: "") { _ in "swish" })
    #expect(try make("silu", catalog: catalog).chosen?.component == "swish")
    #expect(catalog.plugins.map(\.name) == ["identity", "leaky", "swish"])
  }
}
