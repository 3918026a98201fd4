import TestSupport

@testable import NNData

/// A folder with a CSV file, `data.csv`, that data sets are loaded from.
struct CSVFolder {
  /// What is in it.
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Writes the file, and loads it with settings such as `target: y`.
  func load(_ text: String, _ settings: String = "target: y", seed: UInt64 = 0) throws -> Dataset {
    try folder.write(text, to: "data.csv")
    return try NNDataTests.load(CSVSettings(settings).yaml, in: folder, seed: seed)
  }

  /// Writes the file; the error that loading ends with.
  func failure(_ text: String, _ settings: String = "target: y") throws -> Failure? {
    try folder.write(text, to: "data.csv")
    return try loadFailure(CSVSettings(settings).yaml, in: folder)
  }

  /// Writes the file, and loads it with what messages advise.
  func follow(_ text: String, _ settings: String) throws -> CSVSettings.Outcome {
    try folder.write(text, to: "data.csv")
    return try CSVSettings(settings).follow(in: folder)
  }
}
