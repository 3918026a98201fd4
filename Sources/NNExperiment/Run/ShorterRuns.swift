import NNFiles
import Synchronization

/// The complete runs in a folder of runs, by what longer runs that can continue them have in common
/// with them.
///
/// The folder is searched when the first run asks, once for each name.
final class ShorterRuns: Sendable {
  private let directory: String
  /// For each name of an experiment, the folders of its runs by that hash.
  private let folders = Mutex<[String: [String: [String]]]>([:])

  /// The runs in a folder of runs.
  init(in directory: String) { self.directory = directory }

  /// The longest run that has fewer iterations than another one.
  ///
  /// - Parameters:
  ///   - iterations: the iterations of the other one
  ///   - identity: what they have in common, `RunIdentity.ofAnyLength`
  ///   - name: the name of the experiment
  /// - Returns: the run; `nil` if there is none
  func longest(below iterations: Int, identity: String, name: String) -> ShorterRun? {
    let paths = folders.withLock { folders in
      let found = folders[name] ?? search(for: name)
      folders[name] = found
      return found[identity] ?? []
    }
    return paths.compactMap { ShorterRun($0, identity: identity) }
      .filter { $0.report.iterations < iterations }
      .max { $0.report.iterations < $1.report.iterations }
  }

  private func search(for name: String) -> [String: [String]] {
    var found: [String: [String]] = [:]
    let folders = (try? FileSystem.folders(in: directory)) ?? []
    for path in folders where FileSystem.name(of: path).hasPrefix("\(name)-") {
      guard let identity = Self.identity(in: path) else { continue }
      found[identity, default: []].append(path)
    }
    return found
  }

  /// The hash in the record of a run. The record is not parsed, because there may be thousands.
  private static func identity(in path: String) -> String? {
    let record = RunFolder(path: path).file(RunFolder.record)
    guard let bytes = try? File.read(regular: record, limit: 1 << 22) else { return nil }
    let text = String(decoding: bytes, as: UTF8.self).utf8
    let key = "\"\(RunRecord.anyLengthKey)\": \"".utf8
    guard let place = text.firstRange(of: key) else { return nil }
    return String(text[place.upperBound...].prefix { $0 != UInt8(ascii: "\"") })
  }
}
