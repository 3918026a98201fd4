import TestSupport
import Testing

@Suite("NNRUN_SIMD")
struct InstructionSetTests {
  private let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox(["sums.yaml": Experiments.sums])
  }

  @Test("It chooses the instructions, which are recorded and give the same bits")
  func forced() throws {
    let forced = ["NNRUN_SIMD": "baseline"]
    _ = try sandbox.nnrun("sums.yaml", "--quiet", "--runs-dir", "widest")
    _ = try sandbox.nnrun("sums.yaml", "--quiet", environment: forced)
    #expect(
      try sandbox.folder.text("runs/latest/run.json")
        .contains(#""instruction_set": "baseline""#))
    for name in ["cost.csv", "metrics.csv", "weights.npz"] {
      #expect(
        try sandbox.folder.bytes("runs/latest/\(name)")
          == sandbox.folder.bytes("widest/latest/\(name)"), "\(name)")
    }
    for command in [["evaluate", "runs/latest"], ["predict", "runs/latest", "rows.csv"]] {
      try sandbox.folder.write("1,0\n0.25,0.75\n", to: "rows.csv")
      let widest = try sandbox.nnrun(command)
      let baseline = try sandbox.nnrun(command, environment: forced)
      expect(baseline, output: widest.output, "\(command)")
    }
  }

  @Test(
    "An unknown instruction set is a usage error before anything else happens",
    arguments: [
      ["sums.yaml"], ["predict", "runs/latest", "rows.csv"], ["evaluate", "runs/latest"],
    ])
  func unknown(command: [String]) throws {
    let result = try sandbox.nnrun(command, environment: ["NNRUN_SIMD": "sse9"])
    #expect(result.status == 64)
    #expect(result.output == "")
    #expect(
      result.errors.hasPrefix(
        "error: NNRUN_SIMD: unknown instruction set 'sse9'; "
          + "there are baseline, avx2 and avx512, and this CPU has "), "\(result.errors)")
    #expect(try sandbox.runs() == [])
  }

  @Test("Commands that do not compute ignore it")
  func ignored() throws {
    let result = try sandbox.nnrun("check", "sums.yaml", environment: ["NNRUN_SIMD": "sse9"])
    #expect(result.status == 0)
  }
}
