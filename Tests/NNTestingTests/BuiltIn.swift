import NNConfig
import NNCore
import NNData
import NNTesting
import Testing

/// A built-in plugin with settings, to be checked.
struct BuiltIn: CustomTestStringConvertible, Sendable {
  let testDescription: String
  /// Whether it is checked elsewhere, because it needs files.
  let mayBeUnchecked: Bool
  /// Checks it, given the folder of its files.
  let check: @Sendable (_ folder: String) throws -> ConformanceReport

  /// All built-in plugins, each with its defaults or its example, and with other settings.
  static let all: [BuiltIn] =
    cases("activation", CorePlugins.activations) + cases("loss", CorePlugins.losses)
    + cases("loader", DataPlugins.loaders) + cases("initializer", CorePlugins.initializers)
    + cases("optimizer", CorePlugins.optimizers) + cases("schedule", CorePlugins.schedules)

  private static func cases<Component: Sendable>(
    _ kind: String, _ plugins: [Plugin<Component>]
  ) -> [BuiltIn] {
    plugins.flatMap { plugin in
      let chosen = settings["\(kind) \(plugin.name)"] ?? []
      return ([nil] + chosen).map { settings in
        BuiltIn(
          testDescription: "\(kind) \(plugin.name) \(settings ?? "")",
          mayBeUnchecked: settings == nil && !chosen.isEmpty
        ) { folder in
          try Conformance.check(
            plugin, settings: settings?.replacing("@", with: "\(folder)/"))
        }
      }
    }
  }

  /// Settings of plugins, in which `@` is the folder of their files.
  private static let settings: [String: [String]] = [
    "activation leaky_relu": ["{slope: 0.3}"],
    "activation elu": ["{alpha: 0.7}"],
    "activation formula": [
      "{f: z * sigmoid(b * z), b: 1.5}", #"{f: "max(z, 0)", df: z >= 0}"#, "{f: sin(z) + abs(z)}",
      #"{f: "where(z < -1, -1, where(z > 1, 1, z))"}"#,
    ],
    "loss huber": ["{delta: 0.3}"],
    "loss formula": [
      "{f: abs(a - y)^1.5}", "{f: -y * log(a)}", #"{f: "max(0, 1 - a * y)"}"#,
      "{f: -y * log(a) - (1 - y) * log(1 - a)}",
    ],
    "loader mnist": ["{path: '@images'}", "{path: '@images', limit: 4, test_fraction: 0.5}"],
    "loader binary_numbers": ["{bits: 5, holdout: [3, 4], validation_holdout: [7]}"],
    "loader inline": [
      "{inputs: [1, 2, 3, 4], targets: [[1, 2], [3, 4], [5, 6], [7, 8]]}",
      // A truth table, whose rows are all there is.
      "{inputs: [[0, 0], [0, 1], [1, 0], [1, 1]], targets: [0, 1, 1, 0], "
        + "test_inputs: [[0, 0], [0, 1], [1, 0], [1, 1]], test_targets: [0, 1, 1, 0]}",
      "{inputs: [[1, 2], [3, 4], [5, 6]], classes: [a, b, a], test_inputs: [[1, 3]], "
        + "test_classes: [b]}",
    ],
    "loader csv": [
      "{path: '@people.csv', target: bought, encode: onehot}",
      "{path: '@people.csv', target: age, missing: median, normalize: zscore, "
        + "normalize_targets: minmax, encode: onehot, exclude: [bought]}",
      "{path: '@people.csv', target: [age, height], normalize: minmax, encode: onehot, "
        + "missing: {drop_row: [age]}, test_fraction: 0.25, split_seed: 3}",
      "{path: '@people.csv', target: bought, encode: onehot, folds: 3, fold: 2}",
      "{path: '@gaps.csv', target: bought, encode: onehot, missing: mean}",
      "{path: '@people.csv', target: bought, encode: onehot, test_path: '@others.csv'}",
    ],
    "loader npz": [
      "{path: '@set.npz'}", "{path: '@set.npz', test_inputs: x_test, test_targets: y_test}",
      "{path: '@uint8.npy', targets_path: '@classes.npy', divide_by: 255}",
    ],
    "initializer npz": ["{path: '@network.npz'}"],
    "initializer formula": ["{w: normal * sqrt(2 / inputs), bias: '0'}", "{w: '0.5'}"],
    "optimizer momentum": ["{nesterov: true}"],
    "optimizer formula": [
      "{state: {v: 0.9 * v + g}, w: w - eta * v}", "{w: w - 0.1 * g}",
      "{w: w - eta * g * (1 - t / n)}", "{state: {v: 0.9 * v + g}, w: w - eta * (g + 0.9 * v)}",
      "{state: {s: 0.9 * s + 0.1 * g^2}, w: w - eta * g / sqrt(s)}",
      // Adadelta
      "{state: {s: 0.9 * s + 0.1 * g^2, u: sqrt(d + 1e-6) / sqrt(s + 1e-6) * g, "
        + "d: 0.9 * d + 0.1 * u^2}, w: w - eta * u}",
      "{state: {m: b1 * m + (1 - b1) * g, v: b2 * v + (1 - b2) * g^2}, b1: 0.9, b2: 0.999, "
        + "w: w - eta * (m / (1 - b1^t)) / (sqrt(v / (1 - b2^t)) + 1e-8)}",
    ],
    "schedule constant": ["{value: 0.1}", "{value: 0.1, warmup: 5}"],
    "schedule step": ["{from: 0.1, every: 4}"],
    "schedule exponential": ["{from: 0.1, to: 0.01}"],
    "schedule cosine": ["{from: 0.1, warmup: 1}"],
    "schedule one_cycle": ["{max_rate: 0.1}"],
    "schedule formula": ["{f: 0.1 / t}", "{f: 0.1 * (1 - t / n)}"],
  ]
}
