import Foundation
import NNFiles
import TestSupport

/// A folder in which a test runs nnrun as a user would; it is deleted with the value.
struct Sandbox {
  /// What is in it.
  let folder: TemporaryFolder

  /// The built command.
  static let binary = "\(ProjectFiles.products)/nnrun"

  /// The variables that let a shell find the built command.
  static let shellEnvironment: [String: String] = {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return ["PATH": "\(ProjectFiles.products):\(path)"]
  }()

  /// A folder with these files.
  init(_ files: [String: String] = [:]) throws {
    folder = try TemporaryFolder()
    for (name, text) in files { try folder.write(text, to: name) }
  }

  /// A folder with the experiment `flowers.yaml`, its data, and more files.
  static func flowers(_ files: [String: String] = [:]) throws -> Sandbox {
    let own = ["flowers.yaml": Experiments.flowers, "flowers.csv": Experiments.flowersData]
    return try Sandbox(own.merging(files) { $1 })
  }

  /// Starts nnrun in the folder.
  func start(
    _ arguments: [String], input: ChildProcess.Input = .bytes([]),
    output: ChildProcess.Output = .collected, errors: ChildProcess.Output = .collected,
    environment: [String: String] = [:]
  ) throws -> ChildProcess {
    try ChildProcess(
      Self.binary, arguments, in: folder.path, input: input, output: output, errors: errors,
      environment: environment)
  }

  /// Runs nnrun in the folder, or in a folder in it.
  func nnrun(
    _ arguments: [String], in subfolder: String = ".", input: String = "",
    environment: [String: String] = [:]
  ) throws -> CommandResult {
    try ChildProcess(
      Self.binary, arguments, in: folder.file(subfolder), input: .bytes(Array(input.utf8)),
      environment: environment
    ).wait()
  }

  /// Runs nnrun in the folder, or in a folder in it.
  func nnrun(
    _ arguments: String..., in subfolder: String = ".", input: String = "",
    environment: [String: String] = [:]
  ) throws -> CommandResult {
    try nnrun(arguments, in: subfolder, input: input, environment: environment)
  }

  /// Runs a script in which `nnrun` is the built command.
  func shell(_ script: String) throws -> CommandResult {
    try ChildProcess(
      "/bin/sh", ["-c", script], in: folder.path, environment: Self.shellEnvironment
    ).wait()
  }

  /// Runs a program that is found on the path.
  func run(_ program: String, _ arguments: String...) throws -> CommandResult {
    try run([program] + arguments)
  }

  /// Runs a program that is found on the path: its name, and its arguments.
  func run(_ words: [String]) throws -> CommandResult {
    try ChildProcess("/usr/bin/env", words, in: folder.path).wait()
  }

  /// The folders of all runs, without the folder of sweeps, and the link `latest`, which has
  /// another name while it is replaced.
  func runs(in directory: String = "runs") throws -> [String] {
    guard FileManager.default.fileExists(atPath: folder.file(directory)) else { return [] }
    return try folder.names(in: directory).filter { !$0.hasPrefix("latest") && $0 != "sweeps" }
      .map { "\(directory)/\($0)" }
  }

  /// The checksums of all complete runs, by folder.
  func checksums() throws -> [String: String] {
    let runs = try completeRuns()
    return Dictionary(
      uniqueKeysWithValues: try runs.map { ($0, try folder.text("\($0)/SHA256SUMS")) })
  }

  /// The folders of all sweeps.
  func sweeps() throws -> [String] {
    try folder.names(in: "runs/sweeps").map { "runs/sweeps/\($0)" }
  }

  /// The folders of all runs that are complete.
  func completeRuns() throws -> [String] {
    try runs().filter { try folder.names(in: $0).contains("SHA256SUMS") }
  }

  /// Makes the sums of a run's files right again after one of them was changed.
  func reseal(_ run: String) throws {
    let names = [
      "config.yaml", "resolved.yaml", "cost.csv", "metrics.csv", "weights.npz",
      "preprocessing.json",
    ]
    let lines = try names.map {
      "\(try SHA256.hexDigest(ofFile: folder.file("\(run)/\($0)")))  \($0)\n"
    }
    try folder.write(lines.joined(), to: "\(run)/SHA256SUMS")
  }
}
