import NNData
import NNFiles

/// Archives of complete runs: zip files with everything that it takes to repeat a run. Their bytes
/// depend on nothing but the run.
public enum RunArchive {
  /// The entry that lists every other entry with its SHA-256.
  static let manifest = "MANIFEST.sha256"
  private static let readme = "README.txt"

  /// Where an archive goes.
  public enum Output {
    /// A file, which appears only when it is complete.
    case file(String)
    /// A function that receives the bytes in pieces, and the name of the receiver for messages.
    case pieces(name: String, ([UInt8]) throws -> Void)
  }

  /// Whether a file begins as archives of runs do; its content is not checked.
  package static func isArchive(_ path: String) -> Bool {
    (try? StoredZip.firstName(in: path)) == readme
  }

  /// Writes the archive of a run.
  ///
  /// - Parameters:
  ///   - path: the run's folder, or an archive of it
  ///   - output: where the archive goes
  ///   - includesData: whether the data files are in it
  ///   - registry: the plugins that the run can name
  /// - Returns: the size of the archive in bytes
  /// - Throws: `RunError` if the path is not a complete run, or something in it is damaged;
  ///   `DataUnavailable` if a data file is not found; another `UserFacingError` if a file cannot be
  ///   read or written
  public static func write(
    _ path: String, to output: Output, includesData: Bool, registry: Registry
  ) throws -> Int {
    let location = try RunLocation(path)
    return try location.naming {
      try write(location, to: output, includesData: includesData, registry: registry)
    }
  }

  private static func write(
    _ location: RunLocation, to output: Output, includesData: Bool, registry: Registry
  ) throws -> Int {
    let content = ArchiveContent()
    try location.folder.verify(digest: content.digest)
    let run = try CompleteRun(verified: location, registry: registry)
    if case .file(let target) = output { try run.checkOutput(target) }
    let data = try run.manifest
    guard !includesData || data.entries.count == run.experiment.expectedDigests.count else {
      throw location.inconsistent(
        RunFolder.record, "does not say which settings lead to all data files")
    }
    let libraries = try run.libraries
    content.add(readme, text: readmeText(run, data, libraries, includesData: includesData))
    for name in run.folder.completeFiles { try content.add(name, file: run.folder.file(name)) }
    for library in libraries {
      let found = try content.digest(ofFile: library.path)
      guard found == library.digest else {
        throw PluginLibraryError.otherLibrary(
          library.path, expected: library.digest, found: found)
      }
      try content.add(library.archiveName, file: library.path)
    }
    if includesData {
      let finder = DataFinder(
        run, remedy: "put it back, or leave out the data with --without-data",
        digest: content.digest)
      for entry in data.entries {
        try content.add(entry.archiveName, file: finder.find(entry))
      }
    }
    let entries = content.entries(listedIn: manifest)
    return try withExtendedLifetime(run) {
      switch output {
      case .file(let target): try StoredZip.write(entries, to: target)
      case .pieces(let name, let receive):
        try StoredZip.write(entries, named: name, to: receive)
      }
    }
  }

  /// Unpacks an archive and verifies every bit of it.
  ///
  /// - Returns: a folder with the files of the run
  /// - Throws: `RunError` if it is not an archive of a run; `ZipError` if it was changed or is
  ///   damaged; `FileError` if it cannot be read, or the folder cannot be written
  static func extract(_ path: String) throws -> ScratchFolder {
    guard try StoredZip.firstName(in: path) == readme else { throw RunError.notARun(path) }
    let scratch = try ScratchFolder()
    let entries: [StoredZip.Entry]
    do {
      entries = try StoredZip.extract(path, into: scratch.path, accepts: isExpected)
    } catch FileError.cannotWrite(_, let reason) {
      throw FileError.cannotWrite(
        "a temporary folder in \(FileSystem.folder(of: scratch.path))",
        reason: "\(reason); set TMPDIR to another folder")
    }
    guard let last = entries.last, last.name == manifest else { throw RunError.notARun(path) }
    let list = ArchiveContent.list(of: entries.dropLast())
    guard last.checksums == FileChecksums(of: Array(list.utf8)) else {
      throw ZipError.damaged(path, reason: "its content is not what \(manifest) lists")
    }
    return scratch
  }

  /// Whether a name is that of a run's file, of a file of data, `data/<setting>/<file>`, or of a
  /// library.
  private static func isExpected(_ name: String) -> Bool {
    let parts = name.split(separator: "/")
    return (RunFolder.allFiles + [readme, manifest]).contains(name)
      || parts.count == 3 && ["data", LibrarySearch.folder].contains(String(parts[0]))
  }

  /// What the files of the archive are, a line for each.
  private static func fileTable(
    _ run: CompleteRun, _ libraries: [CompleteRun.Library]
  ) -> String {
    let sets = run.record?["validation"] == nil ? "training and" : "training, validation and"
    let descriptions = [
      RunFolder.config: "the experiment as it was written",
      RunFolder.resolved: "the experiment with all settings",
      RunFolder.cost: "the cost of each iteration",
      RunFolder.metrics: "the metrics on the \(sets) test set",
      RunFolder.weights: "the trained network, for numpy.load",
      RunFolder.preprocessing: "what was learnt from the training set",
      RunFolder.predictions(.validation): "the predictions of the rows drawn for validation",
      RunFolder.predictions(.test): "the predictions of the rows drawn for testing",
      RunFolder.record: "when, where and how it was trained",
      RunFolder.checksums: "checksums of the experiment and its results",
      manifest: "checksums of all files in the archive",
    ]
    let names = run.folder.completeFiles + libraries.map(\.archiveName) + [manifest]
    let width = names.map(\.count).max() ?? 0
    return names.map { name in
      let space = String(repeating: " ", count: width - name.count)
      return "\(name)\(space)  \(descriptions[name] ?? "a library of plugins: native code")"
    }.joined(separator: "\n")
  }

  private static func readmeText(
    _ run: CompleteRun, _ data: DataManifest, _ libraries: [CompleteRun.Library],
    includesData: Bool
  ) -> String {
    let environment = run.record?["environment"]
    let version = environment?["nnrun"]?.string ?? "unknown"
    let numerics = environment?["numerics"]?.int.map(String.init) ?? "unknown"
    let settings = data.overrides(in: ".").map { override in
      " '\(override.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''"))'"
    }.joined()
    let place =
      includesData || data.entries.isEmpty
      ? "Its data are in it." : "Its data are not in it; --data names a folder that has them."
    let options =
      (includesData || data.entries.isEmpty ? "" : " --data FOLDER")
      + (libraries.isEmpty ? "" : " --allow-plugins")
    let plugins = libraries.map { " --plugin \($0.archiveName.shellWord)" }.joined()
    let warning =
      libraries.isEmpty
      ? ""
      : "\nIts libraries of plugins are native code, which runs with your rights: use it only if you "
        + "trust\nits author.\n"
    return """
      This is the archive of '\(run.experiment.name)', the training of a neural network by nnrun
      \(version) (numerics version \(numerics)). \(place)
      \(warning)
      \(fileTable(run, libraries))

      nnrun trains it again and compares every bit of the results:

          nnrun replay ARCHIVE.zip\(options)

      By hand, in the folder where the archive is unpacked:

          sha256sum -c MANIFEST.sha256
          nnrun resolved.yaml\(settings)\(plugins) --runs-dir again
          cmp weights.npz again/latest/weights.npz
          cmp cost.csv again/latest/cost.csv

      """
  }
}
