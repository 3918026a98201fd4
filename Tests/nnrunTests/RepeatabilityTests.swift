import TestSupport
import Testing

/// Wide enough for several threads to work on a layer, in batches of more than one block.
private let wide = """
  structure: [9, 256, 33, 1]
  activations: {hidden: relu, output: identity}
  loss: squared_error
  iterations: 5
  batch_size: 300
  eta: 0.00001
  dataset: {loader: binary_numbers, bits: 9, holdout: [1, 2, 3]}

  """

@Suite("Repeatability of a run")
struct RepeatabilityTests {
  private static let results = ["cost.csv", "metrics.csv", "weights.npz"]

  /// The files with the results of the only run in a folder of runs.
  private func results(of sandbox: Sandbox, in directory: String) throws -> [[UInt8]] {
    let run = try #require(try sandbox.runs(in: directory).first)
    return try Self.results.map { try sandbox.folder.bytes("\(run)/\($0)") }
  }

  @Test("The results are the same for any number of threads")
  func threads() throws {
    let sandbox = try Sandbox(["wide.yaml": wide])
    for threads in ["1", "2", "3", "7"] {
      let result = try sandbox.nnrun(
        "wide.yaml", "--threads", threads, "--runs-dir", threads, "--quiet")
      #expect(result.status == 0, "\(threads) threads: \(result.errors)")
    }
    let expected = try results(of: sandbox, in: "1")
    for threads in ["2", "3", "7"] {
      #expect(try results(of: sandbox, in: threads) == expected, "\(threads) threads")
    }
  }

  @Test("The results are the same in another folder, time zone and language")
  func surroundings() throws {
    let sandbox = try Sandbox.flowers([
      "else/where/notes": ""
    ])
    _ = try sandbox.nnrun("flowers.yaml")
    let there = try sandbox.nnrun(
      "\(sandbox.folder.path)/flowers.yaml", "--quiet", in: "else/where",
      environment: ["TZ": "Asia/Tokyo", "LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.UTF-8"])
    expect(
      there,
      output: """
        runs/flowers-HASH: completed 20 iterations in TIME s
          training set  cost 0.8823  accuracy 50.00 %
          test set      cost 0.8868  accuracy 50.00 %

        """)
    #expect(
      try results(of: sandbox, in: "else/where/runs") == results(of: sandbox, in: "runs"))
  }

  @Test(
    "The results are the same when the run is trained again",
    arguments: ["sampling=epochs", "precision=float64", "seed=18446744073709551615"])
  func again(setting: String) throws {
    let sandbox = try Sandbox.flowers()
    _ = try sandbox.nnrun("flowers.yaml", setting)
    let first = try results(of: sandbox, in: "runs")
    let again = try sandbox.nnrun("flowers.yaml", setting, "--force")
    #expect(again.output.contains(": completed 20 iterations in "))
    #expect(try results(of: sandbox, in: "runs") == first)
    // And it is the setting that made them: the default gives others.
    _ = try sandbox.nnrun("flowers.yaml", "--runs-dir", "default")
    #expect(try results(of: sandbox, in: "default") != first)
  }
}
