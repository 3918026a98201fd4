import NNConfig
import NNFiles
import TestSupport
import Testing

@testable import NNCore

/// Trainings of a small network beside those of PyTorch, which `Golden/make_plugins.py` makes.
@Suite("Plugins beside PyTorch")
struct PluginReferenceTests {
  /// The activation of each file as experiments name it: by name, and by formula.
  private static let activations = [
    ("sigmoid", "sigmoid"), ("sigmoid", "{name: formula, f: sigmoid(z)}"),
    ("sigmoid", "{name: formula, f: 1 / (1 + exp(-z))}"),
    ("relu", "relu"), ("relu", #"{name: formula, f: "max(z, 0)"}"#),
    ("relu", #"{name: formula, f: "max(z, 0)", df: z >= 0}"#),
    ("identity", "identity"), ("identity", "{name: formula, f: z}"),
    ("tanh", "tanh"), ("tanh", "{name: formula, f: tanh(z)}"),
    ("tanh", "{name: formula, f: sinh(z) / cosh(z)}"),
    ("leaky_relu", "leaky_relu"),
    ("leaky_relu", #"{name: formula, f: "where(z < 0, slope * z, z)", slope: 0.01}"#),
    ("elu", "elu"), ("elu", #"{name: formula, f: "where(z > 0, z, exp(z) - 1)"}"#),
    ("elu-other", "{name: elu, alpha: 0.7}"),
    ("elu-other", #"{name: formula, f: "max(z, 0) + min(a * (exp(z) - 1), 0)", a: 0.7}"#),
    ("selu", "selu"), ("gelu", "gelu"),
    ("gelu", "{name: formula, f: z / 2 * (1 + erf(z / sqrt(2)))}"),
    ("silu", "silu"), ("silu", "{name: formula, f: z / (1 + exp(-z))}"),
    ("mish", "mish"), ("mish", "{name: formula, f: z * tanh(log(1 + exp(z)))}"),
    ("softplus", "softplus"), ("softplus", "{name: formula, f: softplus(z)}"),
    ("softplus", "{name: formula, f: log(1 + exp(z))}"),
  ]

  @Test("Activations agree to 1e-9 over 100 iterations", arguments: activations)
  func activation(file: String, yaml: String) throws {
    try check("activation-\(file)") { $0.hidden = try CorePlugins.activations.make(yaml: yaml) }
  }

  /// The loss of each file, with the output activation that it is for.
  private static let losses = [
    ("squared_error", "identity", "squared_error"),
    ("squared_error", "identity", "{name: formula, f: (a - y)^2}"),
    ("absolute_error", "identity", "absolute_error"),
    ("absolute_error", "identity", "{name: formula, f: abs(a - y)}"),
    ("huber", "identity", "huber"), ("huber-other", "identity", "{name: huber, delta: 0.3}"),
    (
      "huber-other", "identity",
      #"{name: formula, f: "where(abs(a - y) < d, (a - y)^2 / 2, d * abs(a - y) - d^2 / 2)", d: 0.3}"#
    ),
    ("log_cosh", "identity", "log_cosh"),
    ("log_cosh", "identity", "{name: formula, f: log(cosh(a - y))}"),
    ("cross_entropy", "softmax", "cross_entropy"),
    ("cross_entropy", "softmax", "{name: formula, f: -y * log(a)}"),
    ("binary_cross_entropy", "sigmoid", "binary_cross_entropy"),
    (
      "binary_cross_entropy", "sigmoid",
      "{name: formula, f: -y * log(a) - (1 - y) * log(1 - a)}"
    ),
  ]

  @Test("Losses agree to 1e-9 over 100 iterations", arguments: losses)
  func loss(file: String, output: String, yaml: String) throws {
    try check("loss-\(file)") {
      $0.output = try CorePlugins.activations.make(output)
      $0.loss = try CorePlugins.losses.make(yaml: yaml)
      if file.contains("entropy") { $0.targets = "targets_p" }
    }
  }

  private static let schedules = [
    ("constant-warmup", "{schedule: constant, value: 0.05, warmup: 10}"),
    ("step", "{schedule: step, from: 0.05, every: 30}"),
    ("step", "{schedule: formula, f: 0.05 * 0.1 ^ floor((t - 1) / 30)}"),
    ("step-warmup", "{schedule: step, from: 0.05, every: 7, factor: 0.7, warmup: 10}"),
    ("exponential", "{schedule: exponential, from: 0.05, to: 0.001}"),
    ("exponential", "{schedule: formula, f: 0.05 * exp(log(0.02) * (t - 1) / (n - 1))}"),
    ("cosine", "{schedule: cosine, from: 0.05}"),
    ("cosine", "{schedule: formula, f: 0.05 * cos(pi / 2 * (t - 1) / (n - 1))^2}"),
    ("cosine-warmup", "{schedule: cosine, from: 0.05, to: 0.01, warmup: 10}"),
    ("one_cycle", "{schedule: one_cycle, max_rate: 0.05}"),
    (
      "one_cycle-other",
      """
      {schedule: one_cycle, max_rate: 0.08, pct_start: 0.4, div_factor: 5, final_div_factor: 100}
      """
    ),
  ]

  @Test("Schedules agree to 1e-9 over 100 iterations", arguments: schedules)
  func schedule(file: String, yaml: String) throws {
    let schedule = try CorePlugins.schedules.make(yaml: yaml, nameKey: "schedule")
    let rates = try GoldenArrays("plugins/schedule-\(file)").values("rates")
    for (index, expected) in rates.enumerated() {
      let rate = schedule.learningRate(at: index + 1, of: rates.count)
      #expect(abs(rate - expected) < 1e-12, "iteration \(index + 1)")
    }
    try check("schedule-\(file)") { $0.schedule = schedule }
  }

  @Test("There is a file for every built-in")
  func coverage() {
    let files = Set(ProjectFiles.goldenNames(in: "plugins"))
    let names =
      CorePlugins.activations.map { "activation-\($0.name)" }
      + CorePlugins.losses.map { "loss-\($0.name)" }
      + CorePlugins.schedules.map { "schedule-\($0.name)" }
    // Softmax is the output of the file for cross_entropy.
    let others = ["activation-softmax", "schedule-constant"]
    for name in names where !name.hasSuffix("-formula") && !others.contains(name) {
      #expect(files.contains("\(name).npz"), "\(name)")
    }
  }

  /// Compares a training with that of a file.
  private func check(
    _ name: String, change: (inout PyTorchTraining) throws -> Void
  ) throws {
    var training = PyTorchTraining(
      file: "plugins/\(name)", data: "plugins/data", targets: "targets_y", eta: 0.05)
    try change(&training)
    try training.expectAgreement()
  }
}
