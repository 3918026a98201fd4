import TestSupport
import Testing

@Suite("Runs that continue shorter ones")
struct LongerRunTests {
  private let sandbox: Sandbox

  init() throws { sandbox = try Sandbox.flowers() }

  private func train(_ words: [String], _ directory: String) throws -> CommandResult {
    let result = try sandbox.nnrun(["flowers.yaml"] + words + ["--runs-dir", directory])
    #expect(result.status == 0, "\(result)")
    return result
  }

  @Test(
    "A run with more iterations continues a complete one, with the same bytes",
    arguments: [
      "optimizer=sgd", "optimizer=adam", "optimizer={name: momentum, nesterov: true}",
      "optimizer={name: formula, state: {m: '0.9 * m + g'}, w: 'w - eta * m'}",
      "precision=float64", "sampling=epochs", "dropout=0.2",
      "eta={schedule: step, from: 0.1, every: 7}",
    ])
  func continued(setting: String) throws {
    let words = [setting, "evaluate_every=8"]
    _ = try train(words + ["iterations=20"], "runs")
    let longer = try train(words + ["iterations=50"], "runs")
    #expect(longer.errors.contains(" after its last iteration, 20 of 50\n"), "\(longer.errors)")
    let own = try train(words + ["iterations=50"], "own")
    #expect(!own.errors.contains("continues"))
    let run = try #require(try sandbox.runs(in: "own").first)
    let other = run.replacing("own/", with: "runs/")
    #expect(
      try sandbox.folder.text("\(other)/SHA256SUMS") == sandbox.folder.text("\(run)/SHA256SUMS"))
  }

  @Test(
    "A run in which something depends on the number of iterations is trained from the beginning",
    arguments: [
      "eta={schedule: cosine, from: 0.1}", "eta={schedule: formula, f: '0.1 * t / n'}",
      "early_stopping={metric: test.cost, patience: 100}",
    ])
  func refused(setting: String) throws {
    let words = [setting, "evaluate_every=8"]
    _ = try train(words + ["iterations=20"], "runs")
    let longer = try train(words + ["iterations=50"], "runs")
    #expect(!longer.errors.contains("continues"), "\(longer.errors)")
  }

  @Test("A damaged run is not continued", arguments: ["weights.npz", "slots.npz", "cost.csv"])
  func damaged(file: String) throws {
    _ = try train(["optimizer=adam", "iterations=20"], "runs")
    let run = try #require(try sandbox.runs().first)
    var bytes = try sandbox.folder.bytes("\(run)/\(file)")
    bytes[bytes.count / 2] ^= 1
    try sandbox.folder.write(bytes, to: "\(run)/\(file)")
    let longer = try train(["optimizer=adam", "iterations=50"], "runs")
    #expect(longer.errors.contains("\(run): is not continued: "), "\(longer.errors)")
    _ = try train(["optimizer=adam", "iterations=50"], "own")
    let own = try #require(try sandbox.runs(in: "own").first)
    let other = own.replacing("own/", with: "runs/")
    #expect(
      try sandbox.folder.text("\(other)/SHA256SUMS") == sandbox.folder.text("\(own)/SHA256SUMS"))
  }
}
