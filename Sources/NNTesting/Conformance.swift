public import NNConfig
import NNCore
import NNData

/// Checks whether a plugin keeps what the protocol of its kind promises.
///
/// A plugin's author calls it in a test; `nnrun plugins --check` calls it for every plugin that an
/// nnrun has. The checks of each kind, with their tolerances, are described at `ActivationChecks`,
/// `LossChecks`, `InitializerChecks`, `OptimizerChecks`, `ScheduleChecks` and `LoaderChecks`.
/// Numbers are the same in every call, so a check fails always or never.
///
/// What a component does can end the process, by a precondition for example; no check can prevent
/// that.
public enum Conformance {
  /// Makes the component of a plugin from settings, and checks it.
  ///
  /// - Parameters:
  ///   - plugin: the plugin, of any kind
  ///   - settings: its settings as YAML, for example `{slope: 0.1}`; `nil` means the defaults, or
  ///     the plugin's example if some are required; a plugin that cannot do with these, because it
  ///     reads files for example, is reported as not checked, and one whose example is wrong as
  ///     failed
  /// - Returns: what was found
  /// - Throws: `ExperimentError` if there are mistakes in the settings
  public static func check<Component: Sendable>(
    _ plugin: Plugin<Component>, settings: String? = nil
  ) throws(ExperimentError) -> ConformanceReport {
    try check(
      plugin,
      node: try settings.map { text throws(ExperimentError) in
        try plugin.parsed(text)
      })
  }

  /// Makes the component of a plugin from settings, and checks it.
  ///
  /// - Parameters:
  ///   - plugin: the plugin, of any kind
  ///   - node: its settings, a mapping; `nil` means the defaults or the example
  /// - Returns: what was found
  /// - Throws: `ExperimentError` if there are mistakes in the settings
  package static func check<Component: Sendable>(
    _ plugin: Plugin<Component>, node: YAMLNode?
  ) throws(ExperimentError) -> ConformanceReport {
    let settings: YAMLNode
    let component: Component
    do {
      let chosen = if let node { node } else { try plugin.settingsForChecks() }
      guard let chosen else {
        return report(plugin, "settings", .notChecked(plugin.reasonForSettings))
      }
      settings = chosen
      component = try plugin.component(settings)
    } catch {
      if node != nil { throw error }
      let text = error.diagnostics.map(\.message).joined(separator: "; ")
      // Settings can depend on each other, so that defaults alone are a mistake of nobody.
      return plugin.parameters.contains(where: \.isRequired)
        ? report(plugin, "example", .failed(text))
        : report(plugin, "settings", .notChecked(text))
    }
    let remake: LoaderChecks.Remake = { change in
      try plugin.component(change(settings)) as? any DatasetLoader
    }
    return ConformanceReport(
      kind: kind(of: Component.self), name: plugin.name,
      checks: checks(of: component, parameters: plugin.parameters.map(\.name), remake: remake))
  }

  /// The report on a plugin that no component could be made of.
  private static func report<Component>(
    _ plugin: Plugin<Component>, _ check: String, _ result: ConformanceCheck.Result
  ) -> ConformanceReport {
    ConformanceReport(
      kind: kind(of: Component.self), name: plugin.name,
      checks: [ConformanceCheck(name: check, result: result)])
  }

  /// Checks a component.
  ///
  /// - Parameter component: an activation, a loss, or a component of another kind
  /// - Returns: what was found; its name is the component's type
  public static func check(_ component: any PluginComponent) -> ConformanceReport {
    ConformanceReport(
      kind: kind(of: component), name: String(describing: type(of: component)),
      checks: checks(of: component, parameters: [], remake: nil))
  }

  private static func checks(
    of component: Any, parameters: [String], remake: LoaderChecks.Remake?
  ) -> [ConformanceCheck] {
    var list = CheckList()
    switch component {
    case let activation as any Activation: ActivationChecks(activation).add(to: &list)
    case let loss as any Loss: LossChecks(loss).add(to: &list)
    case let initializer as any Initializer: InitializerChecks(initializer).add(to: &list)
    case let optimizer as any Optimizer: OptimizerChecks(optimizer).add(to: &list)
    case let schedule as any Schedule: ScheduleChecks(schedule).add(to: &list)
    case let loader as any DatasetLoader:
      LoaderChecks(loader, parameters: parameters, remake: remake).add(to: &list)
    default: list.check("kind") { throw NotChecked("there are no checks for this kind") }
    }
    return list.checks
  }

  private static func kind(of component: any PluginComponent) -> String {
    switch component {
    case is any Activation: kind(of: (any Activation).self)
    case is any Loss: kind(of: (any Loss).self)
    case is any Initializer: kind(of: (any Initializer).self)
    case is any Optimizer: kind(of: (any Optimizer).self)
    case is any Schedule: kind(of: (any Schedule).self)
    case is any DatasetLoader: kind(of: (any DatasetLoader).self)
    default: "component"
    }
  }

  private static func kind<Component>(of type: Component.Type) -> String {
    let kinds: [(type: Any.Type, name: String)] = [
      ((any Activation).self, "activation"), ((any Loss).self, "loss"),
      ((any Initializer).self, "initializer"), ((any Optimizer).self, "optimizer"),
      ((any Schedule).self, "schedule"), ((any DatasetLoader).self, "loader"),
    ]
    return kinds.first { $0.type == type }?.name ?? "component"
  }
}
