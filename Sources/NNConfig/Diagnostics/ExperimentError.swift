public import NNFiles

/// The mistakes in an experiment.
public struct ExperimentError: UserFacingError {
  /// The mistakes, in the order in which they are reported; never empty.
  public let diagnostics: [Diagnostic]
  /// The code to exit with: always that of a mistake in the experiment.
  public var exitStatus: ExitStatus { .badExperiment }
  /// Each mistake has a place before the word.
  public var saysError: Bool { true }

  /// An error of one or more mistakes.
  package init(_ diagnostics: [Diagnostic]) {
    precondition(!diagnostics.isEmpty)
    self.diagnostics = diagnostics
  }

  /// An error of one mistake.
  package init(_ message: String, at range: SourceRange) {
    diagnostics = [Diagnostic(message, at: range)]
  }

  /// The mistakes one below the other, at most twenty.
  public var description: String {
    let maximumCount = 20
    var lines = diagnostics.prefix(maximumCount).map(\.description)
    let rest = diagnostics.count - maximumCount
    if rest > 0 { lines.append("... and \(rest) more \(rest == 1 ? "error" : "errors")") }
    return lines.joined(separator: "\n")
  }
}
