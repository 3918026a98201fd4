import NNFiles

/// The mistakes found in an experiment, all of them together.
public struct ExperimentError: UserFacingError {
  /// The mistakes, in the order in which they were found; never empty.
  public let diagnostics: [Diagnostic]
  /// The code to exit with: always that of a mistake in the experiment.
  public var exitStatus: ExitStatus { .badExperiment }

  /// An error of several mistakes.
  public init(_ diagnostics: [Diagnostic]) {
    precondition(!diagnostics.isEmpty)
    self.diagnostics = diagnostics
  }

  /// An error of one mistake.
  public init(_ message: String, at range: SourceRange) {
    diagnostics = [Diagnostic(message, at: range)]
  }

  /// The mistakes below each other, at most twenty.
  public var description: String {
    let most = 20
    var lines = diagnostics.prefix(most).map(\.description)
    let rest = diagnostics.count - most
    if rest > 0 { lines.append("... and \(rest) more \(rest == 1 ? "error" : "errors")") }
    return lines.joined(separator: "\n")
  }
}
