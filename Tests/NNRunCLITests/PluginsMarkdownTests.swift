import NNExperiment
import NNFiles
import TestSupport
import Testing

@testable import NNRunCLI

@Suite("PLUGINS.md")
struct PluginsMarkdownTests {
  private let text = PluginsMarkdown(documentation: Registry().documentation).text + "\n"

  @Test("It is the page of the registry")
  func isCurrent() throws {
    let file = try File.read("\(ProjectFiles.root)/PLUGINS.md", limit: 1 << 20)
    #expect(
      String(decoding: file, as: UTF8.self) == text,
      "PLUGINS.md is not that of this build; renew it with '\(PluginsMarkdown.command)'")
  }

  @Test("Every link of its contents leads to a heading")
  func links() {
    let headings = text.split(separator: "\n").filter { $0.hasPrefix("### ") }
      .map { String($0.dropFirst(4)).replacing(" ", with: "-") }
    let links = text.split(separator: "](#").dropFirst().map { part in
      String(part.prefix { $0 != ")" })
    }
    #expect(links == headings)
  }

  @Test("Characters that would end a cell are escaped")
  func cells() {
    for line in text.split(separator: "\n") where line.hasPrefix("|") {
      #expect(line.replacing("\\|", with: "").count { $0 == "|" } == 5, "\(line)")
    }
  }
}
