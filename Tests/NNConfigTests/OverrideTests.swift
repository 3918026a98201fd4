import NNConfig
import TestSupport
import Testing

@Suite("Overrides on the command line")
struct OverrideTests {
  private static let file = """
    structure: [784, 30, 10]
    activations: {hidden: relu, output: {name: softmax}}
    optimizer: sgd
    learning_rate: 0.1
    dataset:
      loader: mnist
    note:

    """

  private func applied(_ texts: String..., to file: String = file) throws -> YAMLNode {
    var root = try parse(file)
    for (index, text) in texts.enumerated() {
      root = try Override(text, number: index + 1).applied(
        to: root, aliases: ["learning_rate": "eta"],
        entries: { path, word, _ in
          if path == "note", word.text == "none" { return [] }
          guard path == "optimizer" || path.hasPrefix("activations.") else { return nil }
          return [YAMLEntry(key: "name", keyRange: word.range, value: word)]
        })
    }
    return root
  }

  @Test(
    "A setting is replaced or added where its path leads",
    arguments: [
      ("a=2", "a: 1", "{a: 2}"),
      ("b=2", "a: 1", "{a: 1, b: 2}"),
      ("a=[1, {x: y}]", "a: 1", "{a: [1, {x: y}]}"),
      ("a=x=y", "a: 1", "{a: x=y}"),
      ("a='1 # 2'", "a: 1", "{a: 1 # 2}"),
      ("a=", "a: 1", "{a: }"),
      ("a= ", "a: 1", "{a: }"),
      ("a=\n", "a: 1", "{a: }"),
      ("a.b.c=3", "a: {b: {c: 1, d: 2}}", "{a: {b: {c: 3, d: 2}}}"),
      ("a.b.c=3", "{}", "{a: {b: {c: 3}}}"),
      ("a.1=x", "a: [u, v, w]", "{a: [u, x, w]}"),
      ("a.1.b=x", "a: [u, {b: v}]", "{a: [u, {b: x}]}"),
    ])
  func paths(override: String, file: String, result: String) throws {
    #expect(try applied(override, to: file).text == result)
  }

  @Test("Aliases of fields lead to the same field, at the top level only")
  func aliases() throws {
    #expect(try applied("eta=0.5", to: "learning_rate: 0.1").text == "{learning_rate: 0.5}")
    #expect(try applied("learning_rate=0.5", to: "eta: 0.1").text == "{eta: 0.5}")
    #expect(
      try applied("a.learning_rate=2", to: "a: {eta: 1}").text == "{a: {eta: 1, learning_rate: 2}}")
  }

  @Test("A word that stands for an empty mapping becomes one")
  func wordOfEmptyMapping() throws {
    #expect(try applied("note.a=1", to: "note: none").text == "{note: {a: 1}}")
  }

  @Test("A plugin that is named by a word becomes a mapping when parameters join it")
  func wordBecomesMapping() throws {
    #expect(
      try applied("optimizer.momentum=0.9", to: "optimizer: sgd").text
        == "{optimizer: {name: sgd, momentum: 0.9}}")
    #expect(
      try applied("optimizer.name=adam", to: "optimizer: sgd").text == "{optimizer: {name: adam}}")
    #expect(
      try applied("activations.hidden.slope=0.1", to: "activations: {hidden: relu}").text
        == "{activations: {hidden: {name: relu, slope: 0.1}}}")
  }

  @Test("Later overrides see the results of earlier ones")
  func severalOverrides() throws {
    #expect(try applied("a=[1, 2]", "a.0=3", "a.1=4", to: "a: 1").text == "{a: [3, 4]}")
  }

  @Test("A YAML alias is changed at one of its uses only")
  func yamlAlias() throws {
    #expect(try applied("b.k=2", to: "a: &x {k: 1}\nb: *x").text == "{a: {k: 1}, b: {k: 2}}")
  }

  @Test(
    "An override that cannot be applied is refused with the reason",
    arguments: [
      ("eta", "an override is written KEY=VALUE, for example eta=0.05"),
      ("=5", "an override is written KEY=VALUE, for example eta=0.05"),
      ("", "an override is written KEY=VALUE, for example eta=0.05"),
      ("/", "this is a file, but a command takes one experiment; repeat it for each of several"),
      ("structure.x=3", "'structure' is a list of 3: name an entry by its number from 0, not 'x'"),
      ("structure.3=3", "'structure' is a list of 3: name an entry by its number from 0, not '3'"),
      (
        "structure.-1=3", "'structure' is a list of 3: name an entry by its number from 0, not '-1'"
      ),
      ("dataset.loader.x=3", "'dataset.loader' is 'mnist' and has no 'x'"),
      ("structure.0.x=3", "'structure.0' is '784' and has no 'x'"),
      ("note.x=3", "'note' is nothing and has no 'x'"),
      (
        "eta=[1", "not valid YAML: while parsing a flow sequence: did not find expected ',' or ']'"
      ),
      ("eta={a: 1, a: 2}", "'a' is set twice; first on line 1"),
      (
        "eta=[1]\n---\n2", "a second document starts here; an experiment is one document"
      ),
    ])
  func refused(override: String, message: String) {
    let name = "override 2: \(override)".replacing("\n", with: "\\n")
    #expect(errorText { try applied("seed=1", override) } == "\(name): error: \(message)")
  }

  @Test("A path that is nested deeper than a file can be is refused", arguments: [33, 100_000])
  func tooDeep(depth: Int) {
    let path = Array(repeating: "a", count: depth).joined(separator: ".")
    let text = errorText { try applied("\(path)=1") }
    #expect(text?.hasSuffix("error: settings are nested at most 32 deep, not \(depth)") == true)
  }

  @Test("The file itself must be a mapping")
  func root() {
    #expect(
      errorText { try applied("a=1", to: "[x]") }
        == "override 1: a=1: error: the file is a list of 1: name an entry by its number from 0, not 'a'"
    )
    #expect(
      errorText { try applied("a=1", to: "word") }
        == "override 1: a=1: error: the file is 'word' and has no 'a'")
  }

  @Test("An unknown path is left to the reader, which finds it at the override")
  func unknownPath() throws {
    let root = try applied("etaa=abc", to: "seed: 1")
    guard case .mapping(let entries) = root.content else {
      Issue.record("is not a mapping")
      return
    }
    var found = Diagnostics()
    _ = MappingReader(
      entries: entries, at: root.range, names: ["seed", "eta"], what: "field", diagnostics: &found)
    #expect(found.text == "override 1: etaa=abc: error: unknown field 'etaa'; did you mean 'eta'?")
  }
}
