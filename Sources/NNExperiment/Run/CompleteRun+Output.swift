import NNFiles

extension CompleteRun {
  /// Refuses to write a file in place of something that belongs to the run.
  ///
  /// - Parameter path: where a file is to be written; links are followed
  /// - Throws: `FileError.cannotCreate` if the file would be among the results of the run, or is
  ///   its archive, one of its data files or a library of plugins
  func checkOutput(_ path: String) throws(FileError) {
    let target = FileSystem.followingLink(path)
    if FileSystem.absolutePath(FileSystem.folder(of: target))
      == FileSystem.absolutePath(folder.path)
    {
      throw .cannotCreate(
        path, reason: "it would be among the run's results; name a file in another folder")
    }
    guard let status = FileStatus(path: path) else { return }
    func isSame(_ other: String) -> Bool {
      FileStatus(path: other)?.isSameFile(as: status) ?? false
    }
    let libraries = experiment.libraries.map(\.path)
    let data =
      experiment.pathSettings.map(\.path)
      + (DataManifest(record: record, experiment: experiment)?.entries.map(\.path) ?? [])
    let kind =
      isSame(location.path)
      ? "the run's archive"
      : data.contains(where: isSame)
        ? "a data file of the run"
        : libraries.contains(where: isSame) ? "a library of the run's plugins" : nil
    if let kind { throw .cannotCreate(path, reason: "it is \(kind); name another file") }
  }
}
