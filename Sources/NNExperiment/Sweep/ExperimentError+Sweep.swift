package import NNConfig
import NNFiles

extension ExperimentError {
  /// The same mistakes, of which those in overrides that list several values say how to train a
  /// network for each of them; if the file declares a sweep, only that.
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
        let words = [path, overrides[number - 1]].map(\.shellWord).joined(separator: " ")
        return Diagnostic(
          "\(diagnostic.message); for a training with each value: nnrun sweep \(words)",
          at: diagnostic.range)
      })
  }
}
