import Foundation
import TestSupport
import Testing

@Suite("The run folder")
struct RunFolderTests {
  let sandbox: Sandbox
  let run: String

  init() throws {
    sandbox = try Sandbox.flowers()
    _ = try sandbox.nnrun("flowers.yaml", "seed=7", "--threads", "1")
    run = try #require(try sandbox.runs().first)
  }

  private func text(_ name: String) throws -> String { try sandbox.folder.text("\(run)/\(name)") }

  @Test("It has these files and no others")
  func files() throws {
    #expect(
      try sandbox.folder.names(in: run) == [
        "SHA256SUMS", "config.yaml", "cost.csv", "metrics.csv", "preprocessing.json",
        "resolved.yaml", "run.json", "test_predictions.csv", "weights.npz",
      ])
  }

  @Test("config.yaml is the experiment file, byte for byte")
  func config() throws {
    #expect(
      try sandbox.folder.bytes("\(run)/config.yaml") == sandbox.folder.bytes("flowers.yaml"))
  }

  @Test("resolved.yaml has every setting and the hash of the data")
  func resolved() throws {
    compare(
      try text("resolved.yaml"),
      """
      name: flowers
      structure: [2, 3, 2]
      activations: [relu, softmax]
      loss: cross_entropy
      dataset:
        loader: csv
        path: ../../flowers.csv
        delimiter: ","
        decimal: .
        skip_rows: 0
        target: [kind]
        encode: none
        missing: error
        normalize: zscore
        normalize_targets: none
        test_fraction: 0.25
        sha256:
          flowers.csv: 0831ba6d608345bec1f4269a2da3cb5a97955778db99c28b86e874ce9741af6c
      eta: 0.01
      iterations: 20
      batch_size: 4
      sampling: random
      initializer: he
      optimizer: sgd
      regularization: none
      dropout: 0.0
      class_weights: none
      seed: 7
      precision: float32
      evaluate_every: 0
      early_stopping: none

      """, "resolved.yaml")
  }

  @Test("cost.csv has a row for each iteration")
  func cost() throws {
    let lines = try text("cost.csv").split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.first == "iteration,cost")
    #expect(lines.last == "")
    let rows = lines.dropFirst().dropLast().map { $0.split(separator: ",") }
    #expect(rows.map(\.first) == (1...20).map { "\($0)" })
    for row in rows {
      let cost = try #require(row.last, "\(row)")
      // The shortest decimal that reads back is what Swift itself writes.
      #expect(Double(cost).map { "\($0)" } == String(cost), "\(row)")
    }
  }

  @Test("metrics.csv has a row for each split")
  func metrics() throws {
    compare(
      try text("metrics.csv"),
      """
      iteration,split,cost,accuracy
      20,train,1.2100553344034128,0.5
      20,test,1.2343101857926073,0.5

      """, "metrics.csv")
  }

  @Test("metrics.csv has rows for each evaluation, which change nothing else")
  func evaluations() throws {
    _ = try sandbox.nnrun("flowers.yaml", "seed=7", "evaluate_every=8", "--runs-dir", "others")
    let other = try #require(try sandbox.runs(in: "others").first)
    compare(
      try sandbox.folder.text("\(other)/metrics.csv"),
      """
      iteration,split,cost,accuracy
      8,train,1.638845392559575,0.5
      8,test,1.6864710850881146,0.5
      16,train,1.3148730159191144,0.5
      16,test,1.3404455427216944,0.5
      20,train,1.2100553344034128,0.5
      20,test,1.2343101857926073,0.5

      """, "metrics.csv")
    #expect(try sandbox.folder.text("\(other)/resolved.yaml").contains("\nevaluate_every: 8\n"))
    for name in ["cost.csv", "weights.npz"] {
      #expect(
        try sandbox.folder.bytes("\(other)/\(name)") == sandbox.folder.bytes("\(run)/\(name)"),
        "\(name)")
    }
  }

  @Test("preprocessing.json has what the training rows determined")
  func preprocessing() throws {
    compare(
      try text("preprocessing.json"),
      """
      {
        "task": "classification",
        "features": ["length", "width"],
        "classes": ["lily", "rose"],
        "targets": ["kind"],
        "input_scaling": {
          "offsets": [3.25, 1.2916666666666667],
          "divisors": [2.01038968030247, 0.8946212730659954]
        },
        "input_range": {
          "least": [1.0, 0.25],
          "greatest": [5.5, 2.5],
          "least_peak": 1.0
        }
      }

      """, "preprocessing.json")
  }

  @Test("run.json says how the run was made")
  func record() throws {
    let keys = try text("run.json").split(separator: "\n").compactMap { line in
      line.firstMatch(of: #/^  "(\w+)":/#).map { String($0.output.1) }
    }
    #expect(
      keys == [
        "status", "iterations", "cost", "parameters", "train_seconds", "total_seconds", "train",
        "test", "identity", "identity_of_any_length", "checkpoints", "resumed", "started",
        "finished", "peak_memory_bytes",
        "command_line", "overrides", "working_folder", "environment", "plugins", "data",
      ])
    let record = try JSONDecoder().decode(Record.self, from: Data(text("run.json").utf8))
    #expect(record.status == "completed")
    #expect(record.command_line.dropFirst() == ["flowers.yaml", "seed=7", "--threads", "1"])
    #expect(try text("run.json").contains("\"overrides\": [\"seed=7\"]"))
    #expect(record.environment.threads == 1)
    #expect(record.data.map(\.file) == ["flowers.csv"])
    for time in [record.started, record.finished] {
      #expect(time.wholeMatch(of: #/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/#) != nil, "\(time)")
    }
  }

  private struct Environment: Decodable {
    let threads: Int
  }

  private struct DataFile: Decodable {
    let file: String
  }

  private struct Record: Decodable {
    let status: String
    let command_line: [String]
    let environment: Environment
    let data: [DataFile]
    let started: String
    let finished: String
  }

  @Test("sha256sum accepts SHA256SUMS")
  func sums() throws {
    let check =
      "export LC_ALL=C; cd \(run) && (sha256sum -c SHA256SUMS || shasum -a 256 -c SHA256SUMS)"
    expect(
      try sandbox.shell(check),
      output: """
        config.yaml: OK
        resolved.yaml: OK
        cost.csv: OK
        metrics.csv: OK
        weights.npz: OK
        preprocessing.json: OK
        test_predictions.csv: OK

        """)
  }

  /// With data elsewhere than below the experiment, and a name that YAML has to quote.
  @Test("resolved.yaml runs again with the same result")
  func again() throws {
    try sandbox.folder.write(Experiments.flowersData, to: "other/my data #1.csv")
    let path = "dataset.path='other/my data #1.csv'"
    _ = try sandbox.nnrun("flowers.yaml", path, "--runs-dir", "deep/first", "name=x")
    let first = try #require(try sandbox.runs(in: "deep/first").first)
    expect(
      try sandbox.nnrun("\(first)/resolved.yaml", "--runs-dir", "second", "--quiet"),
      output: """
        second/x-HASH: completed 20 iterations in TIME s
          training set  cost 0.8823  accuracy 50.00 %
          test set      cost 0.8868  accuracy 50.00 %

        """)
    let second = try #require(try sandbox.runs(in: "second").first)
    #expect(first.split(separator: "/").last == second.split(separator: "/").last)
    for name in [
      "cost.csv", "metrics.csv", "weights.npz", "preprocessing.json", "test_predictions.csv",
    ] {
      #expect(
        try sandbox.folder.bytes("\(first)/\(name)") == sandbox.folder.bytes("\(second)/\(name)"),
        "\(name)")
    }
  }
}
