import Foundation
import TestSupport
import Testing

@Suite("Replay and archive")
struct ReplayTests {
  /// A complete run of a network that learns kinds of flowers from a file.
  private func trained() throws -> Sandbox {
    let sandbox = try Sandbox.flowers()
    #expect(try sandbox.nnrun("flowers.yaml", "--quiet").status == 0)
    return sandbox
  }

  @Test("An unchanged run is reproduced")
  func unchanged() throws {
    let sandbox = try trained()
    let result = try sandbox.nnrun("replay", "runs/latest", "--quiet")
    #expect(result.status == 0 && result.errors == "", "\(result)")
    #expect(
      result.output.wholeMatch(
        of: #/runs/latest: bit-for-bit equal: 20 iterations, \d.\d\d s then, \d.\d\d s now\n/#)
        != nil, "\(result)")
    // The run is unchanged, and nothing else is left.
    #expect(try sandbox.runs().count == 1)
    #expect(try sandbox.nnrun("flowers.yaml").output.contains("already complete"))
  }

  @Test("The archive is all that another machine needs")
  func otherMachine() throws {
    let sandbox = try trained()
    let archive = try sandbox.nnrun("archive", "runs/latest", "-o", "flowers.zip")
    #expect(archive.status == 0 && archive.output.hasPrefix("flowers.zip: "), "\(archive)")
    let other = try Sandbox()
    try FileManager.default.moveItem(
      atPath: sandbox.folder.file("flowers.zip"), toPath: other.folder.file("flowers.zip"))
    try sandbox.folder.remove("flowers.csv")
    let result = try other.nnrun(
      "replay", "flowers.zip", "--threads", "1", "--quiet",
      environment: ["NNRUN_SIMD": "baseline"])
    #expect(result.status == 0 && result.errors == "", "\(result)")
    #expect(result.output.hasPrefix("flowers.zip: bit-for-bit equal: 20 iterations"))
    #expect(try other.folder.names(in: ".") == ["flowers.zip"])
    // What takes a run takes its archive, too.
    #expect(try other.nnrun("evaluate", "flowers.zip").output.contains("training set  6 samples"))
    let predicted = try other.nnrun("predict", "flowers.zip", "-", input: "length,width\n1,0.5\n")
    #expect(predicted.output.hasPrefix("prediction,lily,rose\nrose,0.28614223,"), "\(predicted)")
  }

  @Test("The same run makes the same archive")
  func sameArchive() throws {
    let sandbox = try trained()
    for name in ["a.zip", "b.zip"] { _ = try sandbox.nnrun("archive", "runs/latest", "-o", name) }
    #expect(try sandbox.folder.bytes("a.zip") == sandbox.folder.bytes("b.zip"))
    let python = "import zipfile; print(zipfile.ZipFile('a.zip').testzip())"
    expect(try sandbox.run("python3", "-c", python), output: "None\n")
  }

  @Test("Data that are not in the archive are found by their bytes")
  func withoutData() throws {
    let sandbox = try trained()
    _ = try sandbox.nnrun("archive", "runs/latest", "-o", "small.zip", "--without-data")
    try sandbox.folder.remove("flowers.csv")
    let other = try Sandbox(["data/deep/renamed.txt": Experiments.flowersData, "data/x": "y"])
    try FileManager.default.moveItem(
      atPath: sandbox.folder.file("small.zip"), toPath: other.folder.file("small.zip"))
    let missing = try other.nnrun("replay", "small.zip", "--quiet")
    #expect(missing.status == 66)
    #expect(missing.errors.hasPrefix("error: the data file 'flowers.csv' is missing (SHA-256 "))
    #expect(missing.errors.hasSuffix("name a folder that has it with --data\n"))
    let found = try other.nnrun("replay", "small.zip", "--data", "data", "--quiet")
    #expect(found.status == 0 && found.output.hasPrefix("small.zip: bit-for-bit equal"), "\(found)")
  }

