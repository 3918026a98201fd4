import NNConfig
import NNData
import NNFiles

/// Words and a number for each, one pair per line: `banana 0.7`. The inputs are how often each
/// letter occurs in the word.
///
/// The training set decides which letters there are. They are the names of the features, so that
/// they are in `preprocessing.json` when other words are read.
struct Letters: DatasetLoader {
  let path: String
  /// The settings; `HoldOut` finds those of the split in them.
  let options: OptionReader

  /// The hash of this file is part of a run's identity, and the file goes into the run's archive.
  func files() -> [String] { [path] }

  /// Unless words are drawn from their seed, runs with different seeds share the data set.
  var usesSeed: Bool { HoldOut.usesSeed(in: options) }

  func load(seed: UInt64) throws -> Dataset {
    let lines = try Self.read(path)
    let letters = Set(lines.flatMap(\.word)).sorted()
    var preprocessing = Preprocessing()
    preprocessing.task = .regression
    preprocessing.features = letters.map(String.init)
    preprocessing.targets = ["value"]
    let dataset = Dataset(
      train: Self.samples(lines, letters: letters), test: nil, preprocessing: preprocessing,
      contents: Dataset.Contents("word", "of the letters \(String(letters))"))
    return try HoldOut.split(dataset, options, seed: seed)
  }

  func samples(in files: SampleFiles, preprocessing: Preprocessing) throws -> Samples? {
    try files.rejectTargets()
    let letters = preprocessing.features.map { Character($0) }
    let lines = try Self.read(files.path)
    for line in lines {
      guard let unknown = line.word.first(where: { !letters.contains($0) }) else { continue }
      throw DataError(
        "\(files.path):\(line.number)",
        "'\(line.word)' has the letter '\(unknown)', which no training word has")
    }
    return Self.samples(lines, letters: letters)
  }
}

extension Letters {
  private struct Line {
    /// Counted from 1.
    let number: Int
    let word: String
    let value: Double
  }

  private static func read(_ path: String) throws -> [Line] {
    guard let text = String(validating: try File.read(path, limit: 1 << 20), as: UTF8.self) else {
      throw DataError(path, "is not UTF-8 text; save it as UTF-8")
    }
    var rows = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    if rows.last == "" { rows.removeLast() }
    if rows.isEmpty { throw DataError(path, "has no words; write lines such as 'banana 0.7'") }
    return try rows.enumerated().map { index, row in
      let parts = row.split(separator: " ")
      guard parts.count == 2, let value = Double(parts[1]), value.isFinite else {
        throw DataError(
          "\(path):\(index + 1)", "'\(row)' is not a word and a number, as in 'banana 0.7'")
      }
      return Line(number: index + 1, word: String(parts[0]), value: value)
    }
  }

  private static func samples(_ lines: [Line], letters: [Character]) -> Samples {
    let counts = lines.flatMap { line in
      letters.map { letter in Double(line.word.count { $0 == letter }) }
    }
    return Samples(
      count: lines.count, inputWidth: letters.count, inputs: .numbers(counts),
      targets: .values(lines.map(\.value), width: 1))
  }
}

extension Letters {
  static let plugin = Plugin<any DatasetLoader>(
    "letters", summary: "words and a number for each, one pair per line",
    example: "{loader: letters, path: words.txt}",
    parameters: [
      Parameter("path", .path, isRequired: true, summary: "the file")
    ] + HoldOut.parameters
  ) { options throws(ExperimentError) in
    try HoldOut.check(options)
    return Letters(path: options.text("path"), options: options)
  }
}
