import NNConfig
import Testing

@Suite("Reading mappings")
struct MappingReaderTests {
  private func reader(
    _ text: String, names: [String], aliases: [String: String] = [:], owner: String = "",
    found: inout Diagnostics
  ) throws -> MappingReader {
    let root = try parse(text)
    guard case .mapping(let entries) = root.content else {
      Issue.record("is not a mapping")
      return MappingReader(
        entries: [], at: root.range, names: [], what: "field", diagnostics: &found)
    }
    return MappingReader(
      entries: entries, at: root.range, names: names, aliases: aliases, what: "field", owner: owner,
      diagnostics: &found)
  }

  @Test("Values are found by name, and by alias")
  func values() throws {
    var found = Diagnostics()
    let reader = try reader(
      "a: 1\nbe: 2", names: ["a", "b", "c"], aliases: ["be": "b"], found: &found)
    #expect(found.isEmpty)
    #expect(reader.value("a")?.text == "1")
    #expect(reader.value("b")?.text == "2")
    #expect(reader.value("c") == nil)
    #expect(reader.value("be") == nil)
  }

  @Test(
    "Unknown keys are reported with what was probably meant, or with what there is",
    arguments: [
      (["eta", "seed"], ["learning_rate": "eta"], "sede", "; did you mean 'seed'?"),
      (
        ["eta", "seed"], ["learning_rate": "eta"], "learning_rat", "; did you mean 'learning_rate'?"
      ),
      (["eta", "seed"], [:], "foo", "; there are eta, seed"),
      ([], [:], "foo", "; there are none"),
    ])
  func unknown(names: [String], aliases: [String: String], key: String, hint: String) throws {
    var found = Diagnostics()
    _ = try reader("\(key): 1", names: names, aliases: aliases, owner: " of this", found: &found)
    #expect(
      found.text == """
        a.yaml:1:1: error: unknown field '\(key)' of this\(hint)
           1 | \(key): 1
             | ^\(String(repeating: "~", count: key.count - 1))
        """)
  }

  @Test(
    "A value that is given under two names is refused at the second",
    arguments: [("eta", "learning_rate"), ("learning_rate", "eta"), ("lr", "learning_rate")])
  func twoNames(first: String, second: String) throws {
    var found = Diagnostics()
    let reader = try reader(
      "\(first): 1\n\(second): 2", names: ["eta"],
      aliases: ["learning_rate": "eta", "lr": "eta"], found: &found)
    #expect(
      found.text == """
        a.yaml:2:1: error: '\(second)' and '\(first)' are the same field; remove one of them
           2 | \(second): 2
             | ^\(String(repeating: "~", count: second.count - 1))
        """)
    #expect(reader.value("eta")?.text == "1")
  }

  @Test("A setting is read, or is its default, or nothing")
  func read() throws {
    var found = Diagnostics()
    let reader = try reader("a: 1", names: ["a", "b", "c"], found: &found)
    let kind = Parameter.Kind.integer(0...9)
    #expect(reader.read(Parameter("a", kind, summary: ""), diagnostics: &found) == .integer(1))
    let optional = Parameter("b", kind, default: .integer(7), summary: "")
    #expect(reader.read(optional, diagnostics: &found) == .integer(7))
    #expect(reader.read(Parameter("c", kind, summary: ""), diagnostics: &found) == nil)
    #expect(found.isEmpty)
  }

  @Test("A setting that is missing or wrong is reported and has no value")
  func mistakes() throws {
    var found = Diagnostics()
    let reader = try reader("a: x", names: ["a", "b"], found: &found)
    let kind = Parameter.Kind.integer(0...9)
    let wrong = Parameter("a", kind, default: .integer(7), summary: "")
    #expect(reader.read(wrong, owner: " of p", diagnostics: &found) == nil)
    let missing = Parameter("b", kind, isRequired: true, summary: "number of things")
    #expect(reader.read(missing, owner: " of p", diagnostics: &found) == nil)
    #expect(
      found.text == """
        a.yaml:1:1: error: 'b' of p is missing: number of things
           1 | a: x
             | ^~~~
        a.yaml:1:4: error: 'a' of p must be a whole number from 0 to 9, not 'x'
           1 | a: x
             |    ^
        """)
  }
}
