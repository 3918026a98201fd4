import NNData
import NNFiles

/// The first difference between the results of two runs of the same experiment.
enum Difference {
  /// Compares the results by their SHA-256, and describes the first difference.
  ///
  /// - Parameters:
  ///   - then: the folder of the first run
  ///   - digests: the SHA-256 of its results, by file name
  ///   - now: the folder of the second run
  /// - Returns: where they differ and how; `nil` if they are equal
  /// - Throws: a `UserFacingError` if a file cannot be read, or there is not enough memory for it
  static func first(
    between then: RunFolder, digests: [String: String], and now: RunFolder
  ) throws -> String? {
    // In the order in which a difference would arise and spread.
    // Predictions of drawn sets are not among the results of each run.
    let predictions = Split.allCases.map(RunFolder.predictions).filter { digests[$0] != nil }
    for name in [RunFolder.preprocessing, RunFolder.cost, RunFolder.metrics, RunFolder.weights]
      + predictions
    {
      if try SHA256.hexDigest(ofFile: now.file(name)) == digests[name] { continue }
      let place =
        name == RunFolder.weights
        ? try entry(then.file(name), now.file(name)) : try line(then.file(name), now.file(name))
      return "\(name): \(place)"
    }
    return nil
  }

  private static func line(_ a: String, _ b: String) throws -> String {
    func lines(_ path: String) throws -> [Substring] {
      // Bytes, text and positions of the lines.
      let size = FileStatus(path: path)?.size ?? 0
      try MachineMemory.require(3 * size, for: path)
      let bytes = try File.read(path, limit: 1 << 32)
      return String(decoding: bytes, as: UTF8.self)
        .split(separator: "\n", omittingEmptySubsequences: false)
    }
    let (then, now) = (try lines(a), try lines(b))
    let index = zip(then, now).enumerated().first { $1.0 != $1.1 }?.offset
    guard let index else { return "it had \(then.count) lines and has \(now.count) now" }
    return "line \(index + 1) was '\(String(then[index]).excerpt)' and is "
      + "'\(String(now[index]).excerpt)' now"
  }

  private static func entry(_ a: String, _ b: String) throws -> String {
    let then = try NPZFile.read(a, maximumElements: .max)
    let now = try NPZFile.read(b, maximumElements: .max)
    for key in then.keys.sorted(by: { ($0.count, $0) < ($1.count, $1) }) {
      guard let one = then[key], let other = now[key], one.shape == other.shape else {
        return "\(key) has another shape"
      }
      let (values, others) = (one.elements.doubles, other.elements.doubles)
      let index = values.indices.first { values[$0].bitPattern != others[$0].bitPattern }
      guard let index else { continue }
      let columns = max(1, one.shape.last ?? 1)
      return "\(key)[\(index / columns), \(index % columns)] was \(values[index]) and is "
        + "\(others[index]) now"
    }
    return "its numbers are equal, but its bytes are not"
  }
}

extension NPYArray.Elements {
  fileprivate var doubles: [Double] {
    switch self {
    case .float32(let values): values.map { Double($0) }
    case .float64(let values): values
    case .uint8(let values): values.map { Double($0) }
    }
  }
}
