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

  @Test("formulas.yaml explains half of the variance")
  func formulas() throws {
    let sandbox = try Sandbox()
    let result = try sandbox.nnrun("\(configs)/formulas.yaml", "--quiet")
    let r2 = result.output.matches(of: #/R2 (0\.\d+)/#).compactMap { Double($0.output.1) }
    #expect(r2.count == 2 && r2.allSatisfy { $0 > 0.45 }, "\(result.output)")
  }

  @Test(
    "The MNIST experiments learn from a few images",
    arguments: ["mnist", "mnist-best", "mnist-lecture"])
  func mnist(name: String) throws {
    let sandbox = try Sandbox()
    let result = try sandbox.nnrun(
      "\(configs)/\(name).yaml", "dataset.limit=500", "dataset.test_limit=200", "iterations=30",
      "--quiet")
    // Guessing gives 10 %.
    #expect(try testAccuracy(result) > 50)
  }

  @Test(
    "The experiments with other methods learn from a few images",
    arguments: [
      ("overfitting", ["iterations=60"]),
      ("mnist-adam", ["epochs=12", "evaluate_every=12", "eta.warmup=5"]),
      ("nielsen", ["epochs=8", "evaluate_every=200"]),
    ])
  func methods(name: String, overrides: [String]) throws {
    let sandbox = try Sandbox()
    let result = try sandbox.nnrun(
      ["\(configs)/\(name).yaml", "dataset.limit=600", "dataset.test_limit=200", "--quiet"]
        + overrides)
    #expect(try testAccuracy(result) > 50)
  }

  @Test("mnist-shifted.yaml learns from images that are shifted by a pixel")
  func shifted() throws {
    let sandbox = try Sandbox()
    let made = try sandbox.run(
      "python3", ProjectFiles.dataset("shift_mnist.py"),
      sandbox.folder.file("shifted"))
    try #require(made.status == 0, "\(made.errors)")
    let images = try sandbox.folder.bytes("shifted/train-images-idx3-ubyte").dropFirst(16)
    #expect(images.count == 300_000 * 784)
    let start = images.startIndex
    /// The pixel of one of the five versions of an image; 0 beyond its edge.
    func pixel(_ version: Int, _ image: Int, _ row: Int, _ column: Int) -> UInt8 {
      guard (0..<28).contains(row), (0..<28).contains(column) else { return 0 }
      return images[start + ((version * 60_000 + image) * 28 + row) * 28 + column]
    }
    for image in [0, 1, 777, 59_999] {
      for row in 0..<28 {
        for column in 0..<28 {
          let values = (1...4).map { pixel($0, image, row, column) }
          let expected = [(0, -1), (0, 1), (-1, 0), (1, 0)].map {
            pixel(0, image, row + $0.0, column + $0.1)
          }
          #expect(values == expected)
        }
      }
    }
    let result = try sandbox.nnrun(
      "\(configs)/mnist-shifted.yaml", "dataset.path=shifted", "dataset.limit=1000", "epochs=6",
      "dataset.test_limit=200", "evaluate_every=0", "eta.warmup=5", "--quiet")
    #expect(try testAccuracy(result) > 50)
  }

  /// The accuracy on the test set, in percent.
  private func testAccuracy(_ result: CommandResult) throws -> Double {
    #expect(result.status == 0, "\(result.errors)")
    let test = try #require(result.output.split(separator: "\n").last)
    return try #require(
      test.firstMatch(of: #/accuracy (\d+\.\d\d) %/#).flatMap { Double($0.output.1) })
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
