import Foundation
import NNFiles
import TestSupport
import Testing

/// Files that another program changes while nnrun reads them.
@Suite("Files that change while nnrun reads them")
struct ChangedFileTests {
  private let sandbox: Sandbox

  private static let experiment = """
    structure: [1, 3, 1]
    activations: {hidden: tanh, output: identity}
    loss: squared_error
    iterations: 60000
    batch_size: 4
    dataset: {loader: npz, path: x.npy, targets_path: y.npy}
    """

  init() throws {
    sandbox = try Sandbox(["a.yaml": Self.experiment])
    // More than a page, and more predictions than a pipe holds.
    let inputs = (0..<50_000).map { Float($0) / 50_000 }
    for (name, values) in [("x.npy", inputs), ("y.npy", inputs.map { 2 * $0 })] {
      try sandbox.folder.write(
        NPYArray(shape: [values.count, 1], elements: .float32(values)).bytes, to: name)
    }
    try sandbox.folder.write(inputs.map { "\($0)\n" }.joined(), to: "rows.csv")
  }

  private static let gone =
    "error: x.npy: a part of it disappeared while it was in use: it was truncated, or its disk is "
    + "failing; restore the file and repeat the command\n"

  private static func changed(_ name: String) -> String {
    "error: \(name): was changed while it was read (it was written to); repeat the command "
      + "when it no longer changes\n"
  }

  /// As `numpy.save` does to an existing file.
  @Test("A file that becomes shorter ends a training with a message", arguments: [1, 4])
  func shorterInTraining(threads: Int) throws {
    let result = try sandbox.shell(
      """
      # Its own number is that of nnrun, so that it can be stopped.
      train() { exec nnrun a.yaml --quiet --threads \(threads) "$@"; }
      (train --runs-dir undisturbed) >undisturbed.txt
      cp x.npy kept.npy
      train --checkpoint-seconds 0.01 >stopped.txt & pid=$!
      while ! [ -e runs/latest/checkpoint.npz ]; do sleep 0.01; done
      kill $pid; wait $pid; echo "exit code $?"
      # At a checkpoint, the change would be seen before bytes are missing.
      train --checkpoint-seconds inf & pid=$!
      while ! [ -e runs/latest/process.txt ]; do sleep 0.01; done
      : >x.npy
      wait $pid; echo "exit code $?"
      ls runs/latest | grep -e SUMS -e checkpoint.npz
      cp kept.npy x.npy
      (train) >completed.txt; echo "exit code $?"
      cmp runs/latest/SHA256SUMS undisturbed/latest/SHA256SUMS && ls runs/latest
      """)
    expect(
      result,
      output: """
        exit code 75
        exit code 65
        checkpoint.npz
        exit code 0
        SHA256SUMS
        config.yaml
        cost.csv
        metrics.csv
        preprocessing.json
        resolved.yaml
        run.json
        weights.npz

        """, errors: Self.gone)
  }

  /// Predicts, and changes the file when the first predictions have come.
  private func predict(_ name: String, _ change: String, options: String = "") throws
    -> CommandResult
  {
    try sandbox.shell(
      """
      nnrun a.yaml iterations=10 --quiet >completed.txt
      { nnrun predict runs/latest \(name) \(options); echo "exit code $?" >status.txt; } |
        { head -c 1000 >start.txt; \(change); cat >rest.txt; }
      cat status.txt
      """)
  }

  @Test("A file that becomes shorter ends a prediction with a message")
  func shorterInPrediction() throws {
    expect(try predict("x.npy", ": >x.npy"), output: "exit code 65\n", errors: Self.gone)
  }

  @Test("A file that changes while it is predicted is refused", arguments: ["x.npy", "rows.csv"])
  func changed(name: String) throws {
    // The first number after the header of either file.
    let change = "printf 1 | dd of=\(name) bs=1 seek=130 conv=notrunc 2>errors.txt"
    expect(
      try predict(name, change), output: "exit code 65\n", errors: Self.changed(name))
  }

  @Test("A file that is replaced is read as it was when it was opened")
  func replaced() throws {
    let expected = try predict("x.npy", ":")
    #expect(expected.output == "exit code 0\n")
    let rest = try sandbox.folder.bytes("rest.txt")
    expect(try predict("x.npy", "mv y.npy x.npy"), output: "exit code 0\n")
    #expect(try sandbox.folder.bytes("rest.txt") == rest)
  }

  @Test("SIGBUS from another process still ends nnrun")
  func foreignSignal() throws {
    let process = try sandbox.start(["a.yaml", "iterations=100000000", "--quiet"])
    try process.wait(for: "costs") {
      (try? sandbox.folder.bytes("runs/latest/cost.csv"))?.isEmpty == false
    }
    process.send(SIGBUS)
    let result = try process.wait()
    #expect(result.status == -SIGBUS && result.output == "", "\(result)")
  }

  @Test("An archive never contains files other than the run's data")
  func archivedData() throws {
    _ = try sandbox.nnrun("a.yaml", "iterations=10", "--quiet")
    let record = try sandbox.folder.text("runs/latest/run.json")
    let other = try SHA256.hexDigest(ofFile: sandbox.folder.file("rows.csv"))
    let digest = try SHA256.hexDigest(ofFile: sandbox.folder.file("x.npy"))
    try sandbox.folder.write(
      record.replacing(digest, with: other).replacing("x.npy", with: "rows.csv"),
      to: "runs/latest/run.json")
    expect(
      try sandbox.nnrun("archive", "runs/latest", "-o", "a.zip"), status: 65,
      errors: """
        error: runs/a-HASH/run.json: belongs to another run than resolved.yaml; train the run again \
        with --force

        """)
    #expect(try !sandbox.folder.names().contains("a.zip"))
  }
}
