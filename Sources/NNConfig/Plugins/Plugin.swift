/// A named, documented, configurable component: its name in experiments, its parameters and how it
/// is made.
public struct Plugin<Component>: Sendable {
  /// The name in experiment files, in lower case with underscores.
  public let name: String
  /// Other names that are accepted and recorded as `name`.
  public let aliases: [String]
  /// What it is, in one line, a formula if it has one.
  public let summary: String
  /// Its settings, in the order in which they are shown.
  public let parameters: [Parameter]
  /// The parameter whose value can be written alone to mean this plugin with the defaults of all
  /// other parameters: `eta: 0.3`. A word alone then does not name a plugin of the kind.
  public let shorthand: String?
  /// The kind of settings whose names the experiment chooses, such as the numbers in a formula;
  /// `nil` if there are none.
  public let namedByUser: Parameter.Kind?
  /// Where it comes from.
  public package(set) var origin: PluginOrigin
  /// Makes the component from its checked settings.
  public let make: @Sendable (OptionReader) throws(ExperimentError) -> Component

  /// Describes a component.
  ///
  /// - Parameters:
  ///   - name: the name in experiment files
  ///   - aliases: other names
  ///   - summary: what it is, in one line
  ///   - parameters: its settings
  ///   - namedByUser: the kind of settings whose names the experiment chooses
  ///   - shorthand: the parameter whose value can be written alone; no other may be required
  ///   - file: where the plugin is defined; its module is what a run records as the origin
  ///   - make: makes the component; throws what `OptionReader.invalid` returns if settings
  ///     contradict each other
  public init(
    _ name: String, aliases: [String] = [], summary: String, parameters: [Parameter] = [],
    namedByUser: Parameter.Kind? = nil, shorthand: String? = nil, file: String = #fileID,
    make: @escaping @Sendable (OptionReader) throws(ExperimentError) -> Component
  ) {
    precondition(
      Set(parameters.map(\.name)).count == parameters.count,
      "\(name) has two parameters of the same name")
    if let shorthand {
      precondition(
        parameters.contains { $0.name == shorthand }
          && parameters.allSatisfy { $0.name == shorthand || !$0.isRequired },
        "the value of '\(shorthand)' alone does not make \(name)")
    }
    self.name = name
    self.aliases = aliases
    self.summary = summary
    self.parameters = parameters
    self.namedByUser = namedByUser
    self.shorthand = shorthand
    origin = .package(module: String(file.prefix { $0 != "/" }))
    self.make = make
  }
}
