import NNConfig
import NNExperiment

/// All plugins as a page in Markdown.
struct PluginsMarkdown {
  /// The plugins by kind.
  let documentation: [[PluginDocumentation]]

  /// The command that makes the page.
  static let command = "nnrun plugins --markdown > PLUGINS.md"

  /// The page.
  var text: String {
    let intro = """
      # Plugins

      Everything that an experiment can name. `nnrun plugins KIND NAME` shows one of them on the
      terminal, activations and schedules with a plot. This page is made by `\(Self.command)`.
      """
    return ([intro, contents] + documentation.map(section)).joined(separator: "\n\n")
  }

  private var contents: String {
    documentation.compactMap { plugins in
      plugins.first.map { first in
        let links = plugins.map { "[\($0.listing.name)](#\(anchor($0)))" }
        return "- \(first.kind.name): \(links.joined(separator: ", "))"
      }
    }.joined(separator: "\n")
  }

  private func section(_ plugins: [PluginDocumentation]) -> String {
    guard let first = plugins.first else { return "" }
    let notation = first.kind.notation.map { "\n\n\($0.meaning)" } ?? ""
    let head = "## \(first.kind.name)\n\nNamed by the field `\(first.field)`.\(notation)"
    return ([head] + plugins.map(entry)).joined(separator: "\n\n")
  }

  // Names such as npz and formula are those of plugins of several kinds.
  private func title(_ plugin: PluginDocumentation) -> String {
    "\(plugin.kind.name) \(plugin.listing.name)"
  }

  private func anchor(_ plugin: PluginDocumentation) -> String {
    title(plugin).replacing(" ", with: "-")
  }

  private func entry(_ plugin: PluginDocumentation) -> String {
    let listing = plugin.listing
    let aliases = listing.aliases.map { "`\($0)`" }.joined(separator: ", ")
    let parts = [
      "### \(title(plugin))",
      aliases.isEmpty ? nil : "Also \(aliases).",
      listing.summaryBesidesFormulas, listing.origin.sentence,
      listing.formulas.isEmpty
        ? nil : block("", listing.formulas.map { "\($0.name) = \($0.text)" }),
      parameters(of: listing),
      plugin.exampleLine.map { block("yaml", [$0]) },
      listing.source.map { "Source: \($0)" },
    ]
    return parts.compactMap { $0 }.joined(separator: "\n\n")
  }

  private func block(_ language: String, _ lines: [String]) -> String {
    "```\(language)\n\(lines.joined(separator: "\n"))\n```"
  }

  private func parameters(of listing: PluginListing) -> String? {
    var rows = listing.parameters.map { parameter in
      let standard =
        parameter.isRequired ? "required" : parameter.defaultText.map { "`\($0)`" } ?? ""
      return ["`\(parameter.name)`", parameter.kind.description, standard, parameter.summary]
    }
    if let meaning = listing.meaningOfOtherNames { rows.append(["NAME", "", "", meaning]) }
    guard !rows.isEmpty else { return nil }
    let head = [["parameter", "value", "default", "meaning"], ["---", "---", "---", "---"]]
    return (head + rows).map { cells in
      "| \(cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ")) |"
    }.joined(separator: "\n")
  }
}
