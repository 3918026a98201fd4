import ArgumentParser
import NNConfig
import NNExperiment
import NNFiles
import NNTesting

extension PluginsCommand {
  /// Checks plugins, and prints what was found, each as soon as it is known.
  ///
  /// - Parameters:
  ///   - selected: the plugins
  ///   - registry: has them
  /// - Throws: `ExitCode` if a check has failed; `ExperimentError` if there are mistakes in the
  ///   settings; `FileError` if nothing can be printed
  func check(_ selected: [CatalogListing], in registry: Registry) throws {
    let console = Console(isQuiet: false)
    var kinds: [(String, JSONValue)] = []
    var hasFailed = false
    for kind in selected {
      guard let catalog = registry.catalogs.first(where: { $0.kind.name == kind.kind }) else {
        continue
      }
      let names = kind.plugins.filter(isToBeChecked).map(\.name)
      if names.isEmpty { continue }
      var reports: [JSONValue] = []
      try report(on: catalog, names: names) { report, remedy in
        hasFailed = hasFailed || !report.failures.isEmpty
        if json { reports.append(report.json) } else { try console.print(report.text(remedy)) }
      }
      kinds.append((kind.kind, .array(reports)))
    }
    if json { try console.print(JSONValue.object(kinds).text) }
    if hasFailed { throw ExitCode(ExitStatus.experimentFailed.rawValue) }
  }

  /// Whether a plugin is to be checked: if libraries are named and no kind is, only those of
  /// libraries.
  private func isToBeChecked(_ plugin: PluginListing) -> Bool {
    if kind != nil || libraries.plugin.isEmpty { return true }
    return if case .library = plugin.origin { true } else { false }
  }

  /// Checks plugins of a kind.
  ///
  /// - Parameters:
  ///   - catalog: the plugins of the kind
  ///   - names: those to check
  ///   - body: receives what was found of each, and what to do if it could not be checked
  /// - Throws: `ExperimentError` if there are mistakes in the settings; what `body` throws
  private func report(
    on catalog: some AnyCatalog, names: [String],
    _ body: (ConformanceReport, _ remedy: String) throws -> Void
  ) throws {
    for plugin in catalog.plugins where names.contains(plugin.name) {
      let report = try Conformance.check(plugin, node: try settingsNode())
      try body(report, remedy(for: report, parameters: plugin.parameters))
    }
  }

  /// What to do if a plugin could not be checked, with a semicolon before it.
  private func remedy(for report: ConformanceReport, parameters: [Parameter]) -> String {
    if !settings.isEmpty || parameters.isEmpty { return "" }
    let required = parameters.filter(\.isRequired).map { "\($0.name)=..." }
    guard report.checks.map(\.name) == ["settings"], !required.isEmpty else {
      return "; give settings as KEY=VALUE"
    }
    let words = [command, report.kind, report.name] + required
    return "; write '\(words.joined(separator: " "))'"
  }

  /// The settings of the command line as in an experiment file; `nil` if there are none.
  ///
  /// - Throws: `ExperimentError` if a word is not KEY=VALUE, or a key is given twice
  private func settingsNode() throws(ExperimentError) -> YAMLNode? {
    if settings.isEmpty { return nil }
    let source = SourceText(commandLine: settings.joined(separator: " "))
    var node = YAMLNode(.mapping([]), at: SourceRange(startOf: source))
    var paths: [[String]] = []
    for (index, setting) in settings.enumerated() {
      let override = try Override(setting, number: index + 1)
      if let first = paths.firstIndex(of: override.path) {
        throw ExperimentError(
          "'\(override.path.joined(separator: "."))' is already set by '\(settings[first])'; remove "
            + "one of them", at: override.range)
      }
      paths.append(override.path)
      node = try override.applied(to: node, aliases: [:]) { _, _, _ in nil }
    }
    return node
  }
}

extension ConformanceReport {
  /// A line, and an indented line for each check that has failed or was not made.
  ///
  /// - Parameter remedy: what to do if nothing could be checked, with a semicolon before it
  /// - Returns: the lines
  fileprivate func text(_ remedy: String) -> String {
    var title = "\(kind) \(name): "
    if passedCount == 0, failures.isEmpty {
      let reasons = checks.compactMap { check in
        if case .notChecked(let reason) = check.result { check.condition + reason } else { nil }
      }
      return title + "not checked: \(reasons.joined(separator: "; "))\(remedy)"
    }
    if failures.isEmpty, !otherSettings.isEmpty {
      title = "\(kind) \(name) with each of \(otherSettings.count + 1) settings: "
    }
    let made = passedCount + failures.count
    let headline =
      failures.isEmpty
      ? "\(counted(passedCount, "check")) passed"
      : "\(failures.count) of \(counted(made, "check")) failed"
    return
      ([title + headline] + failures.map { "  \($0)" } + notChecked.map { "  not checked: \($0)" })
      .joined(separator: "\n")
  }

  /// The checks by what was found.
  fileprivate var json: JSONValue {
    func checks(_ text: (ConformanceCheck.Result) -> String?) -> JSONValue {
      .object(
        self.checks.compactMap { check in
          text(check.result).map { (check.name, .string(check.condition + $0)) }
        })
    }
    return .object([
      ("name", .string(name)),
      (
        "passed",
        .array(self.checks.filter { $0.result == .passed }.map { .string($0.name) })
      ),
      ("other_settings", .array(otherSettings.map { .string($0) })),
      ("failed", checks { if case .failed(let text) = $0 { text } else { nil } }),
      ("not_checked", checks { if case .notChecked(let reason) = $0 { reason } else { nil } }),
    ])
  }
}
