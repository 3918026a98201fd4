import NNFiles

/// The identity of a run, after which its folder is named: a hash of all that determines its
/// result.
struct RunIdentity: Sendable {
  /// The version of the numerics, raised whenever a change of nnrun alters any result.
  static let numericsVersion = 5

  /// The whole SHA-256, in lower-case hexadecimal digits.
  let digest: String
  /// The experiment's name and the first 12 digits of the SHA-256.
  let folderName: String

  /// The identity of an experiment with these data files.
  init(_ experiment: Experiment, files: [DataFile]) {
    self.init(experiment, fileDigests: files.map(\.digest))
  }

  /// The identity of an experiment whose data files have these SHA-256 digests, in the order in
  /// which they are read.
  init(_ experiment: Experiment, fileDigests: [String]) {
    let content = JSONValue.object([
      ("numerics", .integer(Self.numericsVersion)),
      ("experiment", experiment.identityTree),
      ("files", .array(fileDigests.map { .string($0) })),
    ])
    digest = SHA256.hexDigest(of: Array(content.text.utf8))
    folderName = "\(experiment.name)-\(digest.prefix(12))"
  }
}
