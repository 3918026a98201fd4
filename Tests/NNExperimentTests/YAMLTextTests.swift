import NNFiles
import Testing

@testable import NNExperiment

@Suite("Writing YAML")
struct YAMLTextTests {
  @Test("Settings are written so that they read back as they were")
  func document() {
    let text = YAMLText.document(
      .object([
        ("name", .string("mnist")), ("structure", .array([.integer(2), .integer(1)])),
        ("dataset", .object([("path", .string("../a b#c.csv")), ("eta", .number(1e-7))])),
      ]))
    #expect(
      text == """
        name: mnist
        structure: [2, 1]
        dataset:
          path: "../a b#c.csv"
          eta: 1e-07

        """)
  }

  @Test(
    "Words that other programs read as truth values have quotes",
    arguments: ["yes", "No", "ON", "off", "true", "False", "null"])
  func truthValues(word: String) {
    let text = YAMLText.document(.object([(word, .array([.string(word), .bool(true)]))]))
    #expect(text == "\"\(word)\": [\"\(word)\", true]\n")
  }
}
