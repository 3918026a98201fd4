import NNConfig

extension ExperimentError {
  /// The error with mistakes that an override has made, such as that of a setting that it removed,
  /// at that override instead of in the file. What overrides repeat is left out.
  ///
  /// - Parameters:
  ///   - overrides: the overrides
  ///   - messages: the mistakes that there are without the override of an index; `nil` if that
  ///     cannot be known
  /// - Returns: the error
  func naming(
    _ overrides: [String], messages: (_ without: Int) -> [String]?
  ) -> ExperimentError {
    var diagnostics = diagnostics
    for (index, override) in overrides.enumerated()
    where diagnostics.contains(where: { !$0.range.isOfOverride }) {
      guard let others = messages(index) else { continue }
      let source = SourceText(override: index + 1, text: override)
      diagnostics = diagnostics.map { mistake in
        mistake.range.isOfOverride || others.contains(mistake.message)
          ? mistake : Diagnostic(mistake.message, at: SourceRange(startOf: source))
      }
    }
    var seen: Set<String> = []
    return ExperimentError(
      diagnostics.filter { seen.insert($0.description).inserted }, exitStatus: exitStatus)
  }
}