  @Test(
    "An archive has no name that says another format", arguments: ["a.tar", "b/a.TGZ", "a.tar.gz"])
  func otherFormat(name: String) throws {
    let sandbox = try Sandbox()
    let result = try sandbox.nnrun("archive", "runs/latest", "-o", name)
    let zip = "\(name.prefix { $0 != "." }).zip"
    #expect(result.status == 64)
    #expect(
      result.errors.hasPrefix("Error: an archive is a zip file; name it '\(zip)', not '\(name)'\n"),
      "\(result)")
  }

  @Test("The archive replaces nothing but files")
  func outputs() throws {
    let sandbox = try trained()
    let result = try sandbox.shell(
      """
      mkfifo pipe; ln -s old.zip link.zip; echo old >old.zip; mkdir folder
      for name in pipe folder runs/latest/weights.zip link.zip; do
        nnrun archive runs/latest -o $name >/dev/null; echo $?
      done
      test -p pipe && test -d folder && test -L link.zip && nnrun replay old.zip --quiet >/dev/null
      echo $?
      """)
    #expect(result.output == "73\n73\n73\n0\n0\n", "\(result)")
    #expect(result.errors.contains("it is a pipe, not a file"), "\(result.errors)")
    #expect(result.errors.contains("it would be among the run's results"), "\(result.errors)")
  }

  @Test(
    "A tampered result is found",
    arguments: [
      "cost.csv", "metrics.csv", "weights.npz", "preprocessing.json", "config.yaml",
      "test_predictions.csv",
    ])
  func tampered(name: String) throws {
    let sandbox = try trained()
    let run = try #require(try sandbox.runs().first)
    var bytes = try sandbox.folder.bytes("\(run)/\(name)")
    bytes[bytes.count / 2] ^= 1
    try sandbox.folder.write(bytes, to: "\(run)/\(name)")
    for arguments in [["replay", run], ["archive", run, "-o", "a.zip"]] {
      expect(
        try sandbox.nnrun(arguments), status: 65,
        errors: """
          error: runs/flowers-HASH/\(name): is missing or damaged; train the run again with --force

          """, "\(arguments[0])")
    }
  }

  /// A run whose sums are right and whose results are not: as if another machine had computed them.
  @Test("A difference is named")
  func difference() throws {
    let sandbox = try trained()
    _ = try sandbox.run("sed", "-i", "17s/,.*/,0.5/", "runs/latest/cost.csv")
    try sandbox.reseal("runs/latest")
    let result = try sandbox.nnrun("replay", "runs/latest", "--quiet")
    #expect(result.status == 1)
    #expect(
      result.output.contains("different: cost.csv: line 17 was '16,0.5' and is '16,0."), "\(result)"
    )
  }

  @Test("A difference in predictions alone is named")
  func otherPredictions() throws {
    let sandbox = try trained()
    _ = try sandbox.shell(
      "cd runs/latest; sed -i '2s/.*/0/' test_predictions.csv; "
        + "sed 's/.* //' SHA256SUMS | xargs sha256sum >sums; mv sums SHA256SUMS")
    let result = try sandbox.nnrun("replay", "runs/latest", "--quiet")
    #expect(result.status == 1)
    #expect(
      result.output.contains("different: test_predictions.csv: line 2 was '0' and is '"),
      "\(result)")
  }

  @Test("Another numerics version is refused")
  func numerics() throws {
    let sandbox = try trained()
    let result = try sandbox.shell(
      "sed -i 's/\"numerics\": [0-9]*/\"numerics\": 1/' runs/latest/run.json; "
        + "nnrun replay runs/latest")
    #expect(result.status == 1)
    #expect(
      result.errors.hasPrefix(
        "error: runs/latest: was made with numerics version 1 (nnrun 0.1.0), and this nnrun has "
          + "version "), "\(result)")
  }

  @Test("Changed data are refused")
  func changedData() throws {
    let sandbox = try trained()
    try sandbox.folder.write(Experiments.flowersData + "6,2,rose\n", to: "flowers.csv")
    let result = try sandbox.nnrun("replay", "runs/latest")
    #expect(result.status == 65)
    #expect(result.errors.contains("flowers.csv, where it was, is a different file"), "\(result)")
  }

  /// Not every byte is tried, which would take too long here.
  @Test("A flipped bit in an archive is found")
  func flippedBit() throws {
    let sandbox = try trained()
    _ = try sandbox.nnrun("archive", "runs/latest", "-o", "a.zip")
    let bytes = try sandbox.folder.bytes("a.zip")
    for position in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 40)) {
      var changed = bytes
      changed[position] ^= 0x10
      try sandbox.folder.write(changed, to: "b.zip")
      let result = try sandbox.nnrun("replay", "b.zip")
      #expect(result.status == 65 && result.output == "", "byte \(position): \(result)")
    }
    try sandbox.folder.write(Array(bytes.dropLast(100)), to: "b.zip")
    #expect(try sandbox.nnrun("replay", "b.zip").status == 65)
  }
}
