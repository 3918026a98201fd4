import NNConfig
import Testing

@Suite("Settings of a plugin")
struct OptionReaderTests {
  private static let range = SourceRange(
    source: SourceText(file: "a.yaml", text: "p: 5", directory: ""), line: 1, column: 1, length: 1)
  private static let valueRange = SourceRange(source: range.source, line: 1, column: 4, length: 1)

  private let options = OptionReader(
    values: [
      "yes": .boolean(true), "five": .integer(5), "seed": .seed(.max), "half": .number(0.5),
      "word": .text("w"),
      "file": .path("f/g"), "words": .list([.text("a"), .text("b")]),
      "whole": .list([.integer(1), .integer(2)]),
      "rows": .list([.list([.number(1)]), .list([.number(2), .number(3)])]),
      "pairs": .mapping([OptionValue.Pair(key: "k", value: "v")]),
    ],
    ranges: ["five": valueRange], range: range)

  @Test("Each setting is read as the type that was declared")
  func values() {
    #expect(options.boolean("yes"))
    #expect(options.integer("five") == 5)
    #expect(options.number("half") == 0.5)
    #expect(options.text("word") == "w")
    #expect(options.text("file") == "f/g")
    #expect(options.optionalTexts("words") == ["a", "b"])
    #expect(options.optionalList("words") == [.text("a"), .text("b")])
    #expect(options.integers("whole") == [1, 2])
    #expect(options.numberRows("rows") == [[1], [2, 3]])
    #expect(options.mapping("pairs") == [OptionValue.Pair(key: "k", value: "v")])
    #expect(options.optionalInteger("five") == 5)
    #expect(options.optionalSeed("seed") == .max)
    #expect(options.optionalNumber("half") == 0.5)
    #expect(options.optionalText("word") == "w")
  }

  @Test("A setting that is not set is nil, or an empty list")
  func unset() {
    #expect(options.optionalInteger("x") == nil)
    #expect(options.optionalSeed("x") == nil)
    #expect(options.optionalNumber("x") == nil)
    #expect(options.optionalText("x") == nil)
    #expect(options.optionalTexts("x") == nil)
    #expect(options.optionalList("x") == nil)
    #expect(options.integers("x").isEmpty)
    #expect(options.numberRows("x").isEmpty)
    #expect(options.mapping("x").isEmpty)
  }

  @Test("Only settings in the experiment itself count as set")
  func isSet() {
    #expect(options.isSet("five"))
    #expect(!options.isSet("half"))
  }

  @Test("An error is at the setting, or at the plugin if the setting is a default")
  func invalid() {
    #expect(
      options.invalid("five", "too many").description
        == "a.yaml:1:4: error: too many\n   1 | p: 5\n     |    ^")
    #expect(
      options.invalid("half", "too few").description
        == "a.yaml:1:1: error: too few\n   1 | p: 5\n     | ^")
  }
}
