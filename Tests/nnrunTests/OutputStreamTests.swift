import TestSupport
import Testing

@Suite("Outputs that cannot be written")
struct OutputStreamTests {
  @Test(
    "A full standard output is an error",
    .enabled(if: hasFullDevice, "needs /dev/full, a device that is always full"),
    arguments: ["sums.yaml --quiet", "check sums.yaml", "plugins", "predict runs/latest new.csv"])
  func full(command: String) throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums, "new.csv": "1,1\n"])
    _ = try sandbox.nnrun("sums.yaml")
    expect(
      try sandbox.shell("nnrun \(command) >/dev/full"), status: 74,
      errors: "error: standard output: cannot be written: No space left on device\n")
  }

  private static let hasFullDevice: Bool = {
    (try? Sandbox().shell("test -c /dev/full").status) == 0
  }()

  @Test("A limit on the size of files is an error and leaves no partial file")
  func sizeLimit() throws {
    let rows = String(repeating: "1,1\n", count: 1000)
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums, "new.csv": rows])
    _ = try sandbox.nnrun("sums.yaml")
    let before = try sandbox.folder.names(in: ".")
    expect(
      try sandbox.shell("ulimit -f 1; nnrun predict runs/latest new.csv -o sums.csv"), status: 74,
      errors: "error: sums.csv: cannot be written: File too large\n")
    #expect(try sandbox.folder.names(in: ".") == before)
  }

  @Test(
    "A closed standard output is an error",
    arguments: [
      "sums.yaml --quiet", "check sums.yaml", "plugins", "predict runs/latest new.csv",
    ])
  func closedOutput(command: String) throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums, "new.csv": "1,1\n"])
    _ = try sandbox.nnrun("sums.yaml")
    expect(
      try sandbox.shell("nnrun \(command) >&-"), status: 74,
      errors: "error: standard output: cannot be written: Bad file descriptor\n")
  }

  /// A file that is opened later gets the number of a closed stream, and progress is written there.
  @Test(
    "Closed streams leave the results alone",
    arguments: ["<&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"])
  func closedStreams(streams: String) throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    _ = try sandbox.nnrun("sums.yaml", "--runs-dir", "expected")
    _ = try sandbox.shell("nnrun sums.yaml \(streams)")
    let run = try #require(try sandbox.completeRuns().first)
    let expected = try #require(try sandbox.runs(in: "expected").first)
    for name in ["cost.csv", "metrics.csv", "weights.npz", "resolved.yaml", "config.yaml"] {
      #expect(
        try sandbox.folder.bytes("\(run)/\(name)") == sandbox.folder.bytes("\(expected)/\(name)"),
        "\(name)")
    }
  }

  @Test("A closed standard input cannot be predicted")
  func closedInput() throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    _ = try sandbox.nnrun("sums.yaml")
    expect(
      try sandbox.shell("nnrun predict runs/latest <&-"), status: 66,
      errors: "error: standard input: cannot be read: Bad file descriptor\n")
  }

  private static let remedy = "name another folder for runs with --runs-dir"

  /// A file in the way refuses everybody, also those who may write everywhere.
  @Test("A folder of runs that cannot be made is named")
  func runsFolder() throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums, "runs": "a file"])
    expect(
      try sandbox.nnrun("sums.yaml"), status: 73,
      errors: "error: runs/sums-HASH: cannot be created: Not a directory; \(Self.remedy)\n")
    try sandbox.folder.write("", to: "deep/file")
    expect(
      try sandbox.nnrun("sums.yaml", "--runs-dir", "deep/file/runs"), status: 73,
      errors: "error: deep/file/runs: cannot be created: Not a directory; \(Self.remedy)\n")
  }

  @Test("A file in the place of the run folder is named")
  func obstructingFile() throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    let checked = try sandbox.nnrun("check", "sums.yaml")
    let run = try #require(checked.output.split(separator: " ").last?.dropLast())
    try sandbox.folder.write("", to: String(run))
    expect(
      try sandbox.nnrun("sums.yaml"), status: 73,
      errors: """
        error: runs/sums-HASH: cannot be created: a file of this name is in the way; remove it, or \
        \(Self.remedy)

        """)
  }
}
