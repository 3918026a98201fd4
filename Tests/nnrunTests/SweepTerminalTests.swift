import TestSupport
import Testing

@Suite(
  "The live lines of a sweep on a terminal",
  .enabled(if: TerminalSession.isPossible, "needs util-linux's script for a terminal"))
struct SweepTerminalTests {
  private let sandbox: Sandbox

  init() throws { sandbox = try Sandbox(["sums.yaml": Experiments.sums]) }

  private static let long =
    "nnrun sweep sums.yaml iterations=3000000 eta=0.0001,0.0002,0.0003 --jobs 2"

  /// The lines while trials are being trained: two trials, and the whole.
  private func isLive(_ output: String) -> Bool {
    let screen = Screen(columns: 100, showing: output).text.split(separator: "\n")
    return screen.count == 3 && screen[0].contains(#/eta=0\.\d+ +\d+% \[.* left  cost /#)
      && screen[1].contains(#/eta=0\.\d+ +\d+% \[.* left  cost /#)
      && screen[2].contains(#/^0 of 3 trials \[[= >]+\] .* left/#)
  }

  @Test("The lines are gone at the end")
  func gone() throws {
    let session = try TerminalSession(
      "nnrun sweep sums.yaml iterations=2000 eta=0.1,0.2 --jobs 2", in: sandbox, columns: 200)
    #expect(try session.end() == 0)
    #expect(session.output.contains(" of 2 trials ["))
    let result = try sandbox.nnrun(
      "sweep", "sums.yaml", "iterations=2000", "eta=0.1,0.2")
    let note = """
      the best trial is chosen by the test set, so its result there is better than it will be on \
      other data; to choose by other rows, hold them out with dataset.validation_fraction=0.2

      """
    let shown = (note + result.output).replacing("\n", with: "\r\n")
    compare(
      session.screen, Screen(columns: 200, showing: withoutVaryingParts(shown)).text, "the screen")
  }

  @Test("Each trial has a line, and a signal erases them")
  func lines() throws {
    let session = try TerminalSession("exec \(Self.long)", in: sandbox, columns: 100)
    try session.wait(for: "the lines", until: isLive)
    _ = try sandbox.shell("set -- $(cat runs/*/process.txt); kill $2")
    #expect(try session.end() == 75)
    #expect(
      !session.screen.contains("%") && !session.screen.contains("of 3 trials"), "\(session.screen)")
    #expect(
      session.screen.hasPrefix(
        "runs/sweeps/sums-HASH: 3 trials: 3 not finished (repeat the command)\n"),
      "\(session.screen)")
  }

  @Test("Ctrl-C erases the lines and ends a loop around the command")
  func interrupted() throws {
    let session = try TerminalSession(
      "for seed in 1 2; do \(Self.long) seed=$seed; done", in: sandbox, columns: 100)
    try session.wait(for: "the lines", until: isLive)
    try session.type("\u{3}")
    #expect(try session.end() == 130)
    #expect(try sandbox.runs().count == 2)
    #expect(!session.screen.contains("of 3 trials"), "\(session.screen)")
    #expect(
      session.screen.contains(" 3 not finished (repeat the command)\n"), "\(session.screen)")
  }

  @Test("A trial that diverges is a line that stays, above those that are drawn again")
  func failure() throws {
    let session = try TerminalSession(
      "nnrun sweep sums.yaml iterations=2000 eta=0.1,1e30 --jobs 1", in: sandbox, columns: 150)
    #expect(try session.end() == 1)
    let screen = session.screen.split(separator: "\n")
    #expect(screen.first == "[2/2] eta=1e30: runs/sums-HASH: diverged after 2 iterations")
    #expect(screen.contains("runs/sweeps/sums-HASH: 2 trials: 1 completed, 1 diverged"))
    #expect(screen.last == "error: 1 trial failed or diverged")
  }

  @Test(
    "There are no live lines with --quiet, on a dumb terminal or in the background",
    arguments: [
      ("nnrun sweep sums.yaml eta=0.1,0.2 --quiet", 0),
      ("TERM=dumb nnrun sweep sums.yaml eta=0.1,0.2", 2),
      ("nnrun sweep sums.yaml eta=0.1,0.2 2>&1 | cat", 2),
      ("set -m; nnrun sweep sums.yaml eta=0.1,0.2 & wait $!", 0),
    ])
  func plain(script: String, notes: Int) throws {
    let session = try TerminalSession(script, in: sandbox, columns: 200)
    #expect(try session.end() == 0)
    #expect(!session.output.contains(" of 2 trials"), "\(session.output)")
    let lines = session.screen.split(separator: "\n")
    #expect(lines.count { $0.contains(#/^\[[12]\/2\] eta=/#) } == notes, "\(session.screen)")
    #expect(lines.contains("runs/sweeps/sums-HASH: 2 trials: 2 completed"), "\(session.screen)")
  }
}
