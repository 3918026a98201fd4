import Foundation
import TestSupport
import Testing

@Suite("Many processes at once")
struct ManyProcessesTests {
  @Test("Two hundred different trials do not disturb each other")
  func trials() throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    let result = try sandbox.shell(
      """
      for seed in $(seq 200); do
        nnrun sums.yaml seed=$seed --quiet --threads 1 >/dev/null || echo "$seed: $?" &
      done
      wait
      """)
    expect(result)
    let runs = try sandbox.runs()
    #expect(runs.count == 200)
    #expect(try sandbox.completeRuns() == runs)
    let latest = try sandbox.folder.linkTarget("runs/latest")
    #expect(runs.contains("runs/\(latest)"))
    for run in runs { #expect(try sandbox.folder.names(in: run).count == 8, "\(run)") }
  }

  /// The others say which one does, or if they come late, the result.
  @Test("Of many copies one trains, and the others say so")
  func copies() throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    let words = ["sums.yaml", "iterations=2000", "--quiet", "--threads", "1"]
    let copies = try (1...20).map { _ in try sandbox.start(words) }
    var trained = 0
    for (number, copy) in copies.enumerated() {
      let result = try copy.wait()
      let output = withoutVaryingParts(result.output)
      switch result.status {
      case 0:
        #expect(result.errors == "", "copy \(number)")
        if output.hasPrefix("runs/sums-HASH: completed 2000 iterations in TIME s\n") {
          trained += 1
        } else {
          #expect(
            output.hasPrefix("runs/sums-HASH: already complete: 2000 iterations"), "copy \(number)")
        }
      case 75:
        #expect(output == "", "copy \(number)")
        // The process may not have recorded yet which one it is, or it may have ended since.
        #expect(
          withoutVaryingParts(result.errors)
            .replacing("another process", with: "process PID on HOST since TIME")
            == "error: runs/sums-HASH: is being trained by process PID on HOST since TIME; repeat the "
            + "command when that process has ended\n", "copy \(number)")
      default: Issue.record("copy \(number): \(result)")
      }
    }
    #expect(trained == 1)
    let runs = try sandbox.runs()
    #expect(runs.count == 1)
    #expect(try sandbox.completeRuns() == runs)
    #expect(try sandbox.folder.names(in: runs[0]).count == 8)
  }

  @Test("Two copies that race leave one complete run")
  func race() throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    let words = ["sums.yaml", "--quiet", "--threads", "1", "--checkpoint-seconds", "0"]
    var sums: Set<String> = []
    for round in 1...50 {
      let processes = try (1...2).map { _ in try sandbox.start(words) }
      let codes = try processes.map { try $0.wait().status }
      #expect(
        codes.contains(0) && codes.allSatisfy { $0 == 0 || $0 == 75 }, "round \(round): \(codes)")
      sums.insert(try sandbox.folder.text("runs/latest/SHA256SUMS"))
      #expect(try sandbox.folder.names(in: "runs/latest").count == 8, "round \(round)")
      try sandbox.folder.remove("runs")
    }
    #expect(sums.count == 1)
  }
}
