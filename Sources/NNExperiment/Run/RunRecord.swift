import NNCore
import NNFiles
import Platform

/// What `run.json` keeps: the result, and where and how it was made.
enum RunRecord {
  /// The content of `run.json`.
  ///
  /// - Parameters:
  ///   - report: the result
  ///   - identity: the run's
  ///   - options: how the run was started
  ///   - history: what has happened to the run
  ///   - workingFolder: where the command was given, as seen from the experiment file
  ///   - plugins: what the experiment names
  ///   - data: the files that were read
  /// - Returns: an object
  static func json(
    _ report: RunReport, identity: RunIdentity, options: Runner.Options, history: RunHistory,
    workingFolder: String, plugins: [UsedPlugin], data: DataManifest
  ) -> JSONValue {
    var fields = [("status", JSONValue.string(report.status.rawValue))] + report.resultFields
    fields.append(("identity", .string(identity.digest)))
    fields.append(("checkpoints", .integer(history.checkpoints)))
    fields.append(("resumed", .integer(history.resumed)))
    fields.append(("started", .string(history.started)))
    fields.append(("finished", .string(Machine.now)))
    fields.append(("peak_memory_bytes", .integer(Machine.peakMemory)))
    fields.append(("command_line", .array(options.commandLine.map { .string($0) })))
    fields.append(("working_folder", .string(workingFolder)))
    fields.append(("environment", environment(options)))
    fields.append(("plugins", .array(plugins.map(\.json))))
    fields.append(("data", data.json))
    return .object(fields)
  }

  /// What may differ between two machines, or two versions of nnrun, that train the same run.
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

  /// What a finished run recorded, and the hash of its identity; `nil` if it recorded nothing that can
  /// be read.
  static func read(in folder: RunFolder) -> (report: RunReport, identity: String?)? {
    guard let content = content(in: folder),
      let report = RunReport(run: folder.path, record: content)
    else { return nil }
    return (report, identity(of: content))
  }

  /// The hash of the identity of the run that a record is of.
  static func identity(of record: JSONValue) -> String? { record["identity"]?.string }

  /// The plugins that a record tells of; none if it does not tell.
  static func plugins(of record: JSONValue?) -> [UsedPlugin] {
    guard case .array(let values)? = record?["plugins"] else { return [] }
    return values.compactMap(UsedPlugin.init)
  }

  /// The record as it is; `nil` if there is none that can be read.
  static func content(in folder: RunFolder) -> JSONValue? {
    guard let bytes = try? File.read(regular: folder.file(RunFolder.record), limit: 1 << 22) else {
      return nil
    }
    return try? JSONValue(parsing: bytes)
  }
}
