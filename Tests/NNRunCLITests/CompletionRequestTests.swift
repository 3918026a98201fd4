import NNExperiment
import Testing

@testable import NNRunCLI

@Suite("Questions of shells that complete words")
struct CompletionRequestTests {
  @Test(
    "They come as words or as a line",
    arguments: [
      (["---complete"], []), (["---complete", ""], [""]),
      (["---complete", "a b", "--j"], ["a b", "--j"]),
      (["---complete-line", "nnrun "], [""]), (["---complete-line", "nnrun"], []),
      (
        ["---complete-line", "./nnrun a\\ b 'c d' --runs-dir=ru"], ["a b", "c d", "--runs-dir=ru"]
      ),
      (["---complete-line", "nnrun \"my ex"], ["my ex"]), (["---complete-line"], []),
    ])
  func questions(arguments: [String], words: [String]) {
    #expect(CompletionRequest(in: arguments)?.words == words)
  }

  @Test(
    "Other command lines are none",
    arguments: [[], ["a.yaml"], ["---completion"], ["run", "---complete"], ["--complete"]])
  func others(arguments: [String]) { #expect(CompletionRequest(in: arguments) == nil) }

  @Test("The answer has a line for the files, one for what stays of the word, and the candidates")
  func answer() {
    func text(_ words: String...) -> String {
      CompletionRequest.text(of: Completion(ofLast: words, with: Registry()))
    }
    #expect(
      text("").hasPrefix(
        "files yaml yml\n\nrun\tTrain an experiment, or report the result if it is already complete.\n"
      ))
    #expect(text("a.yaml", "--runs-dir=r") == "folders\n--runs-dir=\n")
    #expect(text("a.yaml", "") == "files\n\n")
    #expect(text("sweep", "a.yaml", "--launcher=") == "\n--launcher=\nlocal\t\nslurm\t\n")
    #expect(text("a.yaml", "--threads", "") == "\n\n")
  }
}
