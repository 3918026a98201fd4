import NNCore
import NNFiles

/// What `run.json` keeps: the result, and where and how it was made.
enum RunRecord {
  /// The content of `run.json`.
  ///
  /// - Parameters:
  ///   - report: the result
  ///   - options: how the run was started
  ///   - started: when the run was started
  /// - Returns: an object
  static func json(_ report: RunReport, options: Runner.Options, started: String) -> JSONValue {
    let environment: [(String, JSONValue)] = [
      ("command_line", .array(options.commandLine.map { .string($0) })),
      ("nnrun", .string(Runner.version)),
      ("numerics", .integer(RunIdentity.numericsVersion)),
      ("host", .string(Machine.hostName)),
      ("cpu", .string(Machine.cpuModel)),
      ("instruction_set", .string(options.instructionSet.rawValue)),
      ("threads", .integer(options.threads)),
      ("started", .string(started)),
      ("finished", .string(Machine.now)),
    ]
    return .object(
      [("status", .string(report.status.rawValue))] + report.resultFields + environment)
  }

  /// What a finished run recorded; `nil` if it recorded nothing that can be read.
  static func read(in folder: RunFolder) -> RunReport? {
    guard let bytes = try? File.read(folder.file(RunFolder.record), limit: 1 << 20),
      let json = try? JSONValue(parsing: bytes)
    else { return nil }
    return RunReport(run: folder.path, record: json)
  }
}
