import NNCore
import NNFiles
import TestSupport
import Testing

@testable import NNRunCLI

@Suite("Choosing an instruction set")
struct InstructionSetTests {
  @Test("Without a name the widest instruction set is chosen", arguments: [nil, ""])
  func withoutName(name: String?) throws {
    #expect(try InstructionSet.chosen(name, from: [.baseline]) == .baseline)
    #expect(try InstructionSet.chosen(name, from: [.baseline, .avx2]) == .avx2)
  }

  @Test("A named instruction set is chosen", arguments: InstructionSet.allCases)
  func names(set: InstructionSet) throws {
    #expect(try InstructionSet.chosen(set.rawValue, from: InstructionSet.allCases) == set)
  }

  @Test(
    "An instruction set that cannot be used is a usage error",
    arguments: [
      (
        "avx", [InstructionSet.baseline, .avx2],
        "unknown instruction set 'avx'; "
          + "there are baseline, avx2 and avx512, and this CPU has baseline and avx2"
      ),
      (
        "AVX2\u{1B}[31m", [.baseline],
        "unknown instruction set 'AVX2 [31m'; "
          + "there are baseline, avx2 and avx512, and this CPU has only baseline"
      ),
      (
        "avx2", [.baseline],
        "this CPU does not have avx2; it has only baseline"
      ),
      (
        "avx512", [.baseline, .avx2],
        "this CPU does not have avx512; it has baseline and avx2"
      ),
    ])
  func unusable(
    name: String, supported: [InstructionSet], message: String
  ) throws {
    #expect(
      try failure(of: { try InstructionSet.chosen(name, from: supported) })
        == Failure("NNRUN_SIMD: \(message)", .usage))
  }
}
