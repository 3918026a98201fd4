/// A named, documented, configurable component: how it is called in an experiment, what its
/// parameters are and how it is made.
public struct Plugin<Component>: Sendable {
  /// The name in experiment files, in lower case with underscores.
  public let name: String
  /// Other names that are accepted and recorded as `name`.
  public let aliases: [String]
  /// What it is, in one line, a formula if it has one.
  public let summary: String
  /// Its settings, in the order in which they are shown.
  public let parameters: [Parameter]
  /// Makes the component from its checked settings.
  public let make: @Sendable (OptionReader) throws(ExperimentError) -> Component

  /// Describes a component.
  ///
  /// - Parameters:
  ///   - name: the name in experiment files
  ///   - aliases: other names
  ///   - summary: what it is, in one line
  ///   - parameters: its settings
  ///   - make: makes the component; throws what `OptionReader.invalid` returns if settings do not
  ///     fit each other
  public init(
    _ name: String, aliases: [String] = [], summary: String, parameters: [Parameter] = [],
    make: @escaping @Sendable (OptionReader) throws(ExperimentError) -> Component
  ) {
    self.name = name
    self.aliases = aliases
    self.summary = summary
    self.parameters = parameters
    self.make = make
  }
}
