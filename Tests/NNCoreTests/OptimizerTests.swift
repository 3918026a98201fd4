import NNConfig
import Testing

@testable import NNCore

/// Trainings of a small network beside those of PyTorch, which `Golden/make_optimizers.py` makes.
@Suite("Optimizers")
struct OptimizerTests {
  private static func training(
    _ name: String, _ optimizer: any Optimizer, eta: Double
  ) -> PyTorchTraining {
    PyTorchTraining(file: "optimizers/\(name)", optimizer: optimizer, eta: eta)
  }

  private static let trainings = [
    training("momentum", Momentum(momentum: 0.9, isNesterov: false), eta: 0.02),
    training("momentum-nesterov", Momentum(momentum: 0.7, isNesterov: true), eta: 0.02),
    training("rmsprop", RMSProp(alpha: 0.99, epsilon: 1e-8), eta: 0.005),
    training("rmsprop-other", RMSProp(alpha: 0.8, epsilon: 1e-3), eta: 0.005),
    training("adagrad", AdaGrad(epsilon: 1e-10), eta: 0.05),
    training("adam", Adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0), eta: 0.02),
    training("adam-other", Adam(beta1: 0.5, beta2: 0.8, epsilon: 1e-4, weightDecay: 0), eta: 0.02),
    training("adamw", Adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01), eta: 0.02),
    training(
      "adamw-other", Adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.3), eta: 0.02),
  ]

  @Test("100 iterations agree with PyTorch to 1e-9", arguments: trainings)
  func pyTorch(training: PyTorchTraining) throws { try training.expectAgreement() }

  /// The optimizers as formulas; `adam` as its authors write it.
  private static let formulas = [
    ("momentum", #"{name: formula, state: {v: 0.9 * v + g}, w: w - eta * v}"#),
    (
      "momentum-nesterov",
      #"{name: formula, state: {v: mu * v + g}, w: w - eta * (g + mu * v), mu: 0.7}"#
    ),
    (
      "rmsprop",
      #"{name: formula, state: {s: 0.99 * s + 0.01 * g^2}, w: w - eta * g / (sqrt(s) + 1e-8)}"#
    ),
    (
      "adagrad", #"{name: formula, state: {s: s + g^2}, w: w - eta * g / (sqrt(s) + 1e-10)}"#
    ),
    (
      "adam",
      """
      name: formula
      state: {m: b1 * m + (1 - b1) * g, v: b2 * v + (1 - b2) * g^2}
      b1: 0.9
      b2: 0.999
      w: w - eta * (m / (1 - b1^t)) / (sqrt(v / (1 - b2^t)) + 1e-8)
      """
    ),
    (
      "adamw-other",
      """
      name: formula
      state: {m: b1 * m + (1 - b1) * g, v: b2 * v + (1 - b2) * g^2}
      w: >-
        w - eta * (0.3 * w
          + m / (1 - b1^t) / (sqrt(v / (1 - b2^t)) + 1e-8))
      b1: 0.9
      b2: 0.999
      """
    ),
  ]

  private func formulaTraining(_ file: String, yaml: String) throws -> PyTorchTraining {
    let training = try #require(Self.trainings.first { $0.file == "optimizers/\(file)" })
    return PyTorchTraining(
      file: training.file, optimizer: try CorePlugins.optimizers.make(yaml: yaml),
      eta: training.eta)
  }

  @Test("Formulas agree with PyTorch to 1e-9", arguments: formulas)
  func formula(file: String, yaml: String) throws {
    try formulaTraining(file, yaml: yaml).expectAgreement()
  }

  @Test("Defaults are PyTorch's", arguments: ["momentum", "rmsprop", "adagrad", "adam", "adamw"])
  func defaults(name: String) throws {
    let training = try #require(Self.trainings.first { $0.file == "optimizers/\(name)" })
    let optimizer = try CorePlugins.optimizers.make(name)
    #expect(String(reflecting: optimizer) == String(reflecting: training.optimizer))
  }

  @Test("Threads, instruction sets and an interruption change no bit", arguments: trainings)
  func bits(training: PyTorchTraining) throws {
    try training.expectSameBits(in: Float.self)
    try training.expectSameBits(in: Double.self)
  }

  @Test(
    "A power is exact for small exponents, and 0 for large ones",
    arguments: [
      (0.5, 0, 1.0), (0.5, 1, 0.5), (0.5, 10, 0x1p-10), (0.9, 1_000_000_000_000, 0), (0, 1, 0),
    ])
  func power(base: Double, exponent: Int, result: Double) {
    #expect(Adam.power(base, exponent) == result)
  }
}
