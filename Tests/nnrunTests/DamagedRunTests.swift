import Foundation
import TestSupport
import Testing

@Suite("Run folders that are not as a run left them")
struct DamagedRunTests {
  private func trained() throws -> (sandbox: Sandbox, run: String) {
    let sandbox = try Sandbox.flowers()
    _ = try sandbox.nnrun("flowers.yaml")
    return (sandbox, try #require(try sandbox.runs().first))
  }

  @Test(arguments: ["weights.npz", "preprocessing.json", "resolved.yaml"])
  func predictRefusesAFileThatHasChanged(name: String) throws {
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
        errors: "error: \(withoutVaryingParts(message))\n")
    }
    try sandbox.folder.remove(path)
    expect(
      try sandbox.nnrun("predict", run, input: "1,2\n"), status: 65,
      errors: "error: \(withoutVaryingParts(message))\n")
    // What the message advises.
    _ = try sandbox.nnrun("flowers.yaml", "--force")
    #expect(try sandbox.nnrun("predict", run, input: "1,2\n").status == 0)
  }

  /// One output tells two classes apart, so the names of both are needed.
  @Test(arguments: ["[\"lily\"]", "[\"lily\", \"rose\", \"tulip\"]"])
  func predictRefusesClassesThatDoNotFitTheNetwork(classes: String) throws {
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

  @Test(arguments: ["", "{}", "{\"status\": \"completed\"", "[[[["])
  func aDamagedRecordIsNoResult(record: String) throws {
    let (sandbox, run) = try trained()
    try sandbox.folder.write(record, to: "\(run)/run.json")
    expect(
      try sandbox.nnrun("flowers.yaml"), status: 65,
      errors: """
        error: runs/flowers-HASH/run.json: is missing or damaged; train the run again with --force

        """)
  }

  @Test(arguments: [
    "config.yaml", "resolved.yaml", "cost.csv", "metrics.csv", "weights.npz", "preprocessing.json",
    "run.json",
  ])
  func aRunWithoutOneOfItsFilesIsNotComplete(name: String) throws {
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

  @Test func aFolderWithoutSumsIsNoCompleteRun() throws {
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

  @Test func aRunThatDoesNotExistIsNamed() throws {
    let sandbox = try Sandbox()
    expect(
      try sandbox.nnrun("predict", "runs/latest"), status: 66,
      errors: "error: runs/latest: does not exist\n")
  }

  @Test(arguments: ["runs", "flowers.yaml", "runs/latest/weights.npz"])
  func whatIsNoRunIsNotTakenForAnInterruptedOne(path: String) throws {
    let (sandbox, _) = try trained()
    expect(
      try sandbox.nnrun("predict", path), status: 65,
      errors:
        "error: \(path): is not a run; name a run folder (runs/latest) or an archive (.zip)\n")
  }

  /// Data may be gone when a network is used.
  @Test func predictNeedsNoData() throws {
    let (sandbox, run) = try trained()
    let before = try sandbox.nnrun("predict", run, input: "1,2\n")
    try sandbox.folder.remove("flowers.csv")
    expect(try sandbox.nnrun("predict", run, input: "1,2\n"), output: before.output)
  }
}
