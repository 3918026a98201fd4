import Foundation
import NNFiles
import TestSupport
import Testing

@Suite("Damaged run folders")
struct DamagedRunTests {
  private func trained() throws -> (sandbox: Sandbox, run: String) {
    let sandbox = try Sandbox.flowers()
    _ = try sandbox.nnrun("flowers.yaml")
    return (sandbox, try #require(try sandbox.runs().first))
  }

  @Test(
    "nnrun predict refuses a run with a changed or missing file",
    arguments: ["weights.npz", "preprocessing.json", "resolved.yaml"])
  func changedFile(name: String) throws {
    let (sandbox, run) = try trained()
    let path = "\(run)/\(name)"
    var bytes = try sandbox.folder.bytes(path)
    let message = "\(path): is missing or damaged; train the run again with --force"
    // The last digit in the file, so that it can still be read; without digits a byte of a name.
    let index = try #require(bytes.lastIndex { (0x30...0x38).contains($0) })
    bytes[index] += 1
    for damaged in [bytes, Array(bytes.prefix(30)), []] {
      try sandbox.folder.write(damaged, to: path)
      expect(
        try sandbox.nnrun("predict", run, input: "1,2\n"), status: 65,
        errors: "error: \(withoutVaryingParts(message))\n", "\(damaged.count) bytes")
    }
    try sandbox.folder.remove(path)
    expect(
      try sandbox.nnrun("predict", run, input: "1,2\n"), status: 65,
      errors: "error: \(withoutVaryingParts(message))\n")
    // What the message advises.
    _ = try sandbox.nnrun("flowers.yaml", "--force")
    #expect(try sandbox.nnrun("predict", run, input: "1,2\n").status == 0)
  }

  /// As older versions of nnrun leave them.
  @Test("A run without predictions of the rows that it has drawn is complete unless it lists them")
  func withoutPredictions() throws {
    let (sandbox, run) = try trained()
    try sandbox.folder.remove("\(run)/test_predictions.csv")
    for arguments in [["flowers.yaml"], ["replay", run], ["archive", run, "-o", "a.zip"]] {
      expect(
        try sandbox.nnrun(arguments), status: 65,
        errors: """
          error: runs/flowers-HASH/test_predictions.csv: is missing or damaged; train the run again \
          with --force

          """, "\(arguments[0])")
    }
    try sandbox.reseal(run)
    #expect(try sandbox.nnrun("flowers.yaml").output.contains("already complete"))
    for arguments in [["replay", run], ["archive", run, "-o", "a.zip"], ["replay", "a.zip"]] {
      #expect(try sandbox.nnrun(arguments).status == 0, "\(arguments)")
    }
  }

  /// A single output distinguishes two classes, so the names of both are needed.
  @Test(
    "nnrun predict refuses classes that do not fit the network",
    arguments: ["[\"lily\"]", "[\"lily\", \"rose\", \"tulip\"]"])
  func otherClasses(classes: String) throws {
    let (sandbox, _) = try trained()
    _ = try sandbox.nnrun(
      "flowers.yaml", "structure=[2,3,1]", "activations.output=sigmoid",
      "loss=binary_cross_entropy")
    let preprocessing = "runs/latest/preprocessing.json"
    let text = try sandbox.folder.text(preprocessing)
    try sandbox.folder.write(
      text.replacing("[\"lily\", \"rose\"]", with: classes), to: preprocessing)
    try sandbox.reseal("runs/latest")
    expect(
      try sandbox.nnrun("predict", "runs/latest", input: "1,2\n"), status: 65,
      errors: """
        error: runs/flowers-HASH/preprocessing.json: does not fit the network; train the run again with \
        --force

        """)
  }

  @Test("A damaged record is refused", arguments: ["", "{}", "{\"status\": \"completed\"", "[[[["])
  func damagedRecord(record: String) throws {
    let (sandbox, run) = try trained()
    try sandbox.folder.write(record, to: "\(run)/run.json")
    expect(
      try sandbox.nnrun("flowers.yaml"), status: 65,
      errors: """
        error: runs/flowers-HASH/run.json: is missing or damaged; train the run again with --force

        """)
  }

  @Test(
    "A run that lacks one of its files is refused until it is trained again",
    arguments: [
      "config.yaml", "resolved.yaml", "cost.csv", "metrics.csv", "weights.npz",
      "preprocessing.json",
      "run.json",
    ])
  func missingFile(name: String) throws {
    let (sandbox, run) = try trained()
    try sandbox.folder.remove("\(run)/\(name)")
    expect(
      try sandbox.nnrun("flowers.yaml"), status: 65,
      errors: """
        error: runs/flowers-HASH/\(name): is missing or damaged; train the run again with --force

        """)
    #expect(try sandbox.nnrun("flowers.yaml", "--force").status == 0)
    #expect(try sandbox.nnrun("flowers.yaml").output.contains("already complete"))
  }

  @Test(
    "Whatever is in the place of process.txt, an unfinished run is trained",
    arguments: [
      "true", "head -c 9999999 /dev/zero", "printf 'process x\\377\\n\\033[2J'", "mkfifo",
    ])
  func processFile(writer: String) throws {
    let (sandbox, run) = try trained()
    try sandbox.folder.remove("\(run)/SHA256SUMS")
    let file = "\(run)/process.txt"
    _ = try sandbox.shell(writer == "mkfifo" ? "mkfifo \(file)" : "\(writer) > \(file)")
    let before = try sandbox.nnrun("compare", "--columns", "status", "--csv")
    expect(before, output: "status\ninterrupted\n")
    #expect(try sandbox.nnrun("flowers.yaml", "--quiet").status == 0)
    #expect(try sandbox.completeRuns() == [run])
    #expect(try !sandbox.folder.names(in: run).contains("process.txt"))
  }

  @Test("A folder in the place of process.txt is to be removed")
  func processFolder() throws {
    let (sandbox, run) = try trained()
    try FileSystem.createDirectories(sandbox.folder.file("\(run)/process.txt"))
    expect(
      try sandbox.nnrun("flowers.yaml", "--force"), status: 73,
      errors: """
        error: runs/flowers-HASH/process.txt: cannot be created: it is a folder, not a file; remove it, or \
        name another folder for runs with --runs-dir

        """)
  }

  @Test("A run that was copied while another machine trained it may not be running any more")
  func copiedWhileRunning() throws {
    let (sandbox, run) = try trained()
    try sandbox.folder.remove("\(run)/SHA256SUMS")
    try sandbox.folder.write(
      "process 7 on elsewhere since 2026-11-24T12:00:00Z\n", to: "\(run)/process.txt")
    let result = try sandbox.nnrun("compare", "--columns", "status", "--csv")
    expect(
      result, output: "status\nrunning\n",
      errors: """
        warning: runs/flowers-HASH: is shown as running, because process PID on HOST since TIME was \
        training it; if it is a copy, its command resumes it

        """)
    #expect(try sandbox.nnrun("flowers.yaml", "--quiet").status == 0)
  }

  @Test("A folder without SHA256SUMS is not a complete run")
  func withoutSums() throws {
    let (sandbox, run) = try trained()
    try sandbox.folder.remove("\(run)/SHA256SUMS")
    expect(
      try sandbox.nnrun("predict", run), status: 65,
      errors: """
        error: runs/flowers-HASH: is not a complete run; repeat the command that started it

        """)
    let again = try sandbox.nnrun("flowers.yaml", "--quiet")
    #expect(again.output.contains(": completed 20 iterations in "))
    #expect(try sandbox.completeRuns() == [run])
  }

  @Test("A run that does not exist is named")
  func missingRun() throws {
    let sandbox = try Sandbox()
    expect(
      try sandbox.nnrun("predict", "runs/latest"), status: 66,
      errors: "error: runs/latest: does not exist\n")
  }

  @Test(
    "A path that is not a run is not mistaken for an interrupted run",
    arguments: ["runs", "flowers.csv", "runs/latest/weights.npz"])
  func notARun(path: String) throws {
    let (sandbox, _) = try trained()
    expect(
      try sandbox.nnrun("predict", path), status: 65,
      errors:
        "error: \(path): is not a run; name a run folder (runs/latest) or an archive (.zip)\n")
  }

  /// They may be gone when a network is used.
  @Test("nnrun predict does not need the data")
  func withoutData() throws {
    let (sandbox, run) = try trained()
    let before = try sandbox.nnrun("predict", run, input: "1,2\n")
    try sandbox.folder.remove("flowers.csv")
    expect(try sandbox.nnrun("predict", run, input: "1,2\n"), output: before.output)
  }
}
