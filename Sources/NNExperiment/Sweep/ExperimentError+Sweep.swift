package import NNConfig
import NNFiles

extension ExperimentError {
  /// The same mistakes, of which those in overrides that list several values say how to write a
  /// list, or how to train a network for each of them; if the file declares a sweep, only that.
  ///
  /// - Parameters:
  ///   - overrides: the overrides
  ///   - path: the path of the experiment file
  /// - Returns: the error
  package func suggestingSweep(of overrides: [String], path: String) -> ExperimentError {
    if let source = try? ExperimentSource(path: path), SweepFile.isSweep(source) {
      return ExperimentError(
        "this file declares a sweep, which is trained by 'nnrun sweep \(path.shellWord)'",
        at: source.root.range)
    }
    return ExperimentError(
      diagnostics.map { diagnostic in
        guard let number = diagnostic.range.overrideNumber, overrides.indices.contains(number - 1),
          SweepValues.areSeveral(in: overrides[number - 1])
        else { return diagnostic }
        let override = overrides[number - 1]
        if let list = Self.listMeant(by: override) {
          return Diagnostic(
            "\(diagnostic.message); write \(list.shellWord)", at: diagnostic.range)
        }
        let words = [path, override].map(\.shellWord).joined(separator: " ")
        return Diagnostic(
          "\(diagnostic.message); for a training with each value: nnrun sweep \(words)",
          at: diagnostic.range)
      }, exitStatus: exitStatus)
  }

  /// The override with brackets, if it lists the entries of a setting that is a list without them.
  private static func listMeant(by override: String) -> String? {
    guard let (key, value) = Override.parts(of: override) else { return nil }
    let field = ExperimentFields.all.first { $0.name == ExperimentFields.canonical(String(key)) }
    switch field?.parameter.kind {
    case .list, .oneOrMore(.path): return value.contains("[") ? nil : "\(key)=[\(value)]"
    default: return nil
    }
  }
}
