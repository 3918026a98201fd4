import NNFiles
import TestSupport
import Testing

@Suite("Formulas on the command line")
struct FormulaCommandTests {
  private let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try sandbox.folder.write(
      """
      structure: [2, 4, 1]
      activations: {hidden: {name: formula, f: "z * sigmoid(b * z)", b: 1.5}, output: sigmoid}
      loss: binary_cross_entropy
      eta: 0.5
      dataset:
        loader: inline
        inputs: [[0, 0], [0, 1], [1, 0], [1, 1]]
        targets: [0, 1, 1, 0]
      """, to: "swish.yaml")
  }

  @Test("nnrun check shows formulas and derivatives")
  func check() throws {
    let output = try sandbox.nnrun("check", "swish.yaml").output
    #expect(
      output.contains(
        """

        activations.0  f = z * sigmoid(b * z)
                       df/dz = sigmoid(b * z) + z * (b * (sigmoid(b * z) * (1 - sigmoid(b * z))))

        """), "\(output)")
  }

  @Test("nnrun check shows a formula of several lines on one, and a state in braces")
  func lines() throws {
    try sandbox.folder.write(
      """
      structure: [1, 1]
      activations: {output: identity}
      loss:
        name: formula
        f: |
          log(cosh(
            a - y))
      optimizer: {name: formula, w: w - eta * m, state: {m: 0.9 * m + g}}
      dataset: {loader: inline, inputs: [[0], [1]], targets: [[0], [1]]}
      """, to: "lines.yaml")
    let output = try sandbox.nnrun("check", "lines.yaml").output
    for line in [
      "                f: log(cosh( a - y))", "                state: {m: 0.9 * m + g}",
      "loss       f = log(cosh( a - y))",
    ] {
      #expect(output.split(separator: "\n").contains { $0 == line }, "\(output)")
    }
  }

  @Test("A run with formulas is replayed, archived and used to predict")
  func wholeLife() throws {
    #expect(try sandbox.nnrun("swish.yaml", "--quiet").status == 0)
    #expect(try sandbox.nnrun("replay", "runs/latest").status == 0)
    #expect(try sandbox.nnrun("archive", "runs/latest", "-o", "a.zip").status == 0)
    #expect(try sandbox.nnrun("replay", "a.zip", "--threads", "1").status == 0)
    let resolved = try sandbox.nnrun("runs/latest/resolved.yaml", "--quiet").output
    #expect(resolved.contains("already complete"), "\(resolved)")
  }

  @Test("A formula that is not defined for a number is named when the cost is not finite")
  func fault() throws {
    let result = try sandbox.nnrun(
      "swish.yaml", #"activations.hidden={name: formula, f: "log(z)"}"#, "--quiet")
    #expect(result.status == 1)
    let start = "error: the cost became NaN or infinite in the first iteration: the activation of "
    #expect(
      result.errors.contains(start + "layer 1, 'log(z)', is not a number at z = -"),
      "\(result.errors)")
    // The answer is the same when the command is repeated.
    let again = try sandbox.nnrun(
      "swish.yaml", #"activations.hidden={name: formula, f: "log(z)"}"#, "--quiet")
    #expect(again.errors == result.errors)
  }

  @Test(
    "A formula that fails in a later iteration is named",
    arguments: ["w - eta * g / (t - 30)", "w - eta * g * sqrt(29 - t)"])
  func laterFault(formula: String) throws {
    let optimizer = "optimizer={name: formula, w: \"\(formula)\"}"
    let result = try sandbox.nnrun("swish.yaml", optimizer, "--json")
    #expect(result.status == 1)
    #expect(
      result.errors.contains("after iteration 30: perhaps the optimizer's 'w', '\(formula)', is "),
      "\(result.errors)")
    #expect(result.errors.contains("; otherwise try a smaller eta, or normalised inputs"))
    #expect(try result.json()["possible_fault"]?.string?.contains("in iteration 30") == true)
  }

  @Test("A cost that is not finite on the test set alone is said to be that")
  func testSet() throws {
    try sandbox.folder.write(
      """
      structure: [1, 3, 1]
      activations: {hidden: {name: formula, f: sqrt(z + 10)}, output: identity}
      loss: squared_error
      iterations: 50
      seed: 3
      dataset: {loader: inline, inputs: [0, 0.5, 1], targets: [0, 0.2, 1], test_inputs: [0.5, -5000], test_targets: [0, 1]}
      """, to: "far.yaml")
    let result = try sandbox.nnrun("far.yaml", "--quiet")
    expect(
      result, status: 1, output: "runs/far-HASH: diverged after 50 iterations\n",
      errors: """
        error: the cost became NaN or infinite after iteration 50: that of the test set, though \
        not that of the training set; look for samples that are unlike those of the training set

        """)
    #expect(try !sandbox.folder.text("runs/latest/metrics.csv").contains("-nan"))
  }

  @Test("Smaller steps are advised where eta has no effect")
  func smallerSteps() throws {
    try sandbox.folder.write(
      """
      structure: [1, 3, 1]
      activations: {hidden: identity, output: identity}
      loss: squared_error
      optimizer: {name: formula, w: w - 1e30 * g}
      dataset: {loader: inline, inputs: [0, 0.5, 1], targets: [0, 0.2, 1]}
      """, to: "steps.yaml")
    let result = try sandbox.nnrun("steps.yaml", "--quiet")
    #expect(result.status == 1)
    #expect(
      result.errors.contains(
        "; try smaller steps in the formula of 'optimizer', or normalised inputs"),
      "\(result.errors)")
  }
}
