import TestSupport
import Testing

@Suite(
  "The progress bar on a terminal",
  .enabled(if: TerminalSession.isPossible, "needs util-linux's script for a terminal"))
struct ProgressBarTests {
  private static let result =
    "runs/sums-HASH: completed 20 iterations in TIME s\n" + Experiments.sumsResult

  /// More iterations than any test here waits for; few enough for a failing test to end.
  private static let long = "nnrun sums.yaml iterations=3000000 eta=0.0001"

  private func run(
    _ script: String, columns: Int = 80
  ) throws -> (session: TerminalSession, status: Int32) {
    let session = try TerminalSession(
      script, in: Sandbox(["sums.yaml": Experiments.sums]), columns: columns)
    return (session, try session.end())
  }

  @Test(
    "The bar is gone at the end",
    arguments: [
      (80, "  5% [>                           ]   1/20            -:-- left  cost 0.4898"),
      (30, "  5%   -:--  cost 0.4898"), (20, "  5% cost 0.4898"),
    ])
  func gone(columns: Int, first: String) throws {
    let (session, status) = try run("nnrun sums.yaml", columns: columns)
    #expect(status == 0)
    #expect(session.bars.first.map(String.init) == first)
    #expect(session.bars.last?.hasPrefix("100%") == true)
    for bar in session.bars { #expect(bar.count < columns, "\(bar)") }
    let result = Self.result.replacing("\n", with: "\r\n")
    compare(session.screen, Screen(columns: columns, showing: result).text, "the screen")
  }

  /// Nor are there colours, which NO_COLOR would forbid.
  @Test("One line is redrawn in place")
  func redrawn() throws {
    let (session, _) = try run("nnrun sums.yaml iterations=20000")
    let lines = session.output.split(separator: "\r\n")
    #expect(lines.count == 4, "\(lines)")
    #expect(!session.output.contains(#/\e\[[^J]/#))
  }

  @Test("A line for an evaluation is written above the bar, which is drawn again")
  func evaluations() throws {
    let (session, status) = try run("nnrun sums.yaml evaluate_every=10", columns: 120)
    #expect(status == 0)
    compare(
      session.screen,
      """
      iteration 10: train cost 0.1581 MAE 0.3106 R2 0.6837, test cost 0.03799 MAE 0.1636 R2 0.3922
      iteration 20: train cost 0.05366 MAE 0.1892 R2 0.8927, test cost 0.01021 MAE 0.0991 R2 0.8366
      runs/sums-HASH: completed 20 iterations in TIME s
        overrides     evaluate_every=10
      \(Experiments.sumsResult)
      """, "the screen")
    let parts = session.output.split(separator: "\r\n")
    // The first line follows the bar of the first iteration, and after it there is a bar.
    #expect(parts[0].hasPrefix("\r  5% [") && parts[0].contains("\r\u{1B}[Kiteration 10: "))
    #expect(parts[1].hasPrefix("\r  5% [") && parts[1].contains("\r\u{1B}[Kiteration 20: "))
    #expect(parts[2].hasPrefix("\r100% ["))
  }

  @Test("The bar is erased before an error")
  func error() throws {
    let (session, status) = try run("nnrun sums.yaml eta=1e30", columns: 200)
    #expect(status == 1)
    #expect(session.bars.count == 1)
    compare(
      session.screen,
      """
      runs/sums-HASH: diverged after 2 iterations
      error: the cost became NaN or infinite after iteration 2; try a smaller eta, or normalised \
      inputs

      """, "the screen")
  }

  /// A shell's loop ends only if the command dies by the signal.
  @Test(
    "A key that ends the command erases the bar and ends a loop around it",
    arguments: [("\u{3}", 130), ("\u{1C}", 131)] as [(String, Int32)])
  func keys(key: String, status: Int32) throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    let session = try TerminalSession(
      """
      ulimit -c 0
      for seed in 1 2 3; do \(Self.long) seed=$seed; [ $? = 131 ] && exit 131; done
      """, in: sandbox)
    try session.wait(for: "the bar") { $0.contains("left") }
    try session.type(key)
    #expect(try session.end() == status)
    #expect(try sandbox.runs().count == 1)
    #expect(try sandbox.completeRuns() == [])
    // The shell reports a command that died of the other key.
    #expect(session.screen.split(separator: "\n").allSatisfy { !$0.contains("%") })
    #expect(
      status == 131 || session.screen.contains(": interrupted after "), "\(session.screen)")
  }

  @Test("A signal from another process erases the bar too")
  func foreignSignal() throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    let session = try TerminalSession("exec \(Self.long)", in: sandbox)
    try session.wait(for: "the bar") { $0.contains("left") }
    _ = try sandbox.shell("set -- $(cat runs/*/process.txt); kill $2")
    #expect(try session.end() == 75)
    #expect(session.screen.contains(": interrupted after "), "\(session.screen)")
  }

  /// A command started with `nohup` should outlive the terminal.
  @Test("Ignored signals stay ignored")
  func ignoredSignal() throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    let session = try TerminalSession("trap '' INT; exec \(Self.long)", in: sandbox)
    try session.wait(for: "the bar") { $0.contains("left") }
    try session.type("\u{3}")
    let before = session.output
    // It is still there, and draws.
    try session.wait(for: "another bar") {
      TerminalSession.bars(in: String($0.dropFirst(before.count))).count > 1
    }
    _ = try sandbox.shell("set -- $(cat runs/*/process.txt); kill $2")
    #expect(try session.end() == 75)
  }

  @Test("The bar follows the width of the window")
  func resized() throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    let session = try TerminalSession(Self.long, in: sandbox)
    try session.wait(for: "the bar") { $0.contains("left") }
    try session.resize(columns: 30)
    try session.wait(for: "a narrow bar") { output in
      TerminalSession.bars(in: output).last.map { $0.contains("cost") && $0.count < 30 } ?? false
    }
    try session.resize(columns: 100)
    try session.wait(for: "a wide bar") { (TerminalSession.bars(in: $0).last?.count ?? 0) > 80 }
    try session.type("\u{3}")
    #expect(try session.end() == 130)
  }

  @Test(
    "On a terminal that cannot redraw there are plain lines",
    arguments: ["TERM=dumb", "TERM=", "env -u TERM"])
  func dumbTerminal(setting: String) throws {
    let (session, status) = try run("\(setting) nnrun sums.yaml")
    #expect(status == 0)
    compare(
      withoutVaryingParts(session.output.replacing("\r\n", with: "\n")),
      Experiments.sumsProgress + Self.result, "the output")
  }

  /// Only standard error counts: results may go to a file.
  @Test("Only standard error decides whether there is a bar")
  func streams() throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    let bar = try TerminalSession("nnrun sums.yaml >result", in: sandbox)
    #expect(try bar.end() == 0)
    #expect(bar.bars.count >= 2)
    #expect(bar.screen == "")
    compare(withoutVaryingParts(try sandbox.folder.text("result")), Self.result, "the result")
    let lines = try TerminalSession("nnrun sums.yaml --force 2>notes", in: sandbox)
    #expect(try lines.end() == 0)
    #expect(lines.bars == [])
    compare(try sandbox.folder.text("notes"), Experiments.sumsProgress, "the notes")
  }

  @Test("With --quiet there is no bar, and with --json one object")
  func options() throws {
    let (quiet, _) = try run("nnrun sums.yaml --quiet")
    compare(
      withoutVaryingParts(quiet.output.replacing("\r\n", with: "\n")), Self.result, "the output")
    let (json, _) = try run("nnrun sums.yaml --json", columns: 1000)
    #expect(json.bars.count >= 2)
    #expect(json.screen.hasPrefix(#"{"run":"runs/sums-HASH","status":"completed","#))
    #expect(json.screen.split(separator: "\n").count == 1)
  }

  /// Somebody may be typing another command.
  @Test("In the background there is no bar")
  func background() throws {
    let (session, status) = try run("set -m; nnrun sums.yaml & wait $!")
    #expect(status == 0)
    #expect(session.bars == [])
    #expect(session.screen.contains("completed 20 iterations"))
  }
}
