import NNFiles

extension CompleteRun {
  /// A library of which the run uses a plugin.
  struct Library {
    /// Where it was loaded from.
    let path: String
    /// The SHA-256 of its bytes.
    let digest: String
    /// Its name in an archive, which follows from `resolved.yaml`.
    let archiveName: String
  }

  /// The libraries of the run, in the order of `resolved.yaml`.
  ///
  /// - Throws: a `UserFacingError` if `resolved.yaml` cannot be read
  var libraries: [Library] {
    get throws {
      let source = try ExperimentSource(path: folder.file(RunFolder.resolved))
      let entries = try ExperimentFields.libraries.read(in: source.root)
      return entries.compactMap { entry in
        experiment.libraries.first { $0.digest == entry.digest }.map { library in
          Library(
            path: library.path, digest: library.digest, archiveName: entry.archiveName)
        }
      }
    }
  }
}
