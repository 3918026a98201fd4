import NNConfig
import NNExperiment

/// The page of a plugin, for a terminal.
struct PluginPage {
  private let documentation: PluginDocumentation
  /// The longest that a line may be.
  private let width: Int
  /// The characters of its plot.
  private let characters: TextPlot.Characters

  /// The width of a page that is not for a terminal.
  private static let defaultWidth = 80
  /// The width beyond which lines are harder to read.
  private static let maximumWidth = 100

  /// The size of a plot with its axis.
  private static let plotSize = (width: 66, height: 12)
  /// The narrowest plot in which something can be seen.
  private static let smallestPlotWidth = 30

  private var listing: PluginListing { documentation.listing }
  private var kind: PluginKind { documentation.kind }

  /// A page.
  ///
  /// - Parameters:
  ///   - documentation: what is known of the plugin
  ///   - columns: the columns of the terminal; `nil` if the page is not for one
  ///   - characters: the characters of its plot
  init(
    _ documentation: PluginDocumentation, columns: Int?, characters: TextPlot.Characters
  ) {
    self.documentation = documentation
    width = min(columns ?? Self.defaultWidth, Self.maximumWidth)
    self.characters = characters
  }

  /// The page.
  var text: String {
    let sections = [
      head, section("Formula", formulas), section("Parameters", parameters),
      section("Example", documentation.exampleLine.map { "  \($0)" }),
      section("Source", listing.source.map(paragraph)), plot,
    ]
    return sections.compactMap { $0 }.joined(separator: "\n\n")
  }

  private func section(_ title: String, _ text: String?) -> String? {
    text.map { "\(title)\n\($0)" }
  }

  /// Lines that are indented by two spaces.
  private func paragraph(_ text: String) -> String {
    var table = Table()
    table.add("", text)
    return table.text(width: width)
  }

  private var head: String {
    let aliases = listing.aliases.map { ", also \($0)" }.joined()
    let title = "\(listing.name), \(kind.article) \(kind.noun)\(aliases)"
    let lines = [listing.summaryBesidesFormulas, listing.origin.sentence].compactMap { $0 }
    return ([title] + lines.map(paragraph)).joined(separator: "\n")
  }

  private var formulas: String? {
    guard !listing.formulas.isEmpty else { return nil }
    var table = Table()
    for formula in listing.formulas { table.add("  \(formula.name)", "= \(formula.text)") }
    return ([table.text(width: width)] + [kind.notation.map { paragraph($0.meaning) }])
      .compactMap { $0 }.joined(separator: "\n")
  }

  private var parameters: String? {
    var table = Table()
    for parameter in listing.parameters {
      table.add("  \(parameter.name)", "\(parameter.summary); \(parameter.requirement)")
    }
    if let meaning = listing.meaningOfOtherNames { table.add("  NAME", meaning) }
    let text = table.text(width: width)
    return text.isEmpty ? nil : text
  }

  private var plot: String? {
    guard let chart = documentation.chart, width >= Self.smallestPlotWidth else { return nil }
    let plot = TextPlot(
      range: chart.range, curves: chart.curves.map(\.values), characters: characters)
    let lines = plot.lines(
      width: min(Self.plotSize.width, width - 2), height: Self.plotSize.height)
    guard !lines.isEmpty else { return nil }
    let names = chart.curves.map(\.name)
    let others = names.dropFirst().map { " and \($0) (\(TextPlot.mark))" }.joined()
    let title = "\(names.first ?? "")\(others) over \(chart.variable), for the example"
    return section(title, lines.map { "  \($0)" }.joined(separator: "\n"))
  }
}
