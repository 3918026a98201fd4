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
    digest = Self.digest(experiment.identityTree, fileDigests)
    folderName = "\(experiment.name)-\(digest.prefix(12))"
  }

  private static func digest(_ tree: JSONValue, _ fileDigests: [String]) -> String {
    let content = JSONValue.object([
      ("numerics", .integer(numericsVersion)),
      ("experiment", tree),
      ("files", .array(fileDigests.map { .string($0) })),
    ])
    return SHA256.hexDigest(of: Array(content.text.utf8))
  }

  /// What runs have in common that differ in nothing but their length, if the longer one can
  /// continue the shorter one: a hash as `digest`, but without the number of iterations.
  ///
  /// - Parameters:
  ///   - experiment: the experiment of one of them
  ///   - files: its data files
  /// - Returns: the hash; `nil` if something depends on the length of the training
  static func ofAnyLength(_ experiment: Experiment, files: [DataFile]) -> String? {
    guard !experiment.dependsOnLength, case .object(let fields) = experiment.identityTree else {
      return nil
    }
    let lengths = [ExperimentFields.iterations.name, ExperimentFields.epochs.name]
    return digest(.object(fields.filter { !lengths.contains($0.0) }), files.map(\.digest))
  }
}
