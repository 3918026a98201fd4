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
/// Two kinds of plugins fail by design, because nothing can tell what they do on purpose from a
/// mistake: activations with another derivative than their own, such as round(z) with the
/// derivative 1 (a straight-through estimator), fail `gradient`, and loaders that augment rows fail
/// `samples`.
///
/// What a component does can end the process, by a precondition for example; no check can prevent
/// that.
public enum Conformance {
  /// Makes the component of a plugin from settings, and checks it.
  ///
  /// - Parameters:
  ///   - plugin: the plugin, of any kind
  ///   - settings: its settings as YAML, for example `{slope: 0.1}`; `nil` means the defaults, or
  ///     the plugin's example if some are required, and, except for loaders, other values of each
  ///     parameter, one at a time; a plugin for which the defaults or the example are not enough,
  ///     because it reads files for example, is reported as not checked, and one whose example is
  ///     wrong as failed
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
  ///   - node: its settings, a mapping; `nil` means the defaults or the example, and other values
  /// - Returns: what was found
  /// - Throws: `ExperimentError` if there are mistakes in the settings
  package static func check<Component: Sendable>(
    _ plugin: Plugin<Component>, node: YAMLNode?
  ) throws(ExperimentError) -> ConformanceReport {
    var list = CheckList()
    if node == nil, let mistake = plugin.mistakeInExample { list.check("example") { mistake } }
    let settings: YAMLNode
    let component: Component
    do {
      let chosen = if let node { node } else { try plugin.settingsForChecks() }
      guard let chosen else {
        list.check("settings") { throw NotChecked(plugin.reasonForSettings) }
        return report(on: plugin, list)
      }
      settings = chosen
      component = try plugin.component(settings)
    } catch {
      // Those of an example have been reported.
      if node == nil, plugin.needsSettings { return report(on: plugin, list) }
      if error.isMistakeOfPlugin {
        list.check("creation") { error.messages }
      } else if node != nil {
        throw error
      } else {
        // Settings can depend on each other, so defaults that do not go together are nobody's
        // mistake.
        list.check("settings") { throw NotChecked(error.messages) }
      }
      return report(on: plugin, list)
    }
    let origin = LoaderChecks.Origin(
      parameters: plugin.parameters.map(\.name),
      isExample: node == nil && plugin.needsSettings,
      isBuiltIn: plugin.origin == .builtIn
    ) { change in
      try plugin.component(change(settings)) as? any DatasetLoader
    }
    check(component, loaderOrigin: origin, into: &list) {
      // The same settings have made a component before, so there is no error to report.
      (try? plugin.component(settings)) ?? component
    }
    // Other settings of a loader mean other data.
    if node != nil || component is any DatasetLoader { return report(on: plugin, list) }
    let tried = checkVariants(of: settings, plugin, into: &list)
    return report(on: plugin, list, otherSettings: tried)
  }

  /// Checks the components that a plugin makes from other values of its parameters.
  ///
  /// - Parameters:
  ///   - settings: the settings in which one value at a time is another one
  ///   - plugin: the plugin
  ///   - list: receives what is found
  /// - Returns: the values that were tried; not those that the plugin refuses, because settings
  ///   can depend on each other
  private static func checkVariants<Component: Sendable>(
    of settings: YAMLNode, _ plugin: Plugin<Component>, into list: inout CheckList
  ) -> [String] {
    plugin.variants(of: settings).compactMap { change, settings in
      var found = CheckList()
      do throws(ExperimentError) {
        let component = try plugin.component(settings)
        check(component, loaderOrigin: nil, into: &found) {
          (try? plugin.component(settings)) ?? component
        }
      } catch {
        if !error.isMistakeOfPlugin { return nil }
        found.check("creation") { error.messages }
      }
      list.add(found, settings: change)
      return change
    }
  }

  private static func report<Component>(
    on plugin: Plugin<Component>, _ list: CheckList, otherSettings: [String] = []
  ) -> ConformanceReport {
    ConformanceReport(
      kind: kind(of: Component.self), name: plugin.name, checks: list.checks,
      otherSettings: otherSettings)
  }

  /// Checks a component.
  ///
  /// - Parameter component: an activation, a loss, or a component of another kind
  /// - Returns: what was found; its name is the component's type
  public static func check(_ component: any PluginComponent) -> ConformanceReport {
    var list = CheckList()
    check(component, loaderOrigin: nil, into: &list) { component }
    return ConformanceReport(
      kind: kind(of: component), name: String(describing: type(of: component)),
      checks: list.checks, otherSettings: [])
  }

  /// Makes the checks of a component's kind.
  ///
  /// - Parameters:
  ///   - component: the component
  ///   - loaderOrigin: how a loader was made; `nil` if that is not known
  ///   - list: receives what is found
  ///   - remake: makes the same from the same settings, so that what an instance remembers shows
  private static func check(
    _ component: Any, loaderOrigin: LoaderChecks.Origin?, into list: inout CheckList,
    remake: @escaping () -> Any
  ) {
    func second<Kind>(_ first: Kind) -> Kind { remake() as? Kind ?? first }
    switch component {
    case let activation as any Activation:
      ActivationChecks(activation).add(to: &list, again: second(activation))
    case let loss as any Loss: LossChecks(loss).add(to: &list, again: second(loss))
    case let initializer as any Initializer:
      InitializerChecks(initializer, again: second(initializer)).add(to: &list)
    case let optimizer as any Optimizer:
      OptimizerChecks(optimizer) { second(optimizer) }.add(to: &list)
    case let schedule as any Schedule:
      ScheduleChecks(schedule, again: second(schedule)).add(to: &list)
    case let loader as any DatasetLoader:
      LoaderChecks(loader, again: second(loader), origin: loaderOrigin).add(to: &list)
    default: list.check("kind") { throw NotChecked("there are no checks for this kind") }
    }
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
