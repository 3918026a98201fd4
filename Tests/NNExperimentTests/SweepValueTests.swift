import NNConfig
import TestSupport
import Testing

@testable import NNExperiment

@Suite("Sweep: values")
struct SweepValueTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// The values of a setting that takes any text.
  private func values(_ text: String) throws -> [String] {
    try folder.trials("name=\(text)").map { String($0.dropFirst("name=".count)) }
  }

  @Test(
    "Commas separate values, except in brackets, braces, parentheses and quotes",
    arguments: [
      ("a", ["a"]), ("a,b", ["a", "b"]), (" a , b ", ["a", "b"]), ("a b,c", ["a b", "c"]),
      ("[2, 3],[4, 5, 6]", ["[2, 3]", "[4, 5, 6]"]),
      ("{a: 1, b: [2, 3]},c", ["{a: 1, b: [2, 3]}", "c"]), ("f(x, y),g", ["f(x, y)", "g"]),
      (#""a,b",c"#, [#""a,b""#, "c"]), ("'a,b',c", ["'a,b'", "c"]), ("'',a", ["''", "a"]),
      (#""a\",b",c"#, [#""a\",b""#, "c"]), (#"'a\',b"#, [#"'a\'"#, "b"]),
      ("'it''s, b',c", ["'it''s, b'", "c"]), ("['a, b', \"]\"],c", ["['a, b', \"]\"]", "c"]),
      ("it's,b's", ["it's", "b's"]), ("{a: ',', b: x},c", ["{a: ',', b: x}", "c"]),
      ("a],b", ["a]", "b"]), ("a=b,c=d", ["a=b", "c=d"]), ("größe,ß", ["größe", "ß"]),
      ("[a(1, 2), {b: c}],d", ["[a(1, 2), {b: c}]", "d"]),
    ])
  func commas(text: String, values: [String]) throws {
    #expect(try self.values(text) == values)
  }

  @Test(
    "A formula is a value, also one that begins with log",
    arguments: [
      ("log(cosh(a - y))", ["log(cosh(a - y))"]), ("where(z>0,z,0)", ["where(z>0,z,0)"]),
      ("log(max(a, y)),a", ["log(max(a, y))", "a"]), ("log(a)+log(y)", ["log(a)+log(y)"]),
      ("log(a, y)*log(y, a)", ["log(a, y)*log(y, a)"]), ("2*log(1, 2, 3)", ["2*log(1, 2, 3)"]),
      ("max(a,y),min(a,y)", ["max(a,y)", "min(a,y)"]), ("'log(1,2,3)'", ["'log(1,2,3)'"]),
    ])
  func formulas(text: String, values: [String]) throws {
    #expect(try self.values(text) == values)
  }

  @Test("Formulas and structures reach the experiments of the trials")
  func experiments() throws {
    let words = [
      "{hidden: {name: formula, f: 'where(z>0,z,0)'}, output: sigmoid}", "[tanh, sigmoid]",
    ]
    let plan = try SweepPlan(
      folder.sweep("activations=\(words.joined(separator: ","))", "structure=[2,3,1],[2,5,1]"),
      limit: 10, registry: Registry(), threads: 1)
    let experiments = plan.trials.map(\.file.experiment)
    #expect(experiments.map { $0.activations[0].name } == ["formula", "formula", "tanh", "tanh"])
    #expect(experiments.map(\.structure) == [[2, 3, 1], [2, 5, 1], [2, 3, 1], [2, 5, 1]])
  }

  @Test(
    "Values that cannot be told apart are refused",
    arguments: [
      ("", "there are no values; for an empty text, write ''"),
      ("  ", "there are no values; for an empty text, write ''"),
      (
        "1,,2",
        "a value is missing beside a comma; values that contain commas are written in quotes"
      ),
      (
        "1,",
        "a value is missing beside a comma; values that contain commas are written in quotes"
      ),
      ("[1, 2", "']' is missing in '[1, 2'"), ("{a: [1}", "']' is missing in '{a: [1}'"),
      ("f(1,2", "')' is missing in 'f(1,2'"), ("{a", "'}' is missing in '{a'"),
      ("\"a", "a quote \" is not closed in '\"a'"), ("1,'b", "a quote ' is not closed in '1,'b'"),
    ])
  func refused(text: String, message: String) {
    #expect(
      errorText { try folder.sweep("eta=\(text)") } == "override 1: eta=\(text): error: \(message)")
  }

  @Test(
    "A word that is not a setting with values is refused",
    arguments: [("eta", ""), ("=3", ""), ("", "")])
  func words(word: String, hint: String) {
    #expect(
      errorText { try folder.sweep("seed=1", word) }
        == "override 2: \(word): error: a setting of a sweep is written KEY=VALUE,VALUE,..., for "
        + "example eta=0.01,0.1, and a table of trials @trials.csv\(hint)")
  }

  @Test("A file where a setting belongs is probably a table")
  func table() throws {
    let path = try folder.write("eta\n1\n", to: "t.csv")
    #expect(
      errorText { try folder.sweep(path) }?.hasSuffix(" @trials.csv; did you mean '@\(path)'?")
        == true)
  }

  @Test("All mistakes are reported together")
  func together() {
    #expect(
      errorText { try folder.sweep("eta=1,,2", "seed=1,2", "name=[a") } == """
        override 1: eta=1,,2: error: a value is missing beside a comma; values that contain commas \
        are written in quotes
        override 3: name=[a: error: ']' is missing in '[a'
        """)
  }

  @Test(
    "A single training says how to train with each value, where there are several",
    arguments: [
      ("eta=0.1,0.2", "eta=0.1,0.2"), ("eta=log(0.1, 1, 3)", "'eta=log(0.1, 1, 3)'"),
      ("eta=uniform(0.1,1)", "'eta=uniform(0.1,1)'"), ("eta=abc", nil), ("eta=[1, 2]", nil),
      ("eta=log(x)", nil), ("eta=1,,2", nil),
    ])
  func single(override: String, word: String?) throws {
    let error = try #require(throws: ExperimentError.self) {
      try folder.read(.xor, overrides: "seed=1", override)
    }
    let text = "\(error.suggestingSweep(of: ["seed=1", override], path: "my a.yaml"))"
    let hint = word.map { "; for a training with each value: nnrun sweep 'my a.yaml' \($0)" }
    #expect(text == error.description + (hint ?? ""))
  }
}
