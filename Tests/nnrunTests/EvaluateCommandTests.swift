import NNFiles
import TestSupport
import Testing

@Suite("nnrun evaluate")
struct EvaluateCommandTests {
  /// Two lilies are the test set, so that it has no rose.
  private static let flowers = [
    "flowers.yaml": Experiments.flowers.replacing(
      "test_fraction: 0.25", with: "test_path: lilies.csv"),
    "flowers.csv": rows { !lilies.contains($0) }, "lilies.csv": rows(lilies.contains),
  ]
  private static let lilies = ["1.5,0.25,lily", "2,0.75,lily"]

  private static func rows(_ isIn: (String) -> Bool) -> String {
    let lines = Experiments.flowersData.split(separator: "\n").map(String.init)
    return ([lines[0]] + lines.dropFirst().filter(isIn)).joined(separator: "\n") + "\n"
  }

  /// A class that is never predicted, and one without samples in the test set.
  @Test("Classes have scores and a confusion matrix")
  func classes() throws {
    let sandbox = try Sandbox(Self.flowers)
    _ = try sandbox.nnrun("flowers.yaml")
    expect(
      try sandbox.nnrun("evaluate", "runs/latest"),
      output: """
        runs/latest

        training set  6 samples  cost 0.9206  accuracy 66.67 %

          class          precision  recall      F1  support
          lily                   -  0.0000  0.0000        2
          rose              0.6667  1.0000  0.8000        4
          macro average     0.3333  0.5000  0.4000        6

          true \\ predicted  lily  rose
          lily                 .     2
          rose                 .     4

        test set  2 samples  cost 1.285  accuracy 0.00 %

          class          precision  recall      F1  support
          lily                   -  0.0000  0.0000        2
          rose              0.0000       -  0.0000        0
          macro average     0.0000  0.0000  0.0000        2

          true \\ predicted  lily  rose
          lily                 .     2
          rose                 .     .

        """)
  }

  /// Programs rely on names and order of the keys.
  @Test("With --json a classification is one object")
  func json() throws {
    let sandbox = try Sandbox(Self.flowers)
    _ = try sandbox.nnrun("flowers.yaml")
    expect(
      try sandbox.nnrun("evaluate", "runs/latest", "--json"),
      output: """
        {"run":"runs/latest",\
        "train":{"samples":6,"cost":0.9206347267004255,"accuracy":0.6666666666666666,\
        "macro_average":{"precision":0.3333333333333333,"recall":0.5,"f1":0.4},\
        "classes":[\
        {"name":"lily","precision":null,"recall":0.0,"f1":0.0,"support":2},\
        {"name":"rose","precision":0.6666666666666666,"recall":1.0,"f1":0.8,"support":4}],\
        "confusion_matrix":[[0,2],[0,4]]},\
        "test":{"samples":2,"cost":1.2853535584731532,"accuracy":0.0,\
        "macro_average":{"precision":0.0,"recall":0.0,"f1":0.0},\
        "classes":[\
        {"name":"lily","precision":null,"recall":0.0,"f1":0.0,"support":2},\
        {"name":"rose","precision":0.0,"recall":null,"f1":0.0,"support":0}],\
        "confusion_matrix":[[0,2],[0,0]]}}

        """)
  }

