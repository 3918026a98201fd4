import NNConfig
import NNData
import NNFiles

/// Words and numbers that belong to them, one pair in each line; inputs are how often each letter
/// occurs. The letters are those of the training set.
struct Letters: DatasetLoader {
  let path: String

  func files() -> [String] { [path] }

  func load(seed: UInt64) throws -> Dataset {
    let lines = try Self.read(path)
    let letters = Set(lines.flatMap(\.word)).sorted()
    var preprocessing = Preprocessing()
    preprocessing.task = .regression
    preprocessing.targets = ["value"]
    preprocessing.loader = .object([("letters", .string(String(letters)))])
    return Dataset(
      train: Self.samples(lines, letters: letters), test: nil, preprocessing: preprocessing,
      contents: Dataset.Contents("word", "of \(letters.count) letters"))
  }

  func samples(in files: SampleFiles, preprocessing: Preprocessing) throws -> Samples? {
    guard let letters = preprocessing.loader?["letters"]?.string else {
      throw DataError(files.path, "cannot be read: the run has not kept its letters")
    }
    return Self.samples(try Self.read(files.path), letters: Array(letters))
  }

  private static func read(_ path: String) throws -> [(word: String, value: Double)] {
    let text = String(decoding: try File.read(path, limit: 1 << 20), as: UTF8.self)
    let lines = try text.split(separator: "\n").enumerated().map { index, line in
      let parts = line.split(separator: " ")
      guard parts.count == 2, let value = Double(parts[1]), value.isFinite else {
        throw DataError("\(path):\(index + 1)", "'\(line)' is not a word and a number")
      }
      return (String(parts[0]), value)
    }
    if lines.isEmpty { throw DataError(path, "has no words") }
    return lines
  }

  private static func samples(
    _ lines: [(word: String, value: Double)], letters: [Character]
  ) -> Samples {
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
    "letters", summary: "words and their numbers, one pair in each line",
    parameters: [Parameter("path", .path, isRequired: true, summary: "the file")]
  ) { options in
    Letters(path: options.text("path"))
  }
}
