import Foundation
import NNFiles
import TestSupport
import Testing

@Suite("Samples with several labels")
struct MultilabelTests {
  /// Two labels of fruit by weight and redness, and another that nothing has.
  private static let fruit = """
    structure: [2, 3]
    activations: {output: sigmoid}
    loss: binary_cross_entropy
    initializer: zeros
    eta: 2
    iterations: 200
    precision: float64
    dataset:
      loader: csv
      path: fruit.csv
      target: [red, round, blue]
      test_path: more.csv

    """
  private static let files = [
    "fruit.yaml": fruit,
    "fruit.csv": """
    redness,length,red,round,blue
    1,0,1,1,0
    0.75,1,1,0,0
    0,0.25,0,1,0
    0.25,0.75,0,0,0

    """,
    "more.csv": """
    redness,length,red,round,blue
    1,0.25,1,0,0
    0,1,0,0,0
    0.125,0,0,1,1

    """,
  ]

  private func trained(_ settings: String...) throws -> Sandbox {
    let sandbox = try Sandbox(Self.files)
    let result = try sandbox.nnrun(["fruit.yaml", "--quiet"] + settings)
    #expect(result.status == 0, "\(result.errors)")
    return sandbox
  }

  @Test("A run has the scores that scikit-learn computes")
  func run() throws {
    let sandbox = try Sandbox(Self.files)
    expect(
      try sandbox.nnrun("fruit.yaml", "evaluate_every=100", "--quiet"),
      output: """
        runs/fruit-HASH: completed 200 iterations in TIME s
          overrides     evaluate_every=100
          training set  cost 0.08064  subset accuracy 100.00 %  Hamming loss 0  micro F1 1.0000
          test set      cost 2.35  subset accuracy 33.33 %  Hamming loss 0.2222  micro F1 0.6667

        """)
    let rows = try sandbox.folder.text("runs/latest/metrics.csv").split(separator: "\n")
    #expect(rows.count == 5)
    #expect(rows[0] == "iteration,split,cost,subset_accuracy,hamming_loss,micro_f1,macro_f1")
    let test = rows[4].split(separator: ",")
    #expect(test[..<2] == ["200", "test"])
    #expect(
      test[3...] == [
        "0.3333333333333333", "0.2222222222222222", "0.6666666666666666", "0.5555555555555555",
      ])
    let preprocessing = try JSONValue(
      parsing: Array(sandbox.folder.text("runs/latest/preprocessing.json").utf8))
    #expect(preprocessing["task"]?.string == "multilabel")
    #expect(preprocessing["features"]?.strings == ["redness", "length"])
    #expect(preprocessing["targets"]?.strings == ["red", "round", "blue"])
    // A repeated run says what was recorded.
    let again = try sandbox.nnrun("fruit.yaml", "evaluate_every=100", "--json")
    let json = try again.json()
    #expect(json["test"]?["subset_accuracy"]?.double == 1.0 / 3)
    #expect(json["test"]?["micro_f1"]?.double == 2.0 / 3)
  }

  @Test("nnrun check names the task")
  func check() throws {
    let sandbox = try Sandbox(Self.files)
    #expect(
      try sandbox.nnrun("check", "fruit.yaml").output.contains("\ntask    multilabel, 3 labels\n"))
    #expect(
      try sandbox.nnrun("check", "fruit.yaml", "--json", "dataset.task=regression").output
        .contains(#","task":"regression","#))
  }

  /// A label that is neither true nor predicted counts as 0 in the means.
  @Test("nnrun evaluate has the scores of each label and their averages")
  func evaluation() throws {
    let sandbox = try trained()
    expect(
      try sandbox.nnrun("evaluate", "runs/latest"),
      output: """
        runs/latest

        training set  4 samples  cost 0.08064  subset accuracy 100.00 %  Hamming loss 0  micro F1 1.0000

          label             precision  recall      F1  support
          red                  1.0000  1.0000  1.0000        2
          round                1.0000  1.0000  1.0000        2
          blue                      -       -       -        0
          micro average        1.0000  1.0000  1.0000        4
          macro average        0.6667  0.6667  0.6667        4
          weighted average     1.0000  1.0000  1.0000        4
          samples average      0.7500  0.7500  0.7500        4

        test set  3 samples  cost 2.35  subset accuracy 33.33 %  Hamming loss 0.2222  micro F1 0.6667

          label             precision  recall      F1  support
          red                  1.0000  1.0000  1.0000        1
          round                0.5000  1.0000  0.6667        1
          blue                      -  0.0000  0.0000        1
          micro average        0.6667  0.6667  0.6667        3
          macro average        0.5000  0.6667  0.5556        3
          weighted average     0.5000  0.6667  0.5556        3
          samples average      0.5000  0.5000  0.4444        3

        """)
  }

  /// Programs rely on names and order of the keys.
  @Test("With --json there is one object")
  func json() throws {
    let sandbox = try trained()
    let output = try sandbox.nnrun("evaluate", "runs/latest", "--data", "more.csv", "--json").output
    let start = try #require(output.range(of: #""subset_accuracy""#))
    #expect(
      output[start.lowerBound...] == """
        "subset_accuracy":0.3333333333333333,"hamming_loss":0.2222222222222222,\
        "micro_f1":0.6666666666666666,"macro_f1":0.5555555555555555,\
        "micro_average":{"precision":0.6666666666666666,"recall":0.6666666666666666,\
        "f1":0.6666666666666666},\
        "macro_average":{"precision":0.5,"recall":0.6666666666666666,"f1":0.5555555555555555},\
        "weighted_average":{"precision":0.5,"recall":0.6666666666666666,"f1":0.5555555555555555},\
        "samples_average":{"precision":0.5,"recall":0.5,"f1":0.4444444444444444},\
        "labels":[\
        {"name":"red","precision":1.0,"recall":1.0,"f1":1.0,"support":1},\
        {"name":"round","precision":0.5,"recall":1.0,"f1":0.6666666666666666,"support":1},\
        {"name":"blue","precision":null,"recall":0.0,"f1":0.0,"support":1}]}}

        """)
    #expect(
      output.hasPrefix(#"{"run":"runs/latest","data":{"file":"more.csv","samples":3,"cost":"#))
  }

  @Test("nnrun predict names the labels that are on")
  func prediction() throws {
    let sandbox = try trained()
    let rows = "1,0\n0.75,1\n0,0.25\n0.25,0.75\n"
    let output = try sandbox.nnrun("predict", "runs/latest", input: rows).output
    let lines = output.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    #expect(lines.map(\.first) == ["prediction", "red|round", "red", "round", ""])
    #expect(lines[0] == ["prediction", "red", "round", "blue"])
    try sandbox.folder.write(rows, to: "rows.csv")
    expect(
      try sandbox.nnrun("predict", "runs/latest", "rows.csv", "-o", "out.npy"),
      errors: "out.npy: the columns are 0 'red', 1 'round', 2 'blue'\n")
    let array = try StoredArray.npy(sandbox.folder.file("out.npy"))
    #expect(array.shape == [4, 3])
    #expect(array.doubles == lines.dropFirst().flatMap { $0.dropFirst().compactMap { Double($0) } })
  }

  @Test("Labels without names are numbered")
  func numbered() throws {
    let sandbox = try Sandbox([
      "rows.yaml": """
      structure: [1, 2]
      activations: {output: sigmoid}
      loss: binary_cross_entropy
      initializer: zeros
      iterations: 1
      dataset: {loader: inline, inputs: [-1, 1], targets: [[1, 1], [0, 1]]}

      """
    ])
    _ = try sandbox.nnrun("rows.yaml")
    // Without training all probabilities would be a half, which is on.
    let lines = try sandbox.nnrun("predict", "runs/latest", input: "3\n").output
      .split(separator: "\n")
    #expect(lines[0] == "prediction,0,1")
    #expect(lines[1].hasPrefix("1,0."))
    #expect(try sandbox.nnrun("evaluate", "runs/latest").output.contains("\n  0     "))
  }

  @Test("Other data do not change the task")
  func otherData() throws {
    let sandbox = try trained()
    try sandbox.folder.write("redness,length,red,round,blue\n1,0,1,0.5,0\n", to: "soft.csv")
    expect(
      try sandbox.nnrun("evaluate", "runs/latest", "--data", "soft.csv"), status: 65,
      errors: """
        error: soft.csv: task 'multilabel' needs targets that are 0 or 1, but line 2 has 0.5

        """)
    // By themselves these would be classes.
    try sandbox.folder.write("redness,length,red,round,blue\n1,1,1,0,0\n", to: "one.csv")
    let output = try sandbox.nnrun("evaluate", "runs/latest", "--data", "one.csv").output
    #expect(output.contains("1 sample  cost"))
    #expect(output.contains("  subset accuracy 100.00 %"))
  }

  @Test("A replay and an archive keep the task")
  func archive() throws {
    let sandbox = try trained()
    let replay = try sandbox.nnrun("replay", "runs/latest", "--quiet")
    #expect(replay.status == 0 && replay.output.contains("bit-for-bit equal"))
    _ = try sandbox.nnrun("archive", "runs/latest", "-o", "fruit.zip")
    let output = try sandbox.nnrun("predict", "fruit.zip", input: "1,0\n").output
    #expect(output.hasPrefix("prediction,red,round,blue\nred"))
  }

  /// Each task but the right one, and none.
  @Test(
    "A task that does not belong to the run is refused",
    arguments: [
      (#""task": "multilabel","#, "does not fit the network"),
      (#""task": "regression","#, "does not fit the network"),
      ("", "has no 'task', which older versions of nnrun did not record"),
      (#""task": "labels","#, "is not what a run writes"),
    ])
  func foreignTask(task: String, problem: String) throws {
    let sandbox = try Sandbox.flowers()
    _ = try sandbox.nnrun("flowers.yaml")
    let path = "runs/latest/preprocessing.json"
    let text = try sandbox.folder.text(path)
    try sandbox.folder.write(
      text.replacing(#""task": "classification","#, with: task), to: path)
    try sandbox.reseal("runs/latest")
    expect(
      try sandbox.nnrun("predict", "runs/latest", input: "1,2\n"), status: 65,
      errors: """
        error: runs/flowers-HASH/preprocessing.json: \(problem); train the run again with --force

        """)
  }
}
