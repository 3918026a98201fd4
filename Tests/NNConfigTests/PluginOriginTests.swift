import NNConfig
import Testing

@Suite("Where plugins come from")
struct PluginOriginTests {
  @Test("A catalog's first plugins are built in; others come from the module that defines them")
  func origins() throws {
    let plugin = Plugin<String>("a", summary: "a") { _ in "" }
    #expect(plugin.origin == .package(module: "NNConfigTests"))
    var catalog = try Catalog(kind: "letter", [plugin])
    #expect(catalog.plugins[0].origin == .builtIn)
    try catalog.add(Plugin("b", summary: "b", file: "Letters/More/B.swift") { _ in "" })
    #expect(catalog.plugins[1].origin == .package(module: "Letters"))
    var diagnostics = Diagnostics()
    let chosen = catalog.make(from: try parse("b"), label: "'x'", diagnostics: &diagnostics)
    #expect(chosen?.origin == .package(module: "Letters"))
  }
}
