import Testing

@testable import NNFiles

@Suite("Suggestions for mistyped names")
struct SuggestionTests {
  @Test(
    "Letters inserted, deleted, replaced or swapped are counted",
    arguments: [
      ("iteratons", "iterations", 1), ("eat", "eta", 1), ("", "relu", 4), ("relu", "", 4),
      ("kitten", "sitting", 3), ("relu", "relu", 0), ("ca", "abc", 3), ("größe", "grösse", 2),
    ])
  func edits(source: String, target: String, edits: Int) {
    #expect(Suggestion.edits(from: source, to: target) == edits)
    #expect(Suggestion.edits(from: target, to: source) == edits)
  }

  @Test(
    "The nearest is suggested if at most a third of its letters, or one of two, differ",
    arguments: [
      ("Relu", ["tanh", "relu"], "relu"), ("sofmax", ["sigmoid", "softmax"], "softmax"),
      ("gelu", ["tanh", "softmax"], nil), ("hee", ["he"], "he"), ("hi", ["he"], "he"),
      ("c", ["a"], nil), ("1", ["a", "b"], nil), ("ab", ["a"], nil), ("A", ["a"], "a"),
      ("eat", ["eta"], "eta"), ("ate", ["eta"], nil), ("", ["eta"], nil), ("eta", [], nil),
      ("sgdd", ["sgde", "sgd"], "sgde"), ("softYYY", ["softmax"], nil),
      ("softmXX", ["softmax"], "softmax"),
      (String(repeating: "x", count: 65), [String(repeating: "x", count: 65)], nil),
      (
        String(repeating: "x", count: 64), [String(repeating: "x", count: 65)],
        String(repeating: "x", count: 65)
      ),
    ] as [(String, [String], String?)])
  func nearest(name: String, candidates: [String], nearest: String?) {
    #expect(Suggestion.nearest(to: name, among: candidates) == nearest)
  }

  @Test("A hint is a question, or nothing")
  func hints() {
    #expect(
      Suggestion.hint(for: "iteratons", among: ["eta", "iterations"])
        == "; did you mean 'iterations'?")
    #expect(Suggestion.hint(for: "foo", among: ["eta"]) == "")
    let aliases = ["eta", "learning_rate"]
    #expect(
      Suggestion.hint(for: "learning_rat", among: aliases, orAllOf: ["eta"])
        == "; did you mean 'learning_rate'?")
    #expect(Suggestion.hint(for: "foo", among: aliases, orAllOf: []) == "; there are none")
    #expect(Suggestion.hint(for: "foo", among: aliases, orAllOf: ["eta"]) == "; there is only eta")
    #expect(Suggestion.hint(for: "foo", among: aliases, orAllOf: ["a", "b"]) == "; there are a, b")
  }
}
