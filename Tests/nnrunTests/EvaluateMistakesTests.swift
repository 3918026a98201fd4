import NNFiles
import TestSupport
import Testing

@Suite("nnrun evaluate --mistakes")
struct EvaluateMistakesTests {
  /// Two of eight flowers are drawn for testing.
  @Test("The worst mistakes of each set follow its scores")
  func classes() throws {
    let sandbox = try Sandbox.flowers()
    _ = try sandbox.nnrun("flowers.yaml", "seed=7")
    let result = try sandbox.nnrun("evaluate", "runs/latest", "--mistakes", "2", "--threads", "1")
    #expect(result.status == 0 && result.errors == "")
    compare(
      result.output,
      """
      runs/latest

      training set  6 samples  cost 1.21  accuracy 50.00 %

        class          precision  recall      F1  support
        lily              0.5000  1.0000  0.6667        3
        rose                   -  0.0000  0.0000        3
        macro average     0.2500  0.5000  0.3333        6

        true \\ predicted  lily  rose
        lily                 3     .
        rose                 3     .

        2 of 3 mistakes, the most confident first

        line  index  true  predicted  probability
           7      5  rose  lily            0.8766
           9      7  rose  lily            0.8363

      test set  2 samples  cost 1.234  accuracy 50.00 %

        class          precision  recall      F1  support
        lily              0.5000  1.0000  0.6667        1
        rose                   -  0.0000  0.0000        1
        macro average     0.2500  0.5000  0.3333        2

        true \\ predicted  lily  rose
        lily                 1     .
        rose                 1     .

        the only mistake

        line  index  true  predicted  probability
           8      6  rose  lily            0.8675

      """, "the output")
    expect(
      try sandbox.nnrun("evaluate", "runs/latest", "--mistakes", "2", "--threads", "3"),
      output: result.output)
  }

  @Test("With --json they are lists in the objects of the sets")
  func json() throws {
    let sandbox = try Sandbox.flowers()
    _ = try sandbox.nnrun("flowers.yaml", "seed=7")
    let json = try sandbox.nnrun("evaluate", "runs/latest", "--mistakes", "9", "--json").json()
    let rows = Experiments.flowersData.split(separator: "\n").map(String.init)
    for set in ["train", "test"] {
      let mistakes = try #require(json[set]?["mistakes"]?.items)
      let accuracy = try #require(json[set]?["accuracy"]?.double)
      let samples = try #require(json[set]?["samples"]?.double)
      #expect(Double(mistakes.count) == samples - (samples * accuracy).rounded(), "\(set)")
      for mistake in mistakes {
        let index = try #require(mistake["index"]?.int)
        #expect(mistake["line"] == .integer(index + 2))
        #expect(
          rows[index + 1].split(separator: ",").last.map(String.init) == mistake["true"]?.string)
        #expect(mistake["prediction"] != mistake["true"])
      }
    }
  }

  @Test("Numbers have errors, also of other data, and several targets a row each")
  func numbers() throws {
    let sandbox = try Sandbox([
      "both.yaml": """
      structure: [2, 2]
      activations: {output: identity}
      loss: squared_error
      initializer: {name: formula, w: "1", bias: "0"}
      eta: 1e-30
      iterations: 1
      dataset: {loader: csv, path: both.csv, target: [sum, none]}

      """,
      "both.csv": "x,y,sum,none\n2,2,4,4\n1,2,2.5,3\n4,5,9,11\n",
      "exact.csv": "x,y,sum,none\n1,2,3,3\n",
    ])
    _ = try sandbox.nnrun("both.yaml")
    let output = try sandbox.nnrun("evaluate", "runs/latest", "--mistakes", "5").output
    compare(
      String(output.drop { $0 != "\n" }),
      """


      training set  3 samples  cost 1.417  MAE 0.4167  RMSE 0.7217  R2 0.942

        target     MAE    RMSE      R2
        sum     0.1667  0.2887  0.9892
        none    0.6667   1.155  0.8947

        all 2 errors, the largest first

        line  index  target  true  predicted  error
           4      2  sum        9          9      0
                     none      11          9     -2
           3      1  sum      2.5          3    0.5
                     none       3          3      0

      """, "the output")
    let exact = try sandbox.nnrun(
      "evaluate", "runs/latest", "--mistakes", "5", "--data", "exact.csv")
    #expect(exact.output.hasSuffix("\n\n  no mistakes\n"), "\(exact.output)")
  }

  @Test("Images have pictures, within 80 columns")
  func images() throws {
    let sandbox = try Sandbox()
    _ = try sandbox.nnrun(
      "\(ProjectFiles.root)/configs/mnist.yaml", "iterations=2", "dataset.limit=300",
      "dataset.test_limit=200", "--quiet")
    let output = try sandbox.nnrun("evaluate", "runs/latest", "--mistakes", "1").output
    let lines = output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.allSatisfy { $0.count < 80 && $0.last != " " })
    #expect(lines.count { $0.hasPrefix("      ") && $0.contains("@") } >= 6, "\(output)")
  }

  @Test("The number of mistakes is positive", arguments: ["0", "-3", "x", "1.5"])
  func positive(number: String) throws {
    let result = try Sandbox().nnrun("evaluate", "runs/latest", "--mistakes=\(number)")
    #expect(result.status == 64 && result.output == "", "\(result)")
    #expect(result.errors.contains("--mistakes"), "\(result.errors)")
  }
}
