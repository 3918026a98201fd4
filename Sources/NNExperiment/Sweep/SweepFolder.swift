import NNConfig
import NNFiles

/// The folder of a sweep: what is trained (`sweep.yaml`, which `nnrun sweep` takes again), the
/// trials and how they ended (`trials.csv`), and what came out (`comparison.csv`).
struct SweepFolder: Sendable {
  /// Its path.
  let path: String

  static let sweep = "sweep.yaml"
  static let trials = "trials.csv"
  static let comparison = "comparison.csv"

  /// The folder of a sweep, named by its experiment and a hash of its trials.
  ///
  /// - Parameters:
  ///   - trials: the trials
  ///   - declaration: the sweep
  ///   - runsDirectory: the folder of all runs
  init(_ trials: [SweepTrial], of declaration: SweepDeclaration, in runsDirectory: String) {
    var hash = SHA256()
    for trial in trials { hash.update(Array(trial.run.identity.digest.utf8)) }
    // What was measured at rungs is of use only where they are the same.
    if let halving = declaration.halving {
      let goal = declaration.goal?.text ?? ""
      let over = declaration.over.joined(separator: ",")
      hash.update(Array("\(halving.factor) \(halving.minimumIterations) \(goal) \(over)".utf8))
    }
    let name = trials.first?.run.file.experiment.name ?? ""
    path = "\(runsDirectory)/sweeps/\(name)-\(hash.hexDigest.prefix(12))"
  }

  /// Writes what is trained, and how trials ended.
  ///
  /// - Parameters:
  ///   - sweep: the sweep
  ///   - outcomes: how its trials ended, by number
  /// - Throws: `FileError` if a file cannot be written
  func write(_ sweep: Sweep, outcomes: [Int: TrialOutcome]) throws {
    do {
      try FileSystem.createDirectories(path)
    } catch {
      throw error.advisingOtherFolder
    }
    try write(YAMLText.document(sweep.declaration.tree(in: path)), to: Self.sweep)
    try write(table(of: sweep.trials, outcomes: outcomes), to: Self.trials)
  }

  /// The trials and how they ended as CSV.
  private func table(of trials: [SweepTrial], outcomes: [Int: TrialOutcome]) -> String {
    var keys: [String] = []
    let settings = trials.map { trial in
      trial.overrides.compactMap(Override.parts)
    }
    for (key, _) in settings.joined() where !keys.contains(String(key)) {
      keys.append(String(key))
    }
    var rows = [["trial"] + keys + ["run", "status", "message"]]
    for (trial, settings) in zip(trials, settings) {
      let values = keys.map { key in settings.first { $0.key == key }.map { String($0.value) } ?? ""
      }
      let outcome = outcomes[trial.original ?? trial.number]
      rows.append(
        ["\(trial.number)"] + values
          + [FileSystem.name(of: trial.path), outcome?.status ?? "", outcome?.message ?? ""])
    }
    let lines = rows.map { $0.map(\.csvField).joined(separator: ",") }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Writes a table of all runs.
  ///
  /// - Throws: `FileError` if the file cannot be written
  func write(_ comparison: RunComparison) throws {
    try write(comparison.csv + "\n", to: Self.comparison)
  }

  /// Writes a file.
  ///
  /// - Throws: `FileError` if it cannot be written
  func write(_ text: String, to name: String) throws {
    try AtomicFile.write(Array(text.utf8), to: "\(path)/\(name)")
  }
}

extension SweepDeclaration {
  /// The sweep as a file in a folder has it.
  func tree(in folder: String) -> JSONValue {
    func path(_ path: String) -> JSONValue {
      .string(FileSystem.relativePath(from: folder, to: path))
    }
    var fields: [(String, JSONValue)] = [("experiment", path(experimentPath))]
    let settings = axes.filter { !$0.isTable && !isOfFolds($0) }
    if !settings.isEmpty {
      fields.append(("settings", .object(settings.map { ($0.keys[0], $0.written) })))
    }
    for table in axes where table.isTable { fields.append(("trials", table.written)) }
    switch combination {
    case .grid: break
    case .zip: fields.append(("zip", .bool(true)))
    case .random(let count, let seed):
      fields.append(("random", .integer(count)))
      fields.append(("seed", .string("\(seed)")))
    }
    if let folds { fields.append(("folds", .integer(folds))) }
    if !over.isEmpty { fields.append(("over", .array(over.map { .string($0) }))) }
    if let goal { fields.append(("goal", .string(goal.text))) }
    if let halving {
      fields.append(("halving", .integer(halving.factor)))
      fields.append(("min_iterations", .integer(halving.minimumIterations)))
    }
    fields.append(("working_folder", path(directory.isEmpty ? "." : directory)))
    return .object(fields)
  }
}
