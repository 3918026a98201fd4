import NNConfig
import NNCore
import TestSupport
import Testing

@testable import NNExperiment

/// A function of whole layers, with or without a model.
private struct OwnOutput: Activation {
  let probabilityModel: ProbabilityModel?
  var isElementwise: Bool { false }

  func apply<T: Scalar>(
    _ preActivations: Matrix<T>, into activations: Matrix<T>, kernels: Kernels<T>
  ) {}

  func backpropagate<T: Scalar>(
    _ delta: Matrix<T>, preActivations: Matrix<T>, activations: Matrix<T>, kernels: Kernels<T>
  ) {}
}

/// A loss that implements nothing but what the protocol requires.
private struct OwnLoss: Loss {
  let probabilityModel: ProbabilityModel?

  func costs<T: Scalar>(
    logits: Matrix<T>, activations: Matrix<T>, targets: Matrix<T>,
    into costs: UnsafeMutablePointer<Double>, kernels: Kernels<T>
  ) {}

  func gradient<T: Scalar>(
    activations: Matrix<T>, targets: Matrix<T>, into delta: Matrix<T>, kernels: Kernels<T>
  ) {}
}

@Suite("Losses that are computed through a model of probabilities")
struct ProbabilityModelTests {
  private let folder: TemporaryFolder
  private let registry: Registry

  init() throws {
    folder = try TemporaryFolder()
    var registry = Registry()
    let models: [(String, ProbabilityModel?)] = [
      ("sparsemax", nil), ("own_softmax", .categorical), ("own_sigmoid", .bernoulli),
    ]
    for (name, model) in models {
      try registry.add(
        Plugin<any Activation>(name, summary: "own") { _ in OwnOutput(probabilityModel: model) })
      try registry.add(
        Plugin<any Loss>("\(name)_loss", summary: "own") { _ in OwnLoss(probabilityModel: model) })
    }
    self.registry = registry
  }

  private func mistake(_ lines: String..., in text: ExperimentText = .classes) throws -> String? {
    var text = text
    for line in lines { text.set(line) }
    let path = try folder.write(text.text, to: "a.yaml")
    return errorText {
      let file = try ExperimentFile(path: path, registry: registry)
      return try ExperimentSummary(file, runsDirectory: "runs")
    }?.split(separator: "\n")[0].split(separator: "error: ", maxSplits: 1).last.map(String.init)
  }

  @Test("An output whose numbers merely look like probabilities is refused")
  func withoutModel() throws {
    #expect(
      try mistake("activations: {hidden: tanh, output: sparsemax}")
        == "loss 'cross_entropy' needs a 'softmax' output, not 'sparsemax'; "
        + "set the output activation to 'softmax'")
    #expect(
      try mistake("activations: {hidden: tanh, output: own_sigmoid}")
        == "loss 'cross_entropy' needs a 'softmax' output, not 'own_sigmoid'; "
        + "set the output activation to 'softmax', or the loss to 'binary_cross_entropy'")
    #expect(
      try mistake("activations: {hidden: tanh, output: relu}", "loss: own_sigmoid_loss")
        == "loss 'own_sigmoid_loss' needs a 'sigmoid' output, not 'relu'; "
        + "set the output activation to 'sigmoid'")
  }

  @Test(
    "An output of the same model is accepted, whatever it is called",
    arguments: [
      ("own_softmax", "cross_entropy"), ("softmax", "own_softmax_loss"),
      ("own_softmax", "own_softmax_loss"), ("sparsemax", "squared_error"),
      ("sparsemax", "sparsemax_loss"),
    ])
  func sameModel(output: String, loss: String) throws {
    #expect(
      try mistake("activations: {hidden: tanh, output: \(output)}", "loss: \(loss)") == nil)
  }

  @Test("A single neuron of several classes is always 1")
  func singleNeuron() throws {
    let advice =
      "needs at least two neurons: a single one is always 1 and learns nothing; with one neuron, "
      + "use 'sigmoid' and the loss 'binary_cross_entropy' for two classes, or 'identity' and "
      + "'squared_error' for numbers"
    #expect(
      try mistake("activations: {hidden: tanh, output: own_softmax}", in: .xor)
        == "'own_softmax' \(advice)")
    #expect(
      try mistake("loss: own_softmax_loss", in: .xor)
        == "loss 'own_softmax_loss' needs a 'softmax' output, which \(advice)")
  }

  @Test("One probability tells two classes apart, and nothing else does")
  func twoClasses() throws {
    let two = ExperimentText.classes.with(
      "structure: [1, 4, 1]", "dataset: {loader: inline, inputs: [1, 2, 3], classes: [a, b, a]}",
      "loss: squared_error")
    #expect(try mistake("activations: {hidden: tanh, output: own_sigmoid}", in: two) == nil)
    #expect(
      try mistake("activations: {hidden: tanh, output: sparsemax}", in: two)
        == "'structure' ends with 1, but the data set (3 rows) has 2 classes; "
        + "a single output for two classes needs the activation 'sigmoid' and the loss "
        + "'binary_cross_entropy'")
  }

  @Test("A loss with a model is for classification, one without is not")
  func classification() throws {
    #expect(OwnLoss(probabilityModel: .bernoulli).isForClassification)
    #expect(!OwnLoss(probabilityModel: nil).isForClassification)
    #expect(
      try mistake(
        "activations: {hidden: tanh, output: own_softmax}", "loss: own_softmax_loss",
        "dataset: {loader: inline, inputs: [1, 2], targets: [[2, 0, 0], [0, 1, 0]]}")
        == "loss 'own_softmax_loss' needs targets from 0 to 1, but training row 1 has 2.0")
  }
}
