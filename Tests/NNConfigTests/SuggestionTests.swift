import Testing

@testable import NNConfig

@Suite("Suggestions for mistyped names")
struct SuggestionTests {
  @Test func editsAreCounted() {
    #expect(Suggestion.edits(from: "iteratons", to: "iterations") == 1)
    #expect(Suggestion.edits(from: "eat", to: "eta") == 1)
    #expect(Suggestion.edits(from: "", to: "relu") == 4)
    #expect(Suggestion.edits(from: "kitten", to: "sitting") == 3)
  }

  @Test func theNearestIsSuggestedIfItIsNear() {
    #expect(Suggestion.nearest(to: "Relu", among: ["tanh", "relu"]) == "relu")
    #expect(Suggestion.nearest(to: "sofmax", among: ["sigmoid", "softmax"]) == "softmax")
    #expect(Suggestion.nearest(to: "gelu", among: ["tanh", "softmax"]) == nil)
    #expect(
      Suggestion.hint(for: "iteratons", among: ["eta", "iterations"])
        == "; did you mean 'iterations'?")
    #expect(Suggestion.hint(for: String(repeating: "x", count: 65), among: ["x"]) == "")
  }
}
