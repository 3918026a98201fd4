import NNFiles
import TestSupport
import Testing

@Suite("The task that targets imply")
struct TaskTests {
  /// An experiment on arrays of four numbers in rows.
  private static func experiment(outputs: Int, targets: String) -> String {
    """
    structure: [4, \(outputs)]
    activations: {output: sigmoid}
    loss: binary_cross_entropy
    iterations: 3
    dataset:
      loader: inline
      inputs: [[0, 0.5, 1, 0], [0.25, 0, 0.5, 1], [1, 0.125, 0, 0]]
      targets: \(targets)

    """
  }

  /// Its outputs are compared with numbers, which are not the largest of a row.
  @Test("An autoencoder is a regression")
  func autoencoder() throws {
    let sandbox = try Sandbox([
      "auto.yaml": Self.experiment(
        outputs: 4, targets: "[[0, 0.5, 1, 0], [0.25, 0, 0.5, 1], [1, 0.125, 0, 0]]")
    ])
    let result = try sandbox.nnrun("auto.yaml", "--quiet")
    let measures = #/\n  training set  cost [\d.]+  MAE 0\.[\d]+  R2 -?[\d.]+\n$/#
    #expect(result.output.contains(measures), "\(result.output)")
    #expect(
      try sandbox.nnrun("predict", "runs/latest", input: "0,0,0,0\n").output
        .hasPrefix("output_1,output_2,output_3,output_4\n"))
    #expect(
      try sandbox.folder.text("runs/latest/preprocessing.json")
        .hasPrefix("{\n  \"task\": \"regression\",\n"))
    #expect(
      try sandbox.folder.text("runs/latest/metrics.csv").hasPrefix("iteration,split,cost,mae,r2\n"))
  }

  @Test("Targets with a single one in each row are classes")
  func oneHot() throws {
    let sandbox = try Sandbox([
      "classes.yaml": Self.experiment(outputs: 2, targets: "[[0, 1], [1, 0], [1, 0]]")
    ])
    #expect(try sandbox.nnrun("classes.yaml", "--quiet").output.contains("  accuracy "))
    #expect(
      try sandbox.nnrun("predict", "runs/latest", input: "0,0,0,0\n").output
        .hasPrefix("prediction,0,1\n"))
    // As the experiment declares.
    let labels = try sandbox.nnrun("classes.yaml", "--quiet", "dataset.task=multilabel")
    #expect(labels.output.contains("  subset accuracy "))
  }

  @Test("Columns of one-hot targets name the classes")
  func classColumns() throws {
    let sandbox = try Sandbox([
      "rows.yaml": """
      structure: [1, 2]
      activations: {output: softmax}
      loss: cross_entropy
      initializer: zeros
      iterations: 10
      dataset: {loader: csv, path: rows.csv, target: [dog, cat], task: classification}

      """,
      "rows.csv": "x,dog,cat\n-1,1,0\n1,0,1\n2,0,1\n",
    ])
    #expect(try sandbox.nnrun("rows.yaml", "--quiet").output.contains("  accuracy 100.00 %"))
    let lines = try sandbox.nnrun("predict", "runs/latest", input: "-1\n1\n").output
      .split(separator: "\n").map { $0.prefix { $0 != "," } }
    #expect(lines == ["prediction", "dog", "cat"])
    let evaluation = try sandbox.nnrun("evaluate", "runs/latest").output
    #expect(evaluation.contains("\n  true \\ predicted  dog  cat\n"), "\(evaluation)")
  }

  /// R2 of a single constant target is undefined.
  @Test("A constant target has no R2 alone, and counts beside others")
  func constant() throws {
    let sandbox = try Sandbox([
      "constant.yaml": Self.experiment(outputs: 1, targets: "[0.5, 0.5, 0.5]")
    ])
    let alone = try sandbox.nnrun("constant.yaml", "--quiet").output
    #expect(alone.hasSuffix("  R2 undefined\n"), "\(alone)")
    #expect(try sandbox.folder.text("runs/latest/metrics.csv").hasSuffix(",\n"))
    let beside = try sandbox.nnrun(
      "constant.yaml", "--quiet", "structure=[4,2]", "dataset.targets=[[0.5,1],[0.5,0],[0.5,0]]",
      "--json")
    let json = try beside.json()
    let mean = try #require(json["train"]?["r2"]?.double)
    let train = try sandbox.nnrun("evaluate", "runs/latest", "--json").json()["train"]
    guard case .array(let targets)? = train?["targets"] else {
      Issue.record("there are no targets")
      return
    }
    #expect(targets[0]["r2"] == .null)
    #expect(try mean == #require(targets[1]["r2"]?.double) / 2)
    #expect(train?["r2"]?.double == mean)
  }
}
