public import NNConfig
import NNCore

/// A plugin as its documentation shows it.
public struct PluginDocumentation: Sendable {
  /// The plugin's kind.
  public let kind: PluginKind
  /// The field of experiments that names it.
  public let field: String
  /// What the plugin itself says.
  public let listing: PluginListing
  /// The line of an experiment file that names it; `nil` if it has no example.
  public let exampleLine: String?
  /// What the component of the example computes; `nil` if that cannot be drawn.
  public let chart: PluginChart?
}

extension Registry {
  /// The documentation of all plugins, by kind, in the order in which they are shown.
  public var documentation: [[PluginDocumentation]] {
    listing.map { catalog in catalog.plugins.compactMap { documentation(of: $0, in: catalog.kind) }
    }
  }

  /// The documentation of a plugin.
  ///
  /// - Parameters:
  ///   - plugin: the plugin
  ///   - kind: its kind in one word
  /// - Returns: the documentation; `nil` if there is no such kind
  public func documentation(of plugin: PluginListing, in kind: String) -> PluginDocumentation? {
    guard let field = ExperimentFields.plugins.first(where: { $0.kind(in: self).name == kind })
    else { return nil }
    let made = plugin.example.flatMap { make(field, from: $0) }
    let value =
      if let activation = made as? Configured<any Activation>, !activation.component.isElementwise {
        plugin.example.map { "{hidden: relu, output: \($0)}" }
      } else if field.isForEachLayer {
        plugin.example.map { "{hidden: \($0), output: softmax}" }
      } else {
        plugin.example
      }
    return PluginDocumentation(
      kind: field.kind(in: self), field: field.name, listing: plugin,
      exampleLine: value.map { "\(field.name): \($0)" }, chart: made.flatMap(PluginChart.init))
  }

  /// Makes the plugin of an example; `nil` if there are mistakes in it.
  private func make(_ field: any AnyPluginField, from example: String) -> (any ConfiguredPlugin)? {
    let source = SourceText(file: "example", text: example, directory: "")
    var diagnostics = Diagnostics()
    return (try? YAMLParser.parse(example, source: source)).flatMap {
      field.make(from: $0, label: "'\(field.name)'", registry: self, diagnostics: &diagnostics)
    }
  }
}
