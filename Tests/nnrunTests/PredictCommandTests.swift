import Foundation
import TestSupport
import Testing

@Suite("nnrun predict")
struct PredictCommandTests {
  private static let flowers: [String: String] = [
    "flowers.yaml": Experiments.flowers, "flowers.csv": Experiments.flowersData,
  ]

  private func relu(_ value: Float) -> Float { max(value, 0) }

  /// ReLU and identity are exact, so the decimals must be those of the reference.
  @Test("A regression gives the outputs", arguments: ["-", "new.csv", nil])
  func regression(input: String?) throws {
    let rows: [[Float]] = [[0, 1], [0.5, 0.25], [-3, 1e3]]
    let csv = rows.map { "\($0[0]),\($0[1])\n" }.joined()
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums, "new.csv": csv])
    _ = try sandbox.nnrun("sums.yaml", "activations.hidden=relu", "structure=[2,3,2,1]")
    let network = try ReferenceNetwork(sandbox, run: "runs/latest", layers: 3)
    let expected = rows.map { "\(network.outputSums($0, hidden: relu)[0])\n" }.joined()
    let result = try sandbox.nnrun(
      ["predict", "runs/latest"] + (input.map { [$0] } ?? []), input: input == "new.csv" ? "" : csv)
    expect(
      result, output: "output\n" + expected,
      errors: """
        warning: 1 of 3 rows has inputs far outside the range of the training set: from -3 to 1000, in \
        training from 0 to 1; try inputs in the units of the training set

        """)
  }

  @Test("A named pipe is read once, so that nothing of what is written to it is lost")
  func namedPipe() throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    _ = try sandbox.nnrun("sums.yaml")
    let result = try sandbox.shell(
      """
      mkfifo pipe
      for round in 1 2 3 4 5 6 7 8 9 10; do
        printf '0,1\\n' >pipe & timeout 60 nnrun predict runs/latest pipe; wait
      done
      """)
    let rows = result.output.split(separator: "\n")
    #expect(rows.count == 20 && Set(rows).count == 2, "\(result)")
  }

  @Test("Several outputs are numbered")
  func severalOutputs() throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    let targets = "dataset.targets=[[0,0],[1,0],[1,0],[2,1]]"
    let trained = try sandbox.nnrun(
      "sums.yaml", "structure=[2,2]", "activations=[identity]", targets,
      "dataset.test_targets=[[1,0],[1.5,0.5]]")
    #expect(trained.status == 0, "\(trained.errors)")
    let network = try ReferenceNetwork(sandbox, run: "runs/latest", layers: 1)
    let sums = network.outputSums([1, 1], hidden: relu)
    expect(
      try sandbox.nnrun("predict", "runs/latest", input: "1,1\n"),
      output: "output_1,output_2\n\(sums[0]),\(sums[1])\n")
  }

  @Test("A classification gives the class and all probabilities")
  func classification() throws {
    let sandbox = try Sandbox(Self.flowers)
    _ = try sandbox.nnrun("flowers.yaml", "eta=0.5", "iterations=100", "dataset.normalize=none")
    let rows: [[Float]] = [[1.25, 0.5], [5.5, 2.25], [0, 0]]
    let result = try sandbox.nnrun(
      "predict", "runs/latest", input: rows.map { "\($0[0]),\($0[1])\n" }.joined())
    #expect(result.errors == "")
    let lines = result.output.split(separator: "\n").map { $0.split(separator: ",") }
    #expect(lines.first == ["prediction", "lily", "rose"])
    let network = try ReferenceNetwork(sandbox, run: "runs/latest", layers: 2)
    #expect(lines.count == rows.count + 1)
    for (row, line) in zip(rows, lines.dropFirst()) {
      let powers = network.outputSums(row, hidden: relu).map { exp(Double($0)) }
      let expected = powers.map { $0 / (powers[0] + powers[1]) }
      #expect(line.first == (expected[1] > expected[0] ? "rose" : "lily"), "\(row)")
      let found = line.dropFirst().compactMap { Double($0) }
      #expect(found.count == 2, "\(row)")
      #expect(zip(found, expected).allSatisfy { abs($0 - $1) < 1e-6 }, "\(row): \(found)")
    }
  }

  /// Even though the network was trained on scaled inputs and targets.
  @Test("Inputs and outputs are in the units of the data")
  func units() throws {
    let sandbox = try Sandbox(Self.flowers)
    let trained = try sandbox.nnrun(
      "flowers.yaml", "structure=[1,1]", "activations={output: identity}", "loss=mse", "eta=0.5",
      "iterations=200", "batch_size=0", "dataset.target=length", "dataset.features=width",
      "dataset.normalize=minmax", "dataset.normalize_targets=zscore")
    #expect(trained.status == 0, "\(trained.errors)")
    let data = try sandbox.folder.bytes("runs/latest/preprocessing.json")
    let scales = try JSONDecoder().decode(Scales.self, from: Data(data))
    let network = try ReferenceNetwork(sandbox, run: "runs/latest", layers: 1)
    let input = (0.75 - scales.input_scaling.offsets[0]) / scales.input_scaling.divisors[0]
    let output = network.outputSums([Float(input)], hidden: relu)[0]
    let expected =
      Double(output) * scales.target_scaling.divisors[0] + scales.target_scaling.offsets[0]
    expect(
      try sandbox.nnrun("predict", "runs/latest", input: "0.75\n"),
      output: "length\n\(Float(expected))\n")
    #expect((1...3).contains(expected), "a flower of this width is about 2 long")
  }

  private struct Scales: Decodable {
    struct Scale: Decodable {
      let offsets: [Double]
      let divisors: [Double]
    }

    let input_scaling: Scale
    let target_scaling: Scale
  }

  @Test("A single sigmoid output gives both probabilities")
  func sigmoid() throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    let trained = try sandbox.nnrun(
      "sums.yaml", "activations={hidden: relu, output: sigmoid}", "loss=binary_cross_entropy",
      "dataset.targets=[0,1,1,1]", "dataset.test_targets=[1,1]", "eta=1")
    #expect(trained.status == 0, "\(trained.errors)")
    let network = try ReferenceNetwork(sandbox, run: "runs/latest", layers: 2)
    let result = try sandbox.nnrun("predict", "runs/latest", input: "0,0\n1,1\n")
    let lines = result.output.split(separator: "\n").map { $0.split(separator: ",") }
    #expect(lines.map(\.first) == ["prediction", "0", "1"])
    #expect(lines.first == ["prediction", "0", "1"])
    for (row, line) in zip([[0, 0], [1, 1]] as [[Float]], lines.dropFirst()) {
      let expected = 1 / (1 + exp(-Double(network.outputSums(row, hidden: relu)[0])))
      let found = line.compactMap { Double($0) }
      #expect(abs(found[2] - expected) < 1e-6, "\(row)")
      #expect(abs(found[1] - (1 - expected)) < 1e-6, "\(row)")
    }
  }

  @Test("A header may name the columns in any order")
  func header() throws {
    let sandbox = try Sandbox(Self.flowers)
    _ = try sandbox.nnrun("flowers.yaml")
    let plain = try sandbox.nnrun("predict", "runs/latest", input: "1,0.5\n6,2\n")
    #expect(plain.output.split(separator: "\n").count == 3)
    for rows in ["length,width\n1,0.5\n6,2\n", "width,length\n0.5,1\n2,6\n"] {
      expect(
        try sandbox.nnrun("predict", "runs/latest", input: rows), output: plain.output, "\(rows)")
    }
  }

  @Test("Compressed rows are read from files and pipes")
  func compressed() throws {
    let sandbox = try Sandbox(Self.flowers)
    _ = try sandbox.nnrun("flowers.yaml")
    let rows = String(repeating: "1,0.5\n6,2\n", count: 5000)
    let plain = try sandbox.nnrun("predict", "runs/latest", input: rows)
    #expect(plain.output.split(separator: "\n").count == 10_001)
    try sandbox.folder.write(rows, to: "new.csv")
    for command in [
      "gzip -c new.csv | nnrun predict runs/latest",
      "gzip -c new.csv | nnrun predict runs/latest -",
      "gzip new.csv; nnrun predict runs/latest new.csv.gz",
      "nnrun predict runs/latest < new.csv.gz",
    ] {
      expect(try sandbox.shell(command), output: plain.output)
    }
    expect(
      try sandbox.shell("head -c 60 new.csv.gz | nnrun predict runs/latest -"), status: 65,
      output: "",
      errors: """
        error: standard input: is a damaged gzip file (it ends too soon); get it again

        """)
  }

  /// Batches and threads of a prediction change no bit.
  @Test("Many rows are predicted as each row alone")
  func manyRows() throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    _ = try sandbox.nnrun("sums.yaml")
    let rows = (0..<600).map { "0.\($0 % 7)5,0.\($0 % 11)\n" }
    let all = try sandbox.nnrun(
      "predict", "runs/latest", "--threads", "3", input: rows.joined())
    let lines = all.output.split(separator: "\n")
    #expect(lines.count == 601)
    for index in [0, 255, 256, 599] {
      expect(
        try sandbox.nnrun("predict", "runs/latest", "--threads", "1", input: rows[index]),
        output: "output\n\(lines[index + 1])\n", "row \(index)")
    }
  }

  /// Spreadsheets write it this way; a class whose name has a comma comes back in quotes.
  @Test("CSV from spreadsheets is read")
  func spreadsheets() throws {
    let data = Experiments.flowersData.replacing("rose", with: "\"rose, \"\"red\"\"\"")
      .replacing("\n", with: "\r\n")
    let sandbox = try Sandbox([
      "flowers.yaml": Experiments.flowers, "flowers.csv": "\u{FEFF}" + data,
    ])
    _ = try sandbox.nnrun("flowers.yaml", "eta=0.5", "iterations=100")
    let result = try sandbox.nnrun(
      "predict", "runs/latest", input: "\u{FEFF}\"width\",\"length\"\r\n 2 , 6 \r\n")
    // Lines end as those of the input.
    let lines = result.output.split(separator: "\r\n")
    #expect(lines.count == 2)
    #expect(lines.first == "prediction,lily,\"rose, \"\"red\"\"\"")
    #expect(lines.last?.hasPrefix("\"rose, \"\"red\"\"\",") == true)
    #expect(result.errors == "")
  }
}
