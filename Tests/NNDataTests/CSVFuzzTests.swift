import NNConfig
import NNFiles
import TestSupport
import Testing

@testable import NNData

/// Files of random cells with random settings: each is refused with a message for its user, or
/// becomes a data set of finite numbers.
@Suite("csv: random files")
struct CSVFuzzTests {
  /// The cells that a column is made of: a list for each sort of column.
  private static let sorts = [
    ["1", "2.5", "-3", "1e2", " 4 "], ["red", "blue", "green", "red "], ["True", "False"],
    ["1,5", "2,25", "-0,5"], ["", "7", "?", "8"], ["", "a", "NA", "b"],
    ["2020-01-01", "2020-02-02"],
    [""], ["0", "1"], ["$5", "12%", "1,000"], ["a;b", "\"", "c,d", "e\nf"], ["-999", "3", "4.5"],
    ["?"], ["1", "x", "2"], ["n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8", "n9"],
  ]

  private static let names = ["", "x y", "0", "1", "y", "a", "last", "-1", "é"]

  private func cell(_ text: String, _ delimiter: String, _ random: inout SeededGenerator) -> String
  {
    let needsQuotes = text.contains { "\"\n".contains($0) } || text.contains(delimiter)
    guard needsQuotes && random.next(below: 30) > 0 || delimiter == " " && text.isEmpty else {
      return text
    }
    return "\"\(text.replacing("\"", with: "\"\""))\""
  }

  private func file(_ random: inout SeededGenerator) -> String {
    let width = 2 + random.next(below: 4)
    let columns = (0..<width).map { _ in random.choose(Self.sorts) }
    let delimiter = random.choose([",", ",", ",", ",", ",", ";", "\t", " "])
    var lines = (0..<1 + random.next(below: 12)).map { _ in columns.map { random.choose($0) } }
    if random.next(below: 4) > 0 {
      let names = (0..<width).map { column in
        random.next(below: 8) == 0
          ? random.choose(Self.names) : ["a", "b", "id", "y", "z", "u"][column]
      }
      lines.insert(names, at: 0)
    }
    if random.next(below: 25) == 0 { lines.insert(["title"], at: 0) }
    var text = ""
    for line in lines {
      text += line.map { cell($0, delimiter, &random) }.joined(separator: delimiter)
      if random.next(below: 90) == 0 { text += delimiter }
      text += random.choose(["\n", "\n", "\n", "\n", "\r\n"])
      if random.next(below: 150) == 0 { text += "\n" }
    }
    return text
  }

  private func settings(_ random: inout SeededGenerator) -> String {
    var settings = ["target: \(random.choose(["last", "last", "-1", "y", "a", "0", "[a, -1]"]))"]
    func add(_ oneOf: Int, _ texts: String...) {
      if random.next(below: oneOf) == 0 { settings.append(random.choose(texts)) }
    }
    add(3, "encode: onehot", "encode: onehot", "encode: {onehot: a}", "encode: {onehot: [-2]}")
    add(
      3, "missing: drop_row", "missing: mean", "missing: category", "missing: most_frequent",
      "missing: {median: -2, drop_row: -1}", "missing: {category: -2}")
    add(3, "missing_values: [\"?\", NA]", "missing_values: -999", "missing_values: [\"1,5\"]")
    add(5, "header: none", "header: first_row")
    add(8, "delimiter: \";\"", "delimiter: whitespace", "delimiter: \"\\t\"")
    if settings.contains(where: { $0.hasPrefix("delimiter") }) { add(2, "decimal: \",\"") }
    add(6, "task: classification", "task: regression")
    add(8, "exclude: a", "exclude: [-2]", "features: [a, b]", "features: -2")
    add(5, "limit: 2", "skip_rows: 1", "normalize: zscore", "normalize: minmax")
    add(5, "test_fraction: 0.4", "test_path: test.csv")
    return settings.joined(separator: ", ")
  }

  @Test(
    "A random file is refused with a message or becomes a data set of finite numbers",
    arguments: 0..<4 as Range<UInt64>)
  func files(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let folder = try TemporaryFolder()
    var loaded = 0
    for _ in 0..<120 {
      let (text, settings) = (file(&random), settings(&random))
      try folder.write(text, to: "data.csv")
      try folder.write(random.next(below: 3) == 0 ? text : file(&random), to: "test.csv")
      let place = "\(settings)\n\(text)"
      let outcome = try CSVSettings(settings).follow(in: folder)
      // Following advice leads to another message or to none.
      #expect(
        Set(outcome.messages).count == outcome.messages.count,
        "\(outcome.messages.joined(separator: "\n"))\n\(place)")
      guard let data = outcome.data else { continue }
      loaded += 1
      for part in [data.train, data.test].compactMap({ $0 }) {
        #expect(part.count > 0, "\(place)")
        #expect(part.inputRows.allSatisfy { $0.allSatisfy(\.isFinite) }, "\(place)")
        #expect(part.targetRows.allSatisfy { $0.allSatisfy(\.isFinite) }, "\(place)")
      }
      // Preprocessing reads back, and with it the training set's file gives the same rows.
      let preprocessing = data.preprocessing
      let json = try JSONValue(parsing: Array(preprocessing.json.text.utf8))
      #expect(Preprocessing(json: json) == preprocessing, "\(place)")
      if outcome.settings.yaml.contains(#/limit|drop_row|test_fraction/#) { continue }
      let samples = try loader(outcome.settings.yaml, in: folder).samples(
        in: SampleFiles(path: folder.file("data.csv")), preprocessing: preprocessing)
      #expect(samples?.inputRows == data.train.inputRows, "\(place)")
      #expect(samples?.labels == data.train.labels, "\(place)")
      #expect(samples?.targetRows == data.train.targetRows, "\(place)")
      #expect(try rows(of: outcome, data, in: folder) == data.train.inputRows, "\(place)")
    }
    #expect(loaded > 20, "\(loaded)")
  }

  /// The inputs of all rows, read as `predict` does it.
  private func rows(
    of outcome: CSVSettings.Outcome, _ data: Dataset, in folder: TemporaryFolder
  ) throws -> [[Double]] {
    let preprocessing = data.preprocessing
    let features = FeatureReader(preprocessing, inputs: data.inputWidth)
    var reader = CSVReader(
      try ByteSource(path: folder.file("data.csv")), delimiter: preprocessing.delimiter)
    reader.decimalMark = preprocessing.decimalMark
    let skipped = outcome.settings.pairs.first { $0.key == "skip_rows" }?.value
    try reader.skipLines(skipped.flatMap { Int($0) } ?? 0)
    _ = try reader.nextRow()
    let names =
      preprocessing.hasHeader
      ? UnnamedColumn.named(reader.texts) : reader.texts.indices.map(String.init)
    let columns = try preprocessing.features.map { try #require(names.firstIndex(of: $0)) }
    if preprocessing.hasHeader { _ = try reader.nextRow() }
    var rows: [[Double]] = []
    repeat {
      var inputs: [Double] = []
      for (feature, kind) in features.encoding.kinds.enumerated() {
        guard case .value(let value) = features.value(feature, in: columns[feature], of: reader)
        else {
          inputs.append(.nan)
          continue
        }
        if let categories = kind.categories {
          inputs += categories.names.indices.map { $0 == Int(value) ? 1 : 0 }
        } else {
          let column = inputs.count
          inputs.append(preprocessing.inputScaling?.scaled(value, column: column) ?? value)
        }
      }
      rows.append(inputs)
    } while try reader.nextRow()
    return rows
  }
}