  @Test("A single target has its errors on one line and in JSON")
  func oneTarget() throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    _ = try sandbox.nnrun("sums.yaml")
    expect(
      try sandbox.nnrun("evaluate", "runs/latest"),
      output: """
        runs/latest

        training set  4 samples  cost 0.05366  MAE 0.1892  RMSE 0.2317  R2 0.8927

        test set  2 samples  cost 0.01021  MAE 0.0991  RMSE 0.1011  R2 0.8366

        """)
    expect(
      try sandbox.nnrun("evaluate", "runs/latest", "--json"),
      output: """
        {"run":"runs/latest",\
        "train":{"samples":4,"cost":0.05366441579819381,"mae":0.18915963917970657,\
        "rmse":0.23165581321908113,"r2":0.8926711684036124,\
        "targets":[{"name":"output","mae":0.18915963917970657,"rmse":0.23165581321908113,\
        "r2":0.8926711684036124}]},\
        "test":{"samples":2,"cost":0.010212732892377119,"mae":0.09909588098526001,\
        "rmse":0.1010580669337046,"r2":0.8365962737219661,\
        "targets":[{"name":"output","mae":0.09909588098526001,"rmse":0.1010580669337046,\
        "r2":0.8365962737219661}]}}

        """)
  }

  /// With a long name that is cut, and a target without variance.
  @Test("Each of several targets has its own errors")
  func severalTargets() throws {
    let sandbox = try Sandbox([
      "both.yaml": """
      structure: [2, 4, 2]
      activations: {hidden: tanh, output: identity}
      loss: squared_error
      eta: 0.1
      iterations: 50
      dataset:
        loader: csv
        path: both.csv
        target: [sum of both columns of the row, constant]

      """,
      "both.csv": """
      x,y,sum of both columns of the row,constant
      0,0,0,3
      0,1,1,3
      1,0,1,3
      1,1,2,3

      """,
    ])
    _ = try sandbox.nnrun("both.yaml")
    expect(
      try sandbox.nnrun("evaluate", "runs/latest"),
      output: """
        runs/latest

        training set  4 samples  cost 0.01358  MAE 0.06675  RMSE 0.08136  R2 0.4911

          target                    MAE     RMSE         R2
          sum of bo... the row  0.08127  0.09445     0.9822
          constant              0.05223  0.06826  undefined

        """)
    let json = try sandbox.nnrun("evaluate", "runs/latest", "--json").output
    // The mean of 0.98 and, for the constant target that is not met exactly, 0.
    #expect(json.contains(#""r2":0.4910792565485071,"targets":[{"name":"sum of both columns of "#))
    #expect(json.hasSuffix(#""r2":null}]}}"# + "\n"), "\(json)")
  }

  /// An experiment whose samples each have a class of their own.
  private static func classes(_ names: [String]) -> String {
    """
    structure: [1, 1, \(names.count)]
    activations: {hidden: tanh, output: softmax}
    loss: cross_entropy
    initializer: zeros
    iterations: 1
    dataset:
      loader: inline
      inputs: [\(names.map { _ in "1" }.joined(separator: ", "))]
      classes: [\(names.map { "\"\($0)\"" }.joined(separator: ", "))]

    """
  }

  /// All outputs are equal, so the first class is predicted.
  @Test("Classes with long names are numbered")
  func longNames() throws {
    let names = ["an adjective of degree", "an adjective of quality", "tab\\tand\\e[31m"]
    let sandbox = try Sandbox(["words.yaml": Self.classes(names)])
    _ = try sandbox.nnrun("words.yaml")
    expect(
      try sandbox.nnrun("evaluate", "runs/latest"),
      output: """
        runs/latest

        training set  3 samples  cost 1.099  accuracy 33.33 %

          class                   precision  recall      F1  support
          0 an adject...f degree     0.3333  1.0000  0.5000        1
          1 an adject... quality          -  0.0000  0.0000        1
          2 tab and [31m                  -  0.0000  0.0000        1
          macro average              0.1111  0.3333  0.1667        3

          true \\ predicted        0  1  2
          0 an adject...f degree  1  .  .
          1 an adject... quality  1  .  .
          2 tab and [31m          1  .  .

        """)
  }

  @Test(
    "The confusion matrix is shown for as many classes as fit",
    arguments: [(20, true), (30, true), (31, false), (150, false)])
  func manyClasses(count: Int, hasMatrix: Bool) throws {
    let names = (0..<count).map { "class of number \($0 + 100)" }
    let sandbox = try Sandbox(["words.yaml": Self.classes(names)])
    _ = try sandbox.nnrun("words.yaml")
    let text = try sandbox.nnrun("evaluate", "runs/latest").output
    #expect(text.contains("\n  true \\ predicted") == hasMatrix)
    #expect(
      text.contains("\n  The confusion matrix of \(count) classes is in the output of --json.\n")
        != hasMatrix)
    let widest = text.split(separator: "\n").map(\.count).max() ?? 0
    #expect(widest <= 2 + 22 + 30 * 4, "\(text)")
    // Scores and, in numbers, all of the matrix.
    #expect(text.contains("class of number 119 "))
    let json = try sandbox.nnrun("evaluate", "runs/latest", "--json").json()
    let matrix = json["train"]?["confusion_matrix"]
    guard case .array(let rows)? = matrix else {
      Issue.record("there is no matrix")
      return
    }
    #expect(rows.count == count)
    #expect(
      rows.allSatisfy { $0 == .array([.integer(1)] + rows.dropFirst().map { _ in .integer(0) }) })
  }

  /// To the last bit.
  @Test(
    "The measures are what the run recorded, for any number of threads",
    arguments: ["iris", "diabetes", "binary", "xor"])
  func recorded(config: String) throws {
    let sandbox = try Sandbox()
    let run = try sandbox.nnrun(
      "\(ProjectFiles.root)/configs/\(config).yaml", "--json", "--quiet", "iterations=50",
      "precision=\(config == "iris" ? "float64" : "float32")")
    let recorded = try run.json()
    let one = try sandbox.nnrun("evaluate", "runs/latest", "--json", "--threads", "1")
    expect(
      try sandbox.nnrun("evaluate", "runs/latest", "--json", "--threads", "3", "--quiet"),
      output: one.output)
    let measured = try one.json()
    for set in ["train", "test"] {
      guard case .object(let fields)? = recorded[set] else {
        #expect(measured[set] == nil, "\(set)")
        continue
      }
      for (name, value) in fields { #expect(measured[set]?[name] == value, "\(set) \(name)") }
    }
    #expect(recorded["train"] != nil)
  }
}
