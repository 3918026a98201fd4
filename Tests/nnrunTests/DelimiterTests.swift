import TestSupport
import Testing

@Suite("CSV files with other delimiters than commas")
struct DelimiterTests {
  private func sandbox(_ delimiter: String) throws -> Sandbox {
    try Sandbox([
      "flowers.yaml": Experiments.flowers,
      "flowers.csv": Experiments.flowersData.replacing(",", with: delimiter),
      "commas.csv": Experiments.flowersData,
    ])
  }

  @Test("Results are those of the same file with commas", arguments: [";", "\t", "|"])
  func results(delimiter: String) throws {
    let yaml = delimiter == "\t" ? "\\t" : delimiter
    let sandbox = try sandbox(delimiter)
    _ = try sandbox.nnrun("flowers.yaml", "dataset.path=commas.csv")
    let rows = "width,length\n0.5,1.5\n2,3\n"
    let expected = try sandbox.nnrun("predict", "runs/latest", input: rows)
    #expect(expected.status == 0)
    let trained = try sandbox.nnrun("flowers.yaml", "dataset.delimiter=\"\(yaml)\"")
    #expect(trained.status == 0, "\(trained.errors)")
    #expect(try sandbox.runs().count == 2)
    expect(
      try sandbox.nnrun(
        "predict", "runs/latest", input: rows.replacing(",", with: delimiter)),
      output: expected.output)
    // resolved.yaml names the delimiter too.
    #expect(try sandbox.nnrun("evaluate", "runs/latest").status == 0)
  }

  @Test("nnrun predict expects the run's delimiter")
  func prediction() throws {
    let sandbox = try sandbox(";")
    _ = try sandbox.nnrun("flowers.yaml", "dataset.delimiter=;")
    expect(
      try sandbox.nnrun("predict", "runs/latest", input: "1,2\n"), status: 65,
      errors: """
        error: standard input:1: has 1 value, but the network has 2 inputs: 'length', 'width'; \
        write ";" instead of ","

        """)
    expect(
      try sandbox.nnrun("predict", "runs/latest", input: "1;2,5\n"), status: 65,
      output: "prediction,lily,rose\n",
      errors: """
        error: standard input:1: column 2 ('width') must be a finite number, not '2,5'; write a \
        point instead of the comma

        """)
  }
}
