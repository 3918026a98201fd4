import TestSupport
import Testing

/// Early stopping as it looks to a user.
@Suite("Stopping early")
struct EarlyStoppingTests {
  private static let experiment = """
    structure: [1, 1]
    activations: {output: identity}
    loss: squared_error
    initializer: zeros
    evaluate_every: 5
    early_stopping: {patience: 1}
    dataset:
      loader: inline
      inputs: [0, 0]
      targets: [2, 2]
      validation_inputs: [0]
      validation_targets: [1]

    """

  @Test("The result says when it stopped and which weights it has, again each time")
  func text() throws {
    let sandbox = try Sandbox(["rising.yaml": Self.experiment])
    let results = """
        training set    cost 0.9725  MAE 0.9861  R2 undefined
        validation set  cost 0.0001918  MAE 0.01385  R2 undefined

      """
    expect(
      try sandbox.nnrun("rising.yaml", "--quiet"),
      output: "runs/rising-HASH: completed 40 iterations in TIME s, stopped early, with the "
        + "weights of iteration 35\n" + results)
    let again = try sandbox.nnrun("rising.yaml", "--quiet")
    #expect(
      again.output.hasSuffix(" s, stopped early, with the weights of iteration 35\n" + results),
      "\(again.output)")
    let json = try sandbox.nnrun("rising.yaml", "--json").output
    #expect(
      json.contains(#""iterations":40,"#), "\(json)")
    #expect(json.contains(#""stopped_early":true,"best_iteration":35,"#), "\(json)")
    let run = try #require(try sandbox.runs().first)
    let evaluation = try sandbox.nnrun("evaluate", run).output
    #expect(evaluation.contains("cost 0.0001918"), "\(evaluation)")
    #expect(
      try sandbox.nnrun("replay", run, "--quiet").output.contains(
        "bit-for-bit equal: 40 iterations"))
  }
}
