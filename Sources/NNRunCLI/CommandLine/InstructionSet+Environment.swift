package import NNCore
import NNData
package import NNFiles
import Platform

extension InstructionSet {
  /// The environment variable that forces a set.
  fileprivate static let variable = "NNRUN_SIMD"

  /// The set that the environment asks for, or else the widest that the CPU has.
  ///
  /// - Throws: `UnusableInstructionSet` if there is no set of that name, or the CPU lacks it
  package static func chosenByEnvironment() throws(UnusableInstructionSet) -> InstructionSet {
    try chosen(getenv(variable).map { String(cString: $0) }, from: supported)
  }

  /// The set with a name, or the widest one.
  ///
  /// - Parameters:
  ///   - name: the set's name; `nil` and an empty text mean the widest set
  ///   - supported: the sets to choose from, the widest one last
  /// - Returns: one of them
  /// - Throws: `UnusableInstructionSet` if there is no set of that name, or it is not in
  ///   `supported`
  static func chosen(
    _ name: String?, from supported: [InstructionSet]
  ) throws(UnusableInstructionSet) -> InstructionSet {
    guard let name, !name.isEmpty else { return supported.last ?? .baseline }
    guard let set = InstructionSet(rawValue: name) else {
      throw .unknown(name, supported: supported)
    }
    guard supported.contains(set) else { throw .unsupported(set, supported: supported) }
    return set
  }
}

/// An instruction set that was asked for and cannot be used.
package enum UnusableInstructionSet: UserFacingError {
  /// There is no set of this name.
  case unknown(String, supported: [InstructionSet])
  /// The processor does not have it.
  case unsupported(InstructionSet, supported: [InstructionSet])

  package var exitStatus: ExitStatus { .usage }

  package var description: String {
    switch self {
    case .unknown(let name, let supported):
      "\(InstructionSet.variable): unknown instruction set '\(name.excerpt)'; there are "
        + "\(Self.list(InstructionSet.allCases)), and this CPU has \(Self.list(supported))"
    case .unsupported(let set, let supported):
      "\(InstructionSet.variable): this CPU does not have \(set); it has \(Self.list(supported))"
    }
  }

  private static func list(_ sets: [InstructionSet]) -> String {
    let names = sets.map(\.rawValue)
    guard let last = names.last, names.count > 1 else { return "only \(names.joined())" }
    return names.dropLast().joined(separator: ", ") + " and \(last)"
  }
}
