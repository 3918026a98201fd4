import NNFiles

/// In what two runs differ besides their settings.
package struct RunDifference: Sendable {
  /// What is different about machine and program, with both values.
  package let environment: [(name: String, first: String, second: String)]
  /// How their costs compare, as a sentence.
  package let costs: String

  /// Compares two runs' folders or archives.
  ///
  /// - Parameters:
  ///   - first: the first
  ///   - second: the second
  /// - Throws: a `UserFacingError` if a file cannot be read
  package init(_ first: String, _ second: String) throws {
    let locations = try [first, second].map { try Self.folder($0) }
    let folders = locations.map(\.folder)
    environment = Self.environment(folders.map { RunRecord.content(in: $0)?["environment"] })
    costs = try Self.costs(folders[0], folders[1])
    withExtendedLifetime(locations) {}
  }

  /// A run's folder, with the archive that is unpacked into it for as long.
  private static func folder(_ path: String) throws -> (folder: RunFolder, location: RunLocation?) {
    if FileSystem.isDirectory(path) { return (RunFolder(path: path), nil) }
    let location = try RunLocation(path)
    return (location.folder, location)
  }

  private static func environment(
    _ records: [JSONValue?]
  ) -> [(name: String, first: String, second: String)] {
    guard case .object(let fields)? = records[0], let second = records[1] else { return [] }
    return fields.compactMap { name, value in
      guard let other = second[name], other.text != value.text else { return nil }
      return (name, value.string ?? value.text, other.string ?? other.text)
    }
  }

  private static func costs(_ first: RunFolder, _ second: RunFolder) throws -> String {
    let rows = try [first, second].map { folder in
      let bytes = try File.read(regular: folder.file(RunFolder.cost), limit: 1 << 32)
      return bytes.split(separator: 0x0A).dropFirst()
    }
    let both = zip(rows[0], rows[1])
    for (index, (a, b)) in both.enumerated() where a != b {
      let texts = [a, b].map { row in
        String(decoding: row, as: UTF8.self).split(separator: ",").last.map(String.init) ?? ""
      }
      return index == 0
        ? "the costs differ from iteration 1: \(texts[0]) and \(texts[1])"
        : "the costs are the same up to iteration \(index); in iteration \(index + 1) they are "
          + "\(texts[0]) and \(texts[1])"
    }
    let counts = rows.map(\.count)
    if counts[0] == counts[1] {
      return "the costs are the same in all \(counted(counts[0], "iteration"))"
    }
    return "the costs are the same up to iteration \(counts.min() ?? 0), where one of the runs ends"
  }
}
