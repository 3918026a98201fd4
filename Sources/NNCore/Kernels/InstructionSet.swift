import CNNKernels

/// A set of vector instructions that the kernels are compiled for; results do not depend on it.
public enum InstructionSet: String, Sendable, CaseIterable {
  /// What every processor of the architecture has: SSE2, or NEON.
  case baseline
  /// AVX2 with fused multiply-add.
  case avx2
  /// AVX-512 with F, DQ, BW and VL.
  case avx512

  /// Whether this processor has it.
  public var isSupported: Bool { nn_is_supported(kernelSet) != 0 }

  /// Those that this processor has, from the narrowest to the widest.
  public static var supported: [InstructionSet] { allCases.filter(\.isSupported) }

  /// The widest set that this processor has.
  public static var best: InstructionSet { supported.last ?? .baseline }

  /// Whether a fused multiply-add is an instruction; otherwise each one is a call of a function.
  var hasFusedMultiplyAdd: Bool {
    #if arch(x86_64)
      self != .baseline
    #else
      true
    #endif
  }

  var kernelSet: nn_instruction_set {
    switch self {
    case .baseline: nn_baseline
    case .avx2: nn_avx2
    case .avx512: nn_avx512
    }
  }
}
