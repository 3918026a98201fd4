import ArgumentParser
import NNConfig
import NNExperiment
import NNFiles
import Platform

/// `nnrun plugins`: what an experiment can name.
struct PluginsCommand: RegistryCommand {
  static let configuration = CommandConfiguration(
    commandName: "plugins",
    abstract: "List the plugins that an experiment can name, show one, or check them.",
    discussion: """
      Examples:

        nnrun plugins
        nnrun plugins activation
        nnrun plugins activation leaky_relu
        nnrun plugins schedule cosine
        nnrun plugins activation leaky_relu --json
        nnrun plugins --plugin ./libswish.so
        nnrun plugins --header > nnrun_plugin.h
        nnrun plugins --check
        nnrun plugins --check activation leaky_relu slope=0.1

      With --check, each plugin is made and tried, and what it does is compared with what it has to \
      do: derivatives with differences, results on several threads with those on one, and so on. \
      Without settings, other values of each parameter are tried, too, except for loaders. The \
      exit code is 1 if a check fails.
      """)

  @Argument(help: ArgumentHelp("List only plugins of this kind.", valueName: "kind"))
  var kind: String?

  @Argument(help: ArgumentHelp("Show the plugin of this name.", valueName: "name"))
  var name: String?

  @Argument(
    help: ArgumentHelp(
      "With --check, settings of the plugin, for example slope=0.1.", valueName: "key=value"))
  var settings: [String] = []

  @Flag(help: "Check whether the plugins do what they have to, instead of listing them.")
  var check = false

  @Flag(help: "Print one JSON object, and nothing else, on standard output.")
  var json = false

  @Flag(help: "Print a page with all plugins in Markdown.")
  var markdown = false

  @Flag(help: "Print the C header with which libraries of plugins are written.")
  var header = false

  @OptionGroup var libraries: LibraryOptions

  func validate() throws {
    if let setting = settings.first, !check {
      throw ValidationError("'\(setting)' is a setting, which needs --check")
    }
    let whole = markdown ? "--markdown" : header ? "--header" : nil
    if let whole, kind != nil || json || check || markdown && header {
      throw ValidationError("\(whole) prints a whole text; leave out the rest")
    }
  }

  func run(with registry: Registry) throws {
    try Console.reportingErrors {
      let registry = try libraries.adding(to: registry)
      if header { return try Console.write(PluginInterface.header, to: STDOUT_FILENO) }
      let console = Console(isQuiet: false)
      if markdown {
        try console.print(PluginsMarkdown(documentation: registry.documentation).text)
        return
      }
      let selected = try select(from: registry.listing)
      if check { return try check(selected, in: registry) }
      if json {
        try console.print(
          JSONValue.object(selected.map { ($0.kind, .array($0.plugins.map(\.json))) }).text)
      } else if name != nil {
        try console.print(selected.map { pages(of: $0, registry) }.joined())
      } else {
        let width = Terminal.outputColumns
        try console.print(selected.map { $0.text(width: width) }.joined(separator: "\n\n"))
      }
    }
  }

  private func pages(of selected: CatalogListing, _ registry: Registry) -> String {
    selected.plugins.compactMap { registry.documentation(of: $0, in: selected.kind) }.map {
      PluginPage(
        $0, columns: Terminal.outputColumns, characters: .ofEnvironment
      ).text
    }.joined(separator: "\n\n")
  }

  static func candidates(
    for valueName: String, after positionals: [String], with registry: Registry
  ) -> [Completion.Candidate] {
    let all = registry.listing
    guard let kind = positionals.first else {
      return all.map { kind in
        let names = kind.plugins.map(\.name).joined(separator: ", ")
        return Completion.Candidate(word: kind.kind, summary: names)
      }
    }
    if positionals.count > 1 { return [] }
    let plugins = all.first { $0.kind == kind }?.plugins ?? []
    return plugins.map { Completion.Candidate(word: $0.name, summary: $0.summary) }
  }

  /// The command with its options, before a kind and a name.
  var command: String {
    let options = libraries.plugin.flatMap { ["--plugin", $0.shellWord] }
    return (["nnrun", "plugins"] + (check ? ["--check"] : []) + options).joined(separator: " ")
  }

  private func select(from all: [CatalogListing]) throws -> [CatalogListing] {
    guard let kind else { return all }
    guard let found = all.first(where: { $0.kind == kind }) else {
      let kinds = all.filter { listing in
        listing.plugins.contains { ([$0.name] + $0.aliases).contains(kind) }
      }.map(\.kind)
      if name == nil, !kinds.isEmpty {
        throw PluginInsteadOfKind(name: kind, kinds: kinds, command: command)
      }
      throw UnknownPlugin(what: "kind", name: kind, known: all.map(\.kind))
    }
    guard let name else { return [found] }
    guard let plugin = found.plugins.first(where: { ([$0.name] + $0.aliases).contains(name) })
    else {
      throw UnknownPlugin(what: kind, name: name, known: found.plugins.map(\.name))
    }
    return [CatalogListing(kind: kind, plugins: [plugin])]
  }
}

/// A kind or plugin that the command line names and that does not exist.
private struct UnknownPlugin: UserFacingError {
  let what: String
  let name: String
  let known: [String]

  var exitStatus: ExitStatus { .usage }

  var description: String {
    "unknown \(what) '\(name)'" + Suggestion.hint(for: name, among: known, orAllOf: known)
  }
}

/// The name of a plugin where that of a kind is expected.
private struct PluginInsteadOfKind: UserFacingError {
  let name: String
  let kinds: [String]
  /// The command that takes a kind and a name.
  let command: String

  var exitStatus: ExitStatus { .usage }

  var description: String {
    let commands = kinds.map { "'\(command) \($0) \(name)'" }
    return
      "'\(name)' is a plugin, not a kind of plugins; write \(commands.joined(separator: " or "))"
  }
}

extension CatalogListing {
  /// Each plugin and each of its parameters.
  ///
  /// - Parameter width: the longest that a line may be; `nil` for a line for each of them
  /// - Returns: the lines
  fileprivate func text(width: Int?) -> String {
    var table = Table()
    for plugin in plugins {
      let aliases = plugin.aliases.map { " (also \($0))" }.joined()
      table.add("  \(plugin.name)", "\(plugin.summary)\(aliases)")
      for parameter in plugin.parameters {
        table.add("    \(parameter.name)", "\(parameter.summary); \(parameter.requirement)")
      }
      if let meaning = plugin.meaningOfOtherNames { table.add("    NAME", meaning) }
    }
    return "\(kind)\n\(table.text(width: width))"
  }
}
