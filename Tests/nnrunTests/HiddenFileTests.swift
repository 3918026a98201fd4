import Foundation
import TestSupport
import Testing

/// What cannot be read may be good: it is not to be trained again.
@Suite("Runs that may not be read", .enabled(if: Sandbox.canHideFiles))
struct HiddenFileTests {
  private let sandbox: Sandbox
  private let run: String

  init() throws {
    sandbox = try Sandbox.flowers(["in.csv": "1,2\n"])
    _ = try sandbox.nnrun("flowers.yaml")
    run = try #require(try sandbox.runs().first)
  }

  private static let commands = [
    ["predict", "runs/latest", "in.csv"], ["predict", "flowers.yaml", "in.csv"],
    ["evaluate", "runs/latest"], ["replay", "runs/latest"],
    ["archive", "runs/latest", "-o", "-"],
  ]

  private func expectHidden(_ arguments: [String], _ path: String) throws {
    expect(
      try sandbox.nnrunWithoutPrivileges(arguments), status: 66,
      errors: "error: \(withoutVaryingParts(path)): cannot be read: Permission denied\n",
      arguments.joined(separator: " "))
  }

  @Test(
    "The file that may not be read is named",
    arguments: ["weights.npz", "resolved.yaml", "preprocessing.json", "run.json", "SHA256SUMS"])
  func file(name: String) throws {
    try sandbox.hide("\(run)/\(name)")
    for command in Self.commands { try expectHidden(command, "\(run)/\(name)") }
  }

  @Test("Files that only a replay and an archive need are named by these")
  func metrics() throws {
    try sandbox.hide("\(run)/metrics.csv")
    #expect(try sandbox.nnrunWithoutPrivileges(Self.commands[0]).status == 0)
    for command in Self.commands.suffix(2) { try expectHidden(command, "\(run)/metrics.csv") }
  }

  @Test("A folder that may not be entered is named", arguments: [0, 0o444])
  func folder(mode: Int) throws {
    try sandbox.hide(run, mode: mode)
    for command in Self.commands { try expectHidden(command, run) }
    try expectHidden(["flowers.yaml"], run)
    try sandbox.hide(run, mode: 0o755)
    try sandbox.hide("runs", mode: mode)
    let all =
      Self.commands + [
        ["flowers.yaml"], ["runs/latest/resolved.yaml"], ["compare"],
        ["sweep", "flowers.yaml", "eta=0.1,0.2"],
      ]
    for command in all { try expectHidden(command, "runs") }
    try sandbox.hide("runs", mode: 0o755)
  }

  @Test("nnrun CONFIG does not take a run for untrained whose record may not be read")
  func record() throws {
    try sandbox.hide("\(run)/run.json")
    try expectHidden(["flowers.yaml"], "\(run)/run.json")
  }

  @Test("nnrun compare says which runs it leaves out")
  func comparison() throws {
    _ = try sandbox.nnrun("flowers.yaml", "eta=0.02", "name=other")
    try sandbox.hide(run)
    let left = "runs/flowers-HASH: cannot be read: Permission denied"
    let some = try sandbox.nnrunWithoutPrivileges("compare", "--columns", "eta,run", "--csv")
    expect(
      some, output: "eta,run\n0.02,runs/other-HASH\n",
      errors: "warning: a run is left out: \(left)\n")
    let other = try #require(try sandbox.runs().last)
    try sandbox.hide("\(other)/run.json")
    expect(
      try sandbox.nnrunWithoutPrivileges("compare"), status: 66,
      errors: """
        warning: a run is left out: \(left)
        warning: a run is left out: runs/other-HASH/run.json: cannot be read: Permission denied
        error: none of these runs can be read

        """)
    try sandbox.hide(run, mode: 0o755)
  }

  @Test("nnrun sweep does not advise to train it again")
  func sweep() throws {
    try sandbox.hide("\(run)/run.json")
    let result = try sandbox.nnrunWithoutPrivileges(
      "sweep", "flowers.yaml", "eta=0.01", "--dry-run", "--json")
    #expect(result.output.contains("\"status\":\"failed\""))
    try sandbox.hide("runs", mode: 0o777)
    let trained = try sandbox.nnrunWithoutPrivileges("sweep", "flowers.yaml", "eta=0.01")
    #expect(trained.status == 1)
    #expect(trained.output.contains("run.json: cannot be read: Permission denied\n"))
    #expect(!trained.output.contains("--force"))
  }

  @Test("Complete runs in a folder that cannot be changed are used, and new ones go elsewhere")
  func readOnly() throws {
    for path in [run, "runs"] { try sandbox.hide(path, mode: 0o555) }
    #expect(try sandbox.nnrunWithoutPrivileges("flowers.yaml").status == 0)
    for command in Self.commands {
      #expect(try sandbox.nnrunWithoutPrivileges(command).status == 0, "\(command)")
    }
    let remedy = "name another folder for runs with --runs-dir"
    for (command, path) in [
      (["flowers.yaml", "seed=2"], "runs/flowers-HASH"),
      (["flowers.yaml", "--force"], "runs/flowers-HASH/process.txt"),
      (["sweep", "flowers.yaml", "eta=0.1,0.2"], "runs/sweeps"),
    ] {
      expect(
        try sandbox.nnrunWithoutPrivileges(command), status: 73,
        errors: "error: \(path): cannot be created: Permission denied; \(remedy)\n",
        "\(command)")
    }
  }

  @Test("An archive that may not be read is no unknown file")
  func archive() throws {
    _ = try sandbox.nnrun("archive", run, "-o", "run.zip")
    try sandbox.hide("run.zip")
    try expectHidden(["predict", "run.zip", "in.csv"], "run.zip")
  }

  @Test("Data that may not be read are not taken for missing or different ones")
  func data() throws {
    try sandbox.hide("flowers.csv")
    let digest = "0831ba6d608345bec1f4269a2da3cb5a97955778db99c28b86e874ce9741af6c"
    expect(
      try sandbox.nnrunWithoutPrivileges("replay", "runs/latest"), status: 66,
      errors: """
        error: flowers.csv: cannot be read: Permission denied; it may be the run's data file \
        'flowers.csv' (SHA-256 \(digest)), so make it readable, or name a folder that has it with \
        --data

        """)
    try expectHidden(["evaluate", "runs/latest"], "flowers.csv")
  }
}
