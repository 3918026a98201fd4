import NNConfig
import NNFiles
import Testing

@Suite("Choices for columns")
struct ColumnChoiceTests {
  private static let kind = Parameter.Kind.choiceForColumns(["none", "mean", "onehot"])

  private func read(_ text: String) throws -> ColumnChoice {
    let value = try ValueReader.read(try parse(text), as: Self.kind, label: "'x'")
    guard case .columnChoice(let choice) = value else { throw NoChoice() }
    return choice
  }

  private struct NoChoice: Error {}

  @Test("A word is for all columns")
  func word() throws {
    let choice = try read("mean")
    #expect(choice == ColumnChoice(forAll: "mean"))
    #expect(choice.json.text == "\"mean\"")
  }

  @Test("Columns are named in any order")
  func order() throws {
    let choice = try read("{onehot: [b, a, \"1\"], mean: c}")
    // Groups in the order of the words, columns in byte order: the same choice is written the same
    // way.
    #expect(choice.json.text == #"{"mean":["c"],"onehot":["1","a","b"]}"#)
    #expect(choice == ColumnChoice([("mean", ["c"]), ("onehot", ["a", "1", "b"])]))
    #expect(choice.forAll == nil)
    #expect(try read("{}").groups == [])
  }

  @Test(
    "Anything else is a mistake",
    arguments: [
      ("means", "'x' must be \(kind), not 'means'; did you mean 'mean'?", 1),
      ("\"\"", "'x' must be \(kind), not nothing", 1),
      ("[mean]", "'x' must be \(kind), not a list", 1),
      ("{means: a}", "unknown key 'means' of 'x'; did you mean 'mean'?", 2),
      ("{mean: [a, b], onehot: b}", "'x' names the column 'b' twice", 24),
      ("{mean: [a, a]}", "'x' names the column 'a' twice", 8),
      ("{mean: [a, [b]]}", "entry 2 of 'mean' of 'x' must be a word, not a list", 12),
      ("{mean: {a: b}}", "'mean' of 'x' must be a word, not a mapping", 8),
    ])
  func mistakes(text: String, message: String, column: Int) throws {
    do {
      _ = try read(text)
      Issue.record("\(text) is read")
    } catch let error as ExperimentError {
      #expect(error.diagnostics.map(\.message) == [message])
      #expect(error.diagnostics.first?.range.column == column)
    }
  }

  @Test("The kind describes itself")
  func description() {
    #expect(
      "\(Self.kind)" == "one of none, mean, onehot, or a mapping from them to lists of columns")
  }

  @Test(
    "Scalars are quoted where YAML readers could take them for something else",
    arguments: [
      ("a", "a"), ("a-b_1.5/c", "a-b_1.5/c"), ("", "\"\""), ("-1", "\"-1\""), ("?", "\"?\""),
      ("a b", "\"a b\""), ("a,b", "\"a,b\""), ("\"", "\"\\\"\""), ("\t", "\"\\t\""), ("ü", "\"ü\""),
      ("#x", "\"#x\""), ("x: y", "\"x: y\""),
    ])
  func scalars(text: String, yaml: String) throws {
    #expect(YAMLScalar.text(text) == yaml)
    #expect(YAMLScalar.list([text, "z"]) == "[\(yaml), z]")
    #expect(try parse("[\(yaml)]").text == "[\(text)]")
  }
}
