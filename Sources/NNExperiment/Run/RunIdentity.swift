import NNFiles

/// What a run's folder is named by: a hash of all that determines its result.
struct RunIdentity: Sendable {
  /// Raised whenever a change of nnrun alters any result.
  static let numericsVersion = 3

  /// The experiment's name and the first 12 digits of the hash.
  let folderName: String

  /// The identity of an experiment with these data files.
  init(_ experiment: Experiment, files: [DataFile]) {
    let content = JSONValue.object([
      ("numerics", .integer(Self.numericsVersion)),
      ("experiment", experiment.identityTree),
      ("files", .array(files.map { .string($0.digest) })),
    ])
    let digest = SHA256.hexDigest(of: Array(content.text.utf8))
    folderName = "\(experiment.name)-\(digest.prefix(12))"
  }
}
