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
    let locations = try [first, second].map { try RunLocation(unchecked: $0) }
    let folders = locations.map(\.folder)
    environment = try Self.environment(
      folders.map { try RunRecord.content(in: $0)?["environment"] })
    costs = try Self.costs(folders[0], folders[1])
    withExtendedLifetime(locations) {}
  }

  /// What is different in two records; what one of them does not have is unknown.
  private static func environment(
    _ records: [JSONValue?]
  ) -> [(name: String, first: String, second: String)] {
    var names: [String] = []
    for case .object(let fields)? in records {
      names += fields.map(\.0).filter { !names.contains($0) }
    }
    return names.compactMap { name in
      let values = records.map { record in
        record?[name].map { ($0.string ?? $0.text).shortened(to: 60) } ?? "unknown"
      }
      return values[0] == values[1] ? nil : (name, values[0], values[1])
    }
  }

  private static func costs(_ first: RunFolder, _ second: RunFolder) throws -> String {
    let (same, a, b) = try File.firstDifferingLine(
      of: first.file(RunFolder.cost), and: second.file(RunFolder.cost))
    // The first line has the names of the columns.
    let iterations = max(0, same - 1)
    let before =
      iterations == 0
      ? "no cost is the same"
      : iterations == 1
        ? "the costs are the same in the first iteration"
        : "the costs are the same in the first \(iterations) iterations"
    switch (a, b) {
    case (let a?, let b?):
      let costs = [a, b].map { $0.split(separator: ",").last.map(String.init)?.excerpt ?? "" }
      return "\(before); in iteration \(iterations + 1) they are \(costs[0]) and \(costs[1])"
    case (nil, nil):
      return iterations == 0
        ? "neither run has costs"
        : "the costs are the same in all \(counted(iterations, "iteration"))"
    default:
      return iterations == 0
        ? "one of the runs has no costs" : "\(before), where one of the runs ends"
    }
  }
}
