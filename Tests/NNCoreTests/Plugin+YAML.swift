import NNConfig

@testable import NNCore

extension Array {
  /// Makes a component as an experiment file names it.
  ///
  /// - Throws: `ExperimentError` with the mistakes in the text
  func make<Component: Sendable>(
    yaml text: String, nameKey: String? = nil
  ) throws -> Component where Element == Plugin<Component> {
    let catalog = try Catalog(kind: "plugin", nameKey: nameKey, self)
    let source = SourceText(file: "a.yaml", text: text, directory: "")
    var diagnostics = Diagnostics()
    let made = catalog.make(
      from: try YAMLParser.parse(text, source: source), label: "it", diagnostics: &diagnostics)
    try diagnostics.throwIfAny()
    guard let made else { throw DuplicatePlugin.name(text, kind: "plugin") }
    return made.component
  }
}
