public import NNFiles

/// The mistakes in an experiment.
public struct ExperimentError: UserFacingError {
  /// The mistakes, in the order in which they are reported; never empty.
  public let diagnostics: [Diagnostic]
  /// The code to exit with: that of a mistake in the experiment, unless what it names does not
  /// work.
  public let exitStatus: ExitStatus
  /// Each mistake has a place before the word.
  public var saysError: Bool { true }

  /// An error of one or more mistakes.
  package init(_ diagnostics: [Diagnostic], exitStatus: ExitStatus = .badExperiment) {
    precondition(!diagnostics.isEmpty)
    self.diagnostics = diagnostics
    self.exitStatus = exitStatus
  }

  /// An error of one mistake.
  package init(
    _ message: String, at range: SourceRange, exitStatus: ExitStatus = .badExperiment
  ) {
    self.init([Diagnostic(message, at: range)], exitStatus: exitStatus)
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
