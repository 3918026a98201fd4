import TestSupport
import Testing

@Suite("A run that diverges")
struct DivergenceTests {
  private func sandbox() throws -> Sandbox {
    try Sandbox([
      "sums.yaml": Experiments.sums.replacing("hidden: tanh", with: "hidden: identity")
    ])
  }

  private let result = """
    runs/sums-HASH: diverged after 2 iterations

    """
  private let message = """
    error: the cost became NaN or infinite after iteration 2; try a smaller eta, or normalised \
    inputs

    """

  @Test("It fails, and answers at once the next time")
  func failure() throws {
    let sandbox = try sandbox()
    let first = try sandbox.nnrun("sums.yaml", "eta=1e10")
    expect(
      first, status: 1, output: result,
      errors: "10%  iteration 2 of 20  cost 1.61199e+41\n" + message)
    expect(try sandbox.nnrun("sums.yaml", "eta=1e10"), status: 1, output: result, errors: message)
    #expect(try sandbox.completeRuns() == [])
    expect(
      try sandbox.nnrun("predict", "runs/latest"), status: 65,
      errors: """
        error: runs/latest: the cost of this run became NaN or infinite, so it has no trained \
        network; train it with a smaller eta, or with normalised inputs

        """)
  }

  @Test("The divergence is in the JSON output and in the record")
  func record() throws {
    let sandbox = try sandbox()
    let result = try sandbox.nnrun("sums.yaml", "eta=1e10", "--json", "--quiet")
    expect(
      result, status: 1,
      output: """
        {"run":"runs/sums-HASH","status":"diverged","overrides":["eta=1e10"],\
        "iterations":2,"cost":1.6119927458365996e+41,\
        "parameters":13,"train_seconds":TIME,"total_seconds":TIME}

        """, errors: message)
    let run = try #require(try sandbox.runs().first)
    #expect(try sandbox.folder.text("\(run)/run.json").hasPrefix("{\n  \"status\": \"diverged\","))
    #expect(try sandbox.folder.text("\(run)/cost.csv").split(separator: "\n").count == 3)
  }

  /// The last update is followed by no iteration that would show what it did.
  @Test("A divergence in the last update is found")
  func lastUpdate() throws {
    let sandbox = try sandbox()
    for time in 1...2 {
      expect(
        try sandbox.nnrun("sums.yaml", "eta=1e10", "iterations=2", "--quiet"), status: 1,
        output: result, errors: message, "time \(time)")
    }
    #expect(try sandbox.completeRuns() == [])
  }

  /// As the loop in the manual does: 1 means that only this one failed.
  @Test("A shell loop can continue after a run that diverged")
  func shellLoop() throws {
    let sandbox = try sandbox()
    let result = try sandbox.shell(
      """
      for eta in 1e10 0.1; do
        nnrun sums.yaml eta=$eta --quiet >/dev/null 2>&1 || [ $? = 1 ] || break
      done
      """)
    #expect(result.status == 0)
    #expect(try sandbox.completeRuns().count == 1)
  }
}
