/// The description of a plugin.
public struct PluginListing: Sendable {
  /// The name in experiment files.
  public let name: String
  /// Other names.
  public let aliases: [String]
  /// What it is, in one line.
  public let summary: String
  /// Its settings.
  public let parameters: [Parameter]
  /// The kind of settings whose names the experiment chooses; `nil` if there are none.
  public let namedByUser: Parameter.Kind?
  /// What it computes, as formulas: what the component that its defaults make says, or what the
  /// plugin says.
  public let formulas: [ShownFormula]
  /// What it computes, on one line or several; `nil` if its formulas have other meanings.
  public let formula: String?
  /// The derivative of that.
  public let derivative: String?
  /// The paper or textbook that it is from.
  public let source: String?
  /// How an experiment names it, as the value of a field in YAML on one line; `nil` if the plugin
  /// has required parameters and no example.
  public let example: String?
  /// Where it comes from.
  public let origin: PluginOrigin

  init<Component>(_ plugin: Plugin<Component>, kind: PluginKind) {
    let own = plugin.formulas
    name = plugin.name
    aliases = plugin.aliases
    summary = plugin.summary
    parameters = plugin.parameters
    namedByUser = plugin.namedByUser
    formula = own.first { $0.name == kind.notation?.formula }?.text ?? plugin.formula
    derivative = own.first { $0.name == kind.notation?.derivative }?.text ?? plugin.derivative
    formulas =
      own.isEmpty
      ? ShownFormula.lines(of: plugin.formula, named: kind.notation?.formula)
        + ShownFormula.lines(of: plugin.derivative, named: kind.notation?.derivative) : own
    source = plugin.source
    example = plugin.example ?? plugin.exampleOfDefaults(kind: kind)
    origin = plugin.origin
  }
}

/// The descriptions of the plugins of one kind.
public struct CatalogListing: Sendable {
  /// The kind in one word, for example `loader`.
  public let kind: String
  /// The plugins, in the order in which they are shown.
  public let plugins: [PluginListing]

  /// The descriptions of plugins of a kind.
  package init(kind: String, plugins: [PluginListing]) {
    self.kind = kind
    self.plugins = plugins
  }
}
