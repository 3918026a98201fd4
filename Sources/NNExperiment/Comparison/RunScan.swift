import NNCore
import NNFiles

/// The runs that a comparison is about.
package struct RunScan: Sendable {
  /// The runs that can be read, in the order of their paths, or as they were named.
  let runs: [ComparedRun]
  /// A sentence about each of the others.
  package let warnings: [String]
  /// What is not certain about those that can be read, a sentence each.
  package let notes: [String]

  /// Reads all runs in a folder of runs.
  ///
  /// - Parameters:
  ///   - directory: the folder of all runs
  ///   - registry: the plugins that runs can name
  ///   - threads: how many threads read
  /// - Throws: `FileError` if the folder cannot be listed
  package init(allIn directory: String, registry: Registry, threads: Int) throws {
    let folders = try FileSystem.folders(in: directory).filter { path in
      // After `cp -rL`, what was the link to the latest run is a copy of it.
      guard FileSystem.name(of: path) != RunFolder.latest else { return false }
      // There may be other folders, such as those of sweeps.
      return [RunFolder.resolved, RunFolder.config, RunFolder.record].contains {
        // One that may not be entered is reported when it is read.
        (try? FileSystem.isThere("\(path)/\($0)")) ?? true
      }
    }
    self.init(folders, registry: registry, threads: threads)
  }

  /// A note about runs that processes of other machines were training, of which nothing is known
  /// here; `nil` if there are none.
  private static func note(onDistant runs: [ComparedRun]) -> String? {
    guard let first = runs.first, let process = first.distantProcess else { return nil }
    if runs.count == 1 {
      return
        "\(first.path): is shown as running, because \(process) was training it; if it is a copy, "
        + "its command resumes it"
    }
    return "\(runs.count) runs are shown as running, because other machines were training them: "
      + "\(runs.map(\.path).listing); if they are copies, their commands resume them"
  }

  /// Reads runs.
  ///
  /// - Parameters:
  ///   - paths: folders of runs, or archives
  ///   - registry: the plugins that runs can name
  ///   - threads: how many threads read
  package init(_ paths: [String], registry: Registry, threads: Int) {
    let fields = registry.pluginFields
    let paths = Self.withoutRepetitions(paths)
    var runs: [ComparedRun] = []
    var warnings: [String] = []
    var distant: [ComparedRun] = []
    let results = concurrentMap(paths.count, threads: threads) { index in
      try Self.read(paths[index], fields: fields)
    }
    for result in results {
      do {
        let run = try result.get()
        runs.append(run)
        if run.distantProcess != nil { distant.append(run) }
      } catch {
        warnings.append("a run is left out: \(error)")
      }
    }
    self.runs = runs
    self.warnings = warnings
    notes = Self.note(onDistant: distant).map { [$0] } ?? []
  }

  /// The paths without those that lead to a run that another path leads to, as `latest` does.
  private static func withoutRepetitions(_ paths: [String]) -> [String] {
    let places = paths.map { FileSystem.absolutePath($0) }
    let links = paths.map { FileSystem.isLink($0) }
    var named = Set(zip(places, links).filter { !$0.1 }.map(\.0))
    var seen: Set<String> = []
    return paths.indices.filter { index in
      let isRepeated = links[index] && named.contains(places[index])
      named.insert(places[index])
      return !isRepeated && seen.insert(places[index]).inserted
    }.map { paths[$0] }
  }

  /// Whether no run can be read.
  package var isEmpty: Bool { runs.isEmpty }

  private static func read(
    _ path: String, fields: [String: PluginFieldKeys]
  ) throws -> ComparedRun {
    let location = try RunLocation(unchecked: path)
    return try location.naming {
      try ComparedRun(path, in: location.folder, fields: fields)
    }
  }
}
