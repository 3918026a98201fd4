import TestSupport
import Testing

@Suite("The experiments that come with nnrun")
struct LessonTests {
  private let configs = "\(ProjectFiles.root)/configs"

  @Test("binary.yaml predicts a number it has not seen")
  func binary() throws {
    let sandbox = try Sandbox()
    _ = try sandbox.nnrun("\(configs)/binary.yaml")
    let result = try sandbox.nnrun("predict", "runs/latest", "-", input: "1,0,1\n")
    let lines = result.output.split(separator: "\n")
    #expect(lines.first == "number")
    #expect(lines.count == 2)
    let number = try #require(lines.last.flatMap { Double($0) })
    #expect((4.9...5.1).contains(number))
  }

  /// As the comment in the file says about dead neurons and their remedies.
  @Test(
    "A dead output answers 0 until its activation is changed",
    arguments: [
      ([], true), (["activations.hidden=leaky_relu"], true),
      (["activations.output=leaky_relu"], false), (["activations.output=identity"], false),
    ] as [([String], Bool)])
  func deadOutput(overrides: [String], isDead: Bool) throws {
    let sandbox = try Sandbox()
    _ = try sandbox.nnrun(["\(configs)/binary.yaml", "seed=11"] + overrides)
    let result = try sandbox.nnrun("predict", "runs/latest", input: "1,1,1\n")
    #expect((result.output == "number\n0.0\n") == isDead, "\(result.output)")
  }

  @Test("xor.yaml is learned")
  func xor() throws {
    let sandbox = try Sandbox()
    expect(
      try sandbox.nnrun("\(configs)/xor.yaml", "--quiet"),
      output: """
        runs/xor-HASH: completed 2000 iterations in TIME s
          training set  cost 0.002449  accuracy 100.00 %

        """)
  }

  /// As the comment in the file says about a network without a hidden layer.
  @Test("Exclusive or is not learned without a hidden layer")
  func noHiddenLayer() throws {
    let sandbox = try Sandbox()
    let run = try sandbox.nnrun("\(configs)/xor.yaml", "structure=[2,1]", "--quiet")
    #expect(run.output.contains("cost 0.6931  "), "\(run.output)")
    let result = try sandbox.nnrun("predict", "runs/latest", input: "0,0\n0,1\n1,0\n1,1\n")
    for line in result.output.split(separator: "\n").dropFirst() {
      let probability = try #require(
        line.split(separator: ",").last.flatMap { Double($0) }, "\(line)")
      #expect(abs(probability - 0.5) < 1e-6, "\(line)")
    }
  }

  @Test("iris.yaml reaches its published accuracy")
  func iris() throws {
    let sandbox = try Sandbox()
    expect(
      try sandbox.nnrun("\(configs)/iris.yaml", "--quiet"),
      output: """
        runs/iris-HASH: completed 2000 iterations in TIME s
          training set  cost 0.02849  accuracy 99.17 %
          test set      cost 0.1682  accuracy 90.00 %

        """)
  }

  @Test("diabetes.yaml explains half of the variance")
  func diabetes() throws {
    let sandbox = try Sandbox()
    expect(
      try sandbox.nnrun("\(configs)/diabetes.yaml", "--quiet"),
      output: """
        runs/diabetes-HASH: completed 1000 iterations in TIME s
          training set  cost 0.5011  MAE 42.52  R2 0.4989
          test set      cost 0.6469  MAE 49.89  R2 0.5229

        """)
  }

  @Test(
    "The MNIST experiments learn from a few images",
    arguments: ["mnist", "mnist-best", "mnist-lecture"])
  func mnist(name: String) throws {
    let sandbox = try Sandbox()
    let result = try sandbox.nnrun(
      "\(configs)/\(name).yaml", "dataset.limit=500", "dataset.test_limit=200", "iterations=30",
      "--quiet")
    #expect(result.status == 0, "\(result.errors)")
    let test = try #require(result.output.split(separator: "\n").last)
    let accuracy = try #require(
      test.firstMatch(of: #/accuracy (\d+\.\d\d) %/#).flatMap { Double($0.output.1) })
    // Guessing gives 10 %.
    #expect(accuracy > 50, "\(test)")
  }

  /// A limit that leaves out some digits changes nothing about the network.
  @Test("A limit that leaves out some digits still has ten classes")
  func fewDigits() throws {
    let sandbox = try Sandbox()
    let result = try sandbox.nnrun(
      "check", "\(configs)/mnist.yaml", "dataset.limit=2", "dataset.test_limit=1", "batch_size=2")
    #expect(result.status == 0, "\(result.errors)")
  }
}
