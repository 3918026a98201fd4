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
}
