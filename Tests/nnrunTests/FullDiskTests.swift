import TestSupport
import Testing

@Suite("A full disk", .enabled(if: canMount, "needs to mount a file system (unshare -rm, tmpfs)"))
struct FullDiskTests {
  /// Runs a script for which `runs` is a file system of its own, which ends with the script.
  private func shell(
    _ script: String, diskOptions: String, in sandbox: Sandbox
  ) throws -> CommandResult {
    try sandbox.folder.write(
      "mkdir -p runs && mount -t tmpfs -o \(diskOptions) disk runs || exit\n\(script)\n",
      to: "script.sh")
    return try sandbox.shell("unshare -rm sh script.sh")
  }

  @Test("A run whose costs do not fit is incomplete until there is room")
  func costs() throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    let result = try shell(
      """
      train() { nnrun sums.yaml iterations=60000 eta=0.001 --quiet; }
      train; echo "exit code $?"
      ls runs/sums-*
      nnrun predict runs/latest; echo "exit code $?"
      mount -o remount,size=8m runs
      train >/dev/null; echo "exit code $?"
      ls runs/sums-*
      """, diskOptions: "size=1m", in: sandbox)
    expect(
      result,
      output: """
        exit code 74
        config.yaml
        cost.csv
        metrics.csv
        resolved.yaml
        exit code 65
        exit code 0
        SHA256SUMS
        config.yaml
        cost.csv
        metrics.csv
        preprocessing.json
        resolved.yaml
        run.json
        weights.npz

        """,
      errors: """
        error: runs/sums-HASH/cost.csv: cannot be written: No space left on device
        error: runs/latest: is not a complete run; repeat the command that started it

        """)
  }

  @Test("A sweep whose costs do not fit loses nothing, and is complete when there is room")
  func sweep() throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    let result = try shell(
      """
      train() { nnrun sweep sums.yaml iterations=20000,30000 eta=0.001,0.002 --jobs 1 --quiet; }
      train >/dev/null 2>errors; echo "exit code $?"
      tail -n 1 errors
      cat runs/sums-*/SHA256SUMS | sort >before
      mount -o remount,size=8m runs
      train | head -n 1
      cat runs/sums-*/SHA256SUMS | sort >after
      comm -23 before after | wc -l
      """, diskOptions: "size=1m", in: sandbox)
    let error = result.output.split(separator: "\n").dropFirst().first ?? ""
    // Either a trial's file does not fit, or one of the sweep.
    #expect(
      error.contains("other trial") || error.hasSuffix("No space left on device"), "\(error)")
    #expect(result.output.hasPrefix("exit code 74\n"), "\(result.output)")
    #expect(
      withoutVaryingParts(result.output).hasSuffix(
        "\nruns/sweeps/sums-HASH: 4 trials: 4 completed\n0\n"), "\(result.output)")
    #expect(result.errors == "")
    let singles = try Sandbox(["sums.yaml": Experiments.sums])
    for iterations in ["20000", "30000"] {
      for eta in ["0.001", "0.002"] {
        _ = try singles.nnrun("sums.yaml", "iterations=\(iterations)", "eta=\(eta)", "--quiet")
      }
    }
    let expected = try singles.checksums().values.joined().split(separator: "\n").sorted()
    #expect(try sandbox.folder.text("after").split(separator: "\n") == expected)
    #expect(try !sandbox.folder.text("before").isEmpty)
  }

  /// The disk grows by a page after each failure, so that another file fits.
  @Test("Whichever file does not fit is named")
  func anyFile() throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    let result = try shell(
      """
      page=$(getconf PAGESIZE)
      head -c $page /dev/zero >runs/filler
      pages=1
      until nnrun sums.yaml --quiet >result; do
        echo "exit code $?"
        ls runs/*/SHA256SUMS runs/*.tmp runs/*/*.tmp 2>/dev/null
        pages=$((pages + 1))
        mount -o remount,size=$((pages * page)) runs
      done
      """, diskOptions: "size=$(getconf PAGESIZE)", in: sandbox)
    let names = [
      "process.txt", "config.yaml", "resolved.yaml", "metrics.csv", "cost.csv", "weights.npz",
      "preprocessing.json", "run.json", "SHA256SUMS",
    ]
    expect(
      result, output: String(repeating: "exit code 74\n", count: names.count),
      errors: names.map {
        "error: runs/sums-HASH/\($0): cannot be written: No space left on device\n"
      }.joined())
    compare(
      withoutVaryingParts(try sandbox.folder.text("result")),
      "runs/sums-HASH: completed 20 iterations in TIME s\n" + Experiments.sumsResult, "the result")
  }

  @Test("Predictions that do not fit leave nothing behind", arguments: ["csv", "npy"])
  func predictions(ending: String) throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    let result = try shell(
      """
      nnrun sums.yaml --quiet >result
      yes 1,2 | head -300000 >rows.csv
      nnrun predict runs/latest rows.csv -o runs/out.\(ending); echo "exit code $?"
      ls runs | grep out
      """, diskOptions: "size=300k", in: sandbox)
    expect(
      result, status: 1, output: "exit code 74\n",
      errors: "error: runs/out.\(ending): cannot be written: No space left on device\n")
  }

  /// A disk is also full if it has no room for names.
  @Test(
    "A disk without room for another name is full",
    arguments: [(1, "runs/sums-HASH"), (2, "runs/sums-HASH/process.txt")])
  func names(inodes: Int, named: String) throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    expect(
      try shell(
        "exec nnrun sums.yaml --quiet", diskOptions: "size=1m,nr_inodes=\(inodes)", in: sandbox),
      status: 74, errors: "error: \(named): cannot be written: No space left on device\n")
  }
}

private let canMount: Bool = {
  let mount = "mkdir disk && unshare -rm mount -t tmpfs -o size=1m disk disk"
  return (try? Sandbox().shell(mount).status) == 0
}()
