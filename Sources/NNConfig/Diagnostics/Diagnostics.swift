import NNFiles

/// The mistakes that readers of settings have found, so that all of them are reported together.
package struct Diagnostics: Sendable {
  private var list: [Diagnostic] = []
  /// The code to exit with.
  private var exitStatus = ExitStatus.badExperiment

  /// An empty list.
  package init() {}

  /// Whether no mistakes were found.
  package var isEmpty: Bool { list.isEmpty }

  /// Adds a mistake.
  package mutating func report(_ message: String, at range: SourceRange) {
    list.append(Diagnostic(message, at: range))
    exitStatus = .badExperiment
  }

  /// Adds the mistakes of an error that was caught.
  package mutating func report(_ error: ExperimentError) {
    // With mistakes in the experiment, those are to be mended first.
    if list.isEmpty { exitStatus = error.exitStatus }
    if exitStatus != error.exitStatus { exitStatus = .badExperiment }
    list.append(contentsOf: error.diagnostics)
  }

  /// Throws if there are mistakes.
  ///
  /// - Throws: `ExperimentError` with all of them, those of the file first, each in order of
  ///   position
  package func throwIfAny() throws(ExperimentError) {
    guard !list.isEmpty else { return }
    let sorted = list.enumerated().sorted { one, other in
      let (range, otherRange) = (one.element.range, other.element.range)
      return range.precedes(otherRange)
        || one.offset < other.offset && !otherRange.precedes(range)
    }
    throw ExperimentError(sorted.map(\.element), exitStatus: exitStatus)
  }
}
