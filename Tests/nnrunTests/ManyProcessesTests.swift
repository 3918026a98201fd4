import Foundation
import TestSupport
import Testing

@Suite("Many processes at once")
struct ManyProcessesTests {
  @Test func differentTrialsDoNotDisturbEachOther() throws {
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
    let latest = try FileManager.default.destinationOfSymbolicLink(
      atPath: sandbox.folder.file("runs/latest"))
    #expect(runs.contains("runs/\(latest)"))
    for run in runs { #expect(try sandbox.folder.names(in: run).count == 8) }
  }

  /// The others say who does, or what came out when they come late.
  @Test func oneOfManyCopiesTrains() throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    let copies = 20
    let result = try sandbox.shell(
      """
      for copy in $(seq \(copies)); do
        { nnrun sums.yaml iterations=2000 --quiet --threads 1 >$copy.out 2>$copy.err
          echo $? >$copy.status; } &
      done
      wait
      """)
    expect(result)
    var trained = 0
    for copy in 1...copies {
      let output = withoutVaryingParts(try sandbox.folder.text("\(copy).out"))
      let errors = withoutVaryingParts(try sandbox.folder.text("\(copy).err"))
      switch try sandbox.folder.text("\(copy).status") {
      case "0\n":
        #expect(errors == "")
        if output.hasPrefix("runs/sums-HASH: completed 2000 iterations in TIME s\n") {
          trained += 1
        } else {
          #expect(output.hasPrefix("runs/sums-HASH: already complete: 2000 iterations"))
        }
      case "75\n":
        #expect(output == "")
        // The process may not have come to say who it is, or have ended since.
        #expect(
          errors.replacing("another process", with: "process PID on HOST since TIME")
            == "error: runs/sums-HASH: is being trained by process PID on HOST since TIME; repeat the "
            + "command when that has ended\n")
      case let status: Issue.record("copy \(copy) ends with \(status): \(errors)")
      }
    }
    #expect(trained == 1)
    let runs = try sandbox.runs()
    #expect(runs.count == 1)
    #expect(try sandbox.completeRuns() == runs)
    #expect(try sandbox.folder.names(in: runs[0]).count == 8)
  }

  @Test func twoCopiesRaceFiftyTimes() throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    let result = try sandbox.shell(
      """
      train() { nnrun sums.yaml --quiet --threads 1 --checkpoint-seconds 0 >/dev/null 2>&1; }
      for round in $(seq 50); do
        rm -rf runs
        train & first=$!
        train & second=$!
        wait $first; a=$?
        wait $second; b=$?
        case "$a $b" in "0 0" | "0 75" | "75 0") ;; *) echo "round $round: $a $b" ;; esac
        sha256sum <runs/latest/SHA256SUMS >>sums
        ls runs/latest | wc -l >>files
      done
      sort -u sums | wc -l
      sort -u files
      """)
    expect(result, output: "1\n8\n")
  }
}
