import NNConfig
import NNFiles
import TestSupport
import Testing

@testable import NNExperiment

@Suite("Formulas in experiments")
struct FormulaMistakeTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func read(_ lines: String, overrides: [String] = []) throws -> Experiment {
    let text = """
      structure: [2, 3, 1]
      dataset: {loader: inline, inputs: [[0, 1], [1, 0]], targets: [[0], [1]]}
      \(lines)
      """
    var all = text
    if !lines.contains("activations:") { all += "\nactivations: {hidden: tanh, output: identity}" }
    if !lines.contains("loss:") { all += "\nloss: squared_error" }
    return try folder.read(all, overrides: overrides).experiment
  }

  private func message(_ lines: String, overrides: [String] = []) throws -> String {
    let error = try #require(throws: ExperimentError.self) {
      _ = try read(lines, overrides: overrides)
    }
    return folder.relative(error.description)
  }

  @Test("All formulas of a plugin are read before their mistakes are reported")
  func inOnePlugin() throws {
    let text = """
      optimizer:
        name: formula
        state:
          m: 0.9 * m + G
          v: v + q * g^2
          u: u + m
        w: w - eta * m / (sqrt(v) + epsilon
      """
    #expect(
      try message(text) == """
        a.yaml:6:18: error: unknown name 'G'; there are w, g, eta, t, n, m, v, u, pi, and what is set beside the formula as 'G: NUMBER'
           6 |     m: 0.9 * m + G
             |                  ^
        a.yaml:7:12: error: unknown name 'q'; there are w, g, eta, t, n, m, v, u, pi, and what is set beside the formula as 'q: NUMBER'
           7 |     v: v + q * g^2
             |            ^
        a.yaml:9:31: error: unknown name 'epsilon'; there are w, g, eta, t, n, m, v, u, pi, and what is set beside the formula as 'epsilon: NUMBER'
           9 |   w: w - eta * m / (sqrt(v) + epsilon
             |                               ^~~~~~~
        """)
    let unused = try message(
      "optimizer: {name: formula, w: w - eta * g, state: {m: g, v: m}, b: 2, c: 3}")
    #expect(unused.split(separator: "\n").filter { $0.contains("error:") }.count == 4)
    let names = try message(
      "activations: {hidden: {name: formula, f: z, 1a: 2, exp: 3}, output: identity}")
    #expect(names.contains("'1a' cannot be used"))
    #expect(names.contains("'exp' already has a meaning"))
    let both = try message("initializer: {name: formula, w: normel, bias: zero}")
    #expect(both.contains("did you mean 'normal'"))
    #expect(both.contains("unknown name 'zero'"))
    let derivative = try message(
      "activations: {hidden: {name: formula, f: zz, df: yy}, output: identity}")
    #expect(derivative.contains("'zz'"))
    #expect(derivative.contains("'yy'"))
  }

  private static let mistakes = [
    (
      "activations: {hidden: {name: formula, f: 'a * z'}, output: identity}",
      """
      a.yaml:3:43: error: unknown name 'a'; there are z, pi, and what is set beside the formula as 'a: NUMBER'
         3 | activations: {hidden: {name: formula, f: 'a * z'}, output: identity}
           |                                           ^
      """
    ),
    (
      "activations: {hidden: {name: formula, f: tanh(1)}, output: identity}",
      """
      a.yaml:3:42: error: the formula does not depend on 'z'
         3 | activations: {hidden: {name: formula, f: tanh(1)}, output: identity}
           |                                          ^~~~~~~
      """
    ),
    (
      "activations: {hidden: {name: formula, f: floor(z)}, output: identity}",
      """
      a.yaml:3:42: error: the derivative of the formula by 'z' is 0 everywhere, so nothing is learned from it; set 'df' to replace it
         3 | activations: {hidden: {name: formula, f: floor(z)}, output: identity}
           |                                          ^~~~~~~~
      """
    ),
    (
      "activations: {hidden: {name: formula, f: tanh(z), df: tanh}, output: identity}",
      """
      a.yaml:3:55: error: 'tanh' is a function; write 'tanh(x)'
         3 | activations: {hidden: {name: formula, f: tanh(z), df: tanh}, output: identity}
           |                                                       ^~~~
      """
    ),
    (
      "activations: {hidden: {name: formula, f: z * z, b: 2}, output: identity}",
      """
      a.yaml:3:52: error: the number 'b' is not used in the formula; remove it
         3 | activations: {hidden: {name: formula, f: z * z, b: 2}, output: identity}
           |                                                    ^
      """
    ),
    (
      "activations: {hidden: {name: formula, f: z * exp, exp: 2}, output: identity}",
      """
      a.yaml:3:56: error: 'exp' already has a meaning in the formula; choose another name
         3 | activations: {hidden: {name: formula, f: z * exp, exp: 2}, output: identity}
           |                                                        ^
      """
    ),
    (
      "loss: {name: formula, f: a^2}",
      """
      a.yaml:3:26: error: the formula does not depend on 'y'
         3 | loss: {name: formula, f: a^2}
           |                          ^~~
      """
    ),
    (
      "optimizer: {name: formula, state: {m: g}}",
      """
      a.yaml:3:19: error: 'w' of formula is missing: the new weight, for example "w - eta * m"
         3 | optimizer: {name: formula, state: {m: g}}
           |                   ^~~~~~~
      """
    ),
    (
      "optimizer: {name: formula, w: w - eta * g, state: {m: g}}",
      """
      a.yaml:3:55: error: the state 'm' is never used; remove it, or use it in 'w'
         3 | optimizer: {name: formula, w: w - eta * g, state: {m: g}}
           |                                                       ^
      """
    ),
    (
      "optimizer: {name: formula, w: w - eta}",
      """
      a.yaml:3:31: error: the new weight does not depend on the gradient 'g'
         3 | optimizer: {name: formula, w: w - eta}
           |                               ^~~~~~~
      """
    ),
    (
      "optimizer: {name: formula, w: g}",
      """
      a.yaml:3:31: error: the new weight does not depend on the old one, 'w'
         3 | optimizer: {name: formula, w: g}
           |                               ^
      """
    ),
    (
      "optimizer: {name: formula, w: w - M, state: {M: g}}",
      """
      a.yaml:3:49: error: a state cannot be called 'M'; names have lower-case letters, digits and '_', and are neither 'arr' nor 'best'
         3 | optimizer: {name: formula, w: w - M, state: {M: g}}
           |                                                 ^
      """
    ),
    (
      "optimizer: {name: formula, w: w - t * g, state: {t: g}}",
      """
      a.yaml:3:53: error: 't' already has a meaning in the formulas; choose another name
         3 | optimizer: {name: formula, w: w - t * g, state: {t: g}}
           |                                                     ^
      """
    ),
    (
      "initializer: {name: formula, w: normal * z}",
      """
      a.yaml:3:42: error: unknown name 'z'; there are normal, uniform, inputs, outputs, layer, pi, and what is set beside the formula as 'z: NUMBER'
         3 | initializer: {name: formula, w: normal * z}
           |                                          ^
      """
    ),
    (
      "eta: {schedule: formula, f: 0.1 / (t - t0)}",
      """
      a.yaml:3:40: error: unknown name 't0'; there are t, n, pi, and what is set beside the formula as 't0: NUMBER'
         3 | eta: {schedule: formula, f: 0.1 / (t - t0)}
           |                                        ^~
      """
    ),
  ]

  @Test("Mistakes are marked", arguments: mistakes)
  func marked(lines: String, expected: String) throws {
    #expect(try message(lines) == expected)
  }

  @Test("A mistake in an override is marked in its value")
  func overrides() throws {
    let lines = "activations: {hidden: {name: formula, f: z * z}, output: identity}"
    #expect(
      try message(lines, overrides: ["eta=0.1", "activations.hidden.f=z * sigmod(z)"]) == """
        override 2: activations.hidden.f=z * sigmod(z): error: unknown function 'sigmod'; did you mean 'sigmoid'?
             | z * sigmod(z)
             |     ^~~~~~
        """)
    let whole = "activations.hidden={name: formula, f: \"max(z, q)\"}"
    #expect(
      try message(lines, overrides: [whole]).hasSuffix(
        """
             | {name: formula, f: "max(z, q)"}
             |                            ^
        """))
  }

  @Test("A constant that a number makes infinite is marked")
  func infinite() throws {
    let text = try message(
      "activations: {hidden: {name: formula, f: z * (1 / b), b: 0}, output: identity}")
    #expect(text.hasPrefix("a.yaml:3:47: error: this is infinite in double precision\n"))
  }

  @Test("Numbers of a built-in that make its formula infinite are a mistake")
  func builtIn() throws {
    let text = try message("eta: {schedule: exponential, from: 1e-300, to: 1e300}")
    #expect(
      text.contains(
        "the numbers of exponential are too large or too small: in "
          + "'from * (to / from) ^ ((t - 1) / max(n - 1, 1))', this is infinite in double precision"
      ))
  }

  @Test("A learning rate that the optimizer does not use is a mistake")
  func ignoredRate() throws {
    let lines = "optimizer: {name: formula, w: w - 0.1 * g}"
    #expect(
      try message("\(lines)\neta: 0.1").contains(
        "error: 'eta' has no effect: the optimizer does not use it; remove it, or name it in the "
          + "formulas of 'optimizer'\n"))
    let tree = try read(lines).resolvedTree(digests: []) { $0 }
    #expect(tree["eta"] == nil)
    let again = try folder.read(YAMLText.document(tree)).experiment
    #expect(again.resolvedTree(digests: []) { $0 } == tree)
    _ = try read("optimizer: {name: formula, state: {v: eta * g}, w: w - v}\neta: 0.1")
  }

  @Test("Formulas by which nothing is learned are a mistake")
  func nothingLearned() throws {
    let derivative = try message(
      "activations: {hidden: {name: formula, f: z, df: \"0\"}, output: identity}")
    #expect(derivative.contains("error: the derivative is 0 everywhere, so nothing is learned"))
    let text = ExperimentText.xor.with("eta: {schedule: formula, f: 0 * t}")
    let error = try #require(throws: ExperimentError.self) { try folder.train(text) }
    #expect("\(error)".contains("error: the learning rate is 0 in all iterations"))
  }

  @Test("The name of a schedule alone says what else it needs")
  func scheduleName() throws {
    #expect(
      try message("eta: cosine").contains(
        "error: 'eta' needs more than a name: write {schedule: cosine, from: ...}\n"))
  }

  @Test("A start weight that is not finite names its formula")
  func startWeights() throws {
    for (formulas, column, problem) in [
      ("w: normal / (layer - 1)", 33, "infinite"),
      ("w: normal, bias: log(-uniform)", 47, "not a number"),
    ] {
      let text = ExperimentText.xor.with("initializer: {name: formula, \(formulas)}")
      let error = try #require(throws: ExperimentError.self) { try folder.train(text) }
      #expect(
        folder.relative(error.description).hasPrefix(
          "a.yaml:5:\(column): error: the formula makes an initial weight that is \(problem) in layer 1, "
            + "where inputs = 3 and outputs = 4; change it so that all weights are finite\n"))
      #expect(throws: ExperimentError.self) {
        _ = try ExperimentSummary(folder.read(text), runsDirectory: folder.file("runs"))
      }
    }
  }

  @Test("The first iteration of a long training is checked before it begins")
  func firstIteration() throws {
    for count in [1, 2, 999, 1_000, 1_001, 1_000_000_000_000] {
      let text = ExperimentText.xor.with(
        "iterations: \(count)", "eta: {schedule: formula, f: 0.1 / (t - 1)}")
      let error = try #require(throws: ExperimentError.self) {
        _ = try ExperimentSummary(folder.read(text), runsDirectory: folder.file("runs"))
      }
      #expect(error.description.contains("the learning rate is inf in iteration 1 of \(count)"))
    }
  }

  @Test("A number cannot have the name of a setting")
  func namesOfSettings() throws {
    #expect(
      try message("activations: {hidden: {name: formula, f: df * z}, output: identity}")
        .contains("unknown name 'df'; it is the name of a setting, so choose another for a number"))
    #expect(
      try message("initializer: {name: formula, w: normal * w}").contains(
        "'w'; it is the name of a setting"))
    #expect(
      try message("activations: {hidden: {name: formula, f: bias * z}, output: identity}")
        .contains("set beside the formula as 'bias: NUMBER'"))
  }

  @Test("Many mistakes are found in linear time")
  func many() throws {
    let numbers = (0..<20_000).map { "n\($0): 1" }.joined(separator: ", ")
    let states = (0..<250).map { "s\($0): unknown\($0)" }.joined(separator: ", ")
    let text = try message(
      "optimizer: {name: formula, w: w - g, state: {\(states)}, \(numbers)}")
    #expect(text.contains("unknown name 'unknown0'; there are w, g, eta, t, n, s0,"))
    #expect(text.hasSuffix("... and 230 more errors"))
    let tooMany = (0..<5_000).map { "s\($0): g" }.joined(separator: ", ")
    #expect(
      try message("optimizer: {name: formula, w: w - g, state: {\(tooMany)}}")
        .contains("'state' has 5000 entries, but at most 254 are possible"))
  }

  @Test("A learning rate that is positive only at the start of a long training is not refused")
  func positiveAtStart() throws {
    let text = ExperimentText.xor.with(
      "iterations: 4000", "eta: {schedule: formula, f: \"where(t < 3, 0.01, 0)\"}")
    #expect(try folder.train(text).status == .completed)
  }

  @Test("A learning rate below 0 ends a long training that comes to it")
  func negativeRate() throws {
    let text = ExperimentText.xor.with(
      "iterations: 4000", "eta: {schedule: formula, f: \"where(t == 1001, -3, 0.01)\"}")
    let error = try #require(throws: ExperimentError.self) { try folder.train(text) }
    #expect("\(error)".contains("the learning rate is -3.0 in iteration 1001 of 4000; it must be"))
  }

  @Test("All mistakes are reported together")
  func together() throws {
    let text = try message(
      """
      activations: {hidden: {name: formula, f: z +}, output: {name: formula, f: q * z}}
      eta: {schedule: formula, f: ln(t)}
      iteratons: 3
      """)
    #expect(text.ranges(of: "error: ").count == 4)
  }

  @Test("Resolved settings read back to the same experiment, and numbers are part of the identity")
  func resolved() throws {
    let lines = """
      activations: {hidden: {name: formula, f: "z * sigmoid(b * z)", b: 1.5}, output: identity}
      optimizer: {name: formula, state: {v: 0.9 * v + g, a: v}, w: w - eta * a}
      eta: {schedule: formula, f: "0.1 / t"}
      """
    let experiment = try read(lines)
    let tree = YAMLText.document(experiment.resolvedTree(digests: []) { $0 })
    let again = try folder.read(tree).experiment
    #expect(again.identityTree == experiment.identityTree)
    let other = try read(lines.replacing("1.5", with: "1.25"))
    #expect(other.identityTree != experiment.identityTree)
    let swapped = try read(lines.replacing("v: 0.9 * v + g, a: v", with: "a: v, v: 0.9 * v + g"))
    #expect(swapped.identityTree != experiment.identityTree)
  }
}
