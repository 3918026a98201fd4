import NNCore
import NNFiles
import Platform

/// The content of `run.json`: the result, and where and how it was made.
enum RunRecord {
  /// The content of `run.json`.
  ///
  /// - Parameters:
  ///   - report: the result
  ///   - identity: the identity of the run
  ///   - identityOfAnyLength: what it has in common with longer runs that can continue it
  ///   - options: how the run was started
  ///   - history: when the run was started, and how often it was interrupted
  ///   - workingFolder: the path of the folder in which the command was given, relative to that of
  ///     the experiment file
  ///   - plugins: the plugins that the experiment names
  ///   - data: the files that were read
  /// - Returns: a JSON object
  static func json(
    _ report: RunReport, identity: RunIdentity, identityOfAnyLength: String?,
    options: Runner.Options, history: RunHistory,
    workingFolder: String, plugins: [UsedPlugin], data: DataManifest
  ) -> JSONValue {
    var fields = [("status", JSONValue.string(report.status.rawValue))] + report.resultFields
    fields.append(("identity", .string(identity.digest)))
    if let identityOfAnyLength {
      fields.append((anyLengthKey, .string(identityOfAnyLength)))
    }
    fields.append(("checkpoints", .integer(history.checkpoints)))
    fields.append(("resumed", .integer(history.resumed)))
    fields.append(("started", .string(history.started)))
    fields.append(("finished", .string(Machine.now)))
    fields.append(("peak_memory_bytes", .integer(Machine.peakMemory)))
    fields.append(("command_line", .array(options.commandLine.map { .string($0) })))
    fields.append(("overrides", .array(report.overrides.map { .string($0) })))
    fields.append(("working_folder", .string(workingFolder)))
    fields.append(("environment", environment(options)))
    fields.append(("plugins", .array(plugins.map(\.json))))
    fields.append(("data", data.json))
    return .object(fields)
  }

  /// What may differ between two trainings of the same run: the machine and the version of nnrun.
  static func environment(_ options: Runner.Options) -> JSONValue {
    .object([
      ("nnrun", .string(Runner.version)),
      ("revision", .string(Build.revision)),
      ("swift", .string(Build.swiftVersion)),
      ("numerics", .integer(RunIdentity.numericsVersion)),
      ("host", .string(Machine.hostName)),
      ("os", .string(Machine.operatingSystem)),
      ("libc", .string(libraryVersion)),
      ("cpu", .string(Machine.cpuModel)),
      ("instruction_set", .string(options.instructionSet.rawValue)),
      ("threads", .integer(options.threads)),
    ])
  }

  /// The result that a finished run has recorded, and its identity; `nil` if there is no record, or
  /// it is damaged.
  ///
  /// - Throws: `FileError` if there is a record that cannot be read
  static func read(
    in folder: RunFolder
  ) throws(FileError) -> (report: RunReport, identity: String?)? {
    guard let content = try content(in: folder),
      let report = RunReport(run: folder.path, record: content)
    else { return nil }
    return (report, identity(of: content))
  }

  /// The identity of the run that a record belongs to.
  static func identity(of record: JSONValue) -> String? { record["identity"]?.string }

  /// The key of what a run has in common with longer ones that can continue it.
  static let anyLengthKey = "identity_of_any_length"

  /// The plugins that a record lists.
  static func plugins(of record: JSONValue?) -> [UsedPlugin] {
    guard case .array(let values)? = record?["plugins"] else { return [] }
    return values.compactMap(UsedPlugin.init)
  }

  /// The content of the record; `nil` if there is none, or it is damaged.
  ///
  /// - Throws: `FileError` if there is a record that cannot be read
  static func content(in folder: RunFolder) throws(FileError) -> JSONValue? {
    let bytes = try FileError.unlessFaultOfFile { () throws(FileError) in
      try File.read(regular: folder.file(RunFolder.record), limit: 1 << 22)
    }
    return bytes.flatMap { try? JSONValue(parsing: $0) }
  }
}
