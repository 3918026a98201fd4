/// A named, documented, configurable component: its name in experiments, its parameters and how it
/// is made.
public struct Plugin<Component>: Sendable {
  /// The name in experiment files, in lower case with underscores.
  public let name: String
  /// Other names that are accepted and recorded as `name`.
  public let aliases: [String]
  /// What it is, in one line, a formula if it has one.
  public let summary: String
  /// What it computes, for people, if its component's `formulas` do not say it; on several lines
  /// those with a left side of their own, such as `v = momentum * v + g`.
  public let formula: String?
  /// Its derivative, for people, if its component's `formulas` do not say it; with a left side,
  /// such as `dC/dz = a - y`, if that is not the usual one of its kind.
  public let derivative: String?
  /// The paper or textbook that it is from: authors, title, year, arXiv or journal.
  public let source: String?
  /// An example of how experiments name it, as the value of the field in YAML on one line:
  /// `{name: leaky_relu, slope: 0.1}`.
  public let example: String?
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
  ///   - formula: what it computes, if its component's `formulas` do not say it
  ///   - derivative: its derivative, likewise
  ///   - source: the paper or textbook that it is from
  ///   - example: how an experiment names it, in YAML on one line; without one it is made of name
  ///     and defaults, so a plugin with required parameters should have one
  ///   - parameters: its settings
  ///   - namedByUser: the kind of settings whose names the experiment chooses
  ///   - shorthand: the parameter whose value can be written alone; no other may be required
  ///   - file: where the plugin is defined; its module is what a run records as the origin
  ///   - make: makes the component; throws what `OptionReader.invalid` returns if settings
  ///     contradict each other
  public init(
    _ name: String, aliases: [String] = [], summary: String, formula: String? = nil,
    derivative: String? = nil, source: String? = nil, example: String? = nil,
    parameters: [Parameter] = [], namedByUser: Parameter.Kind? = nil, shorthand: String? = nil,
    file: String = #fileID,
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
    self.formula = formula
    self.derivative = derivative
    self.source = source
    self.example = example
    self.parameters = parameters
    self.namedByUser = namedByUser
    self.shorthand = shorthand
    origin = .package(module: String(file.prefix { $0 != "/" }))
    self.make = make
  }
}
