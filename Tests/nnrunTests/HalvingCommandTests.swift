import TestSupport
import Testing

@Suite("nnrun sweep --halving")
struct HalvingCommandTests {
  private let sandbox: Sandbox
  private static let words = ["sweep", "flowers.yaml", "eta=0.01,0.03,0.1,0.3", "--halving", "2"]

  init() throws { sandbox = try Sandbox.flowers() }

  @Test("The best trial has the bytes of the single command, the others are paused")
  func bytes() throws {
    let result = try sandbox.nnrun(Self.words)
    #expect(result.status == 0)
    #expect(result.output.contains(": 4 trials: 1 completed, 3 paused\n"), "\(result.output)")
    #expect(result.errors.contains("rung 1 of 3: 4 trials\n"))
    #expect(result.errors.contains("rung 3 of 3: 1 trial\n"))
    #expect(!result.errors.contains("resumes"))
    let complete = try sandbox.completeRuns()
    #expect(complete.count == 1)
    let command = try #require(result.output.split(separator: "\n").last)
    let words = command.split(separator: " ").dropFirst().map(String.init)
    #expect(try sandbox.nnrun(words + ["--quiet", "--runs-dir", "own"]).status == 0)
    let own = complete[0].replacing("runs/", with: "own/")
    #expect(
      try sandbox.folder.text("\(own)/SHA256SUMS")
        == sandbox.folder.text("\(complete[0])/SHA256SUMS"))
    let table = try sandbox.nnrun("compare", "--columns", "eta,status,iterations")
    #expect(table.output.split(separator: "\n").count { $0.contains("paused") } == 3)
  }

  @Test("A halving that is repeated decides as before, and trains nothing")
  func repeated() throws {
    let first = try sandbox.nnrun(Self.words)
    let second = try sandbox.nnrun(Self.words)
    #expect(second.output == first.output)
    #expect(!second.errors.contains(": completed"))
  }

  @Test("What is paused is continued by its single command, with the same bytes")
  func continued() throws {
    _ = try sandbox.nnrun(Self.words)
    for eta in ["0.01", "0.03", "0.1", "0.3"] {
      for directory in ["runs", "own"] {
        let result = try sandbox.nnrun(
          "flowers.yaml", "eta=\(eta)", "--quiet", "--runs-dir", directory)
        #expect(result.status == 0)
      }
    }
    let runs = try sandbox.completeRuns()
    #expect(runs.count == 4)
    for run in runs {
      let own = run.replacing("runs/", with: "own/")
      #expect(
        try sandbox.folder.text("\(run)/SHA256SUMS") == sandbox.folder.text("\(own)/SHA256SUMS"))
    }
  }

  @Test("Folds of a setting advance together")
  func folds() throws {
    let result = try sandbox.nnrun(
      "sweep", "flowers.yaml", "eta=0.01,0.03,0.1,0.3", "--halving", "2", "--folds", "2")
    #expect(result.status == 0, "\(result)")
    #expect(result.output.contains(": 8 trials: 2 completed, 6 paused\n"), "\(result.output)")
    #expect(result.errors.contains("rung 2 of 3: 4 trials\n"))
  }
}
