import NNConfig
import NNFiles

extension SweepPlan {
  /// Checks that means can be taken over the settings that are named for that: comparisons know
  /// settings as `resolved.yaml` has them, so `structure`, but not `structure.1`.
  ///
  /// - Parameter registry: the plugins that can be named
  /// - Throws: `PartialKey`
  func checkMeans(_ registry: Registry) throws {
    var missing = declaration.over
    for trial in trials where !missing.isEmpty {
      let tree = trial.file.experiment.resolvedTree(digests: []) { $0 }
      let text = YAMLText.document(tree)
      let root = try YAMLParser.parse(
        text, source: SourceText(file: RunFolder.resolved, text: text, directory: ""))
      let keys = RunSettings(root, fields: registry.pluginFields)?.entries.map(\.key) ?? []
      missing.removeAll { key in keys.contains { SweepDeclaration.isPart($0, of: key) } }
    }
    if let key = missing.first { throw PartialKey(key: key) }
  }
}

/// A setting over which no means can be taken: a part of one, or the name of the experiment.
struct PartialKey: UserFacingError {
  let key: String

  var exitStatus: ExitStatus { .usage }

  var description: String {
    guard let point = key.firstIndex(of: ".") else {
      return "--over \(key.excerpt): runs that differ only in this are the same run"
    }
    return "--over \(key.excerpt): means are taken over whole settings; write '\(key[..<point])'"
  }
}
