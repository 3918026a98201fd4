import NNFiles
import TestSupport
import Testing

@testable import NNData

/// Tables of random cells, read by the loader and by a naive reference.
@Suite("csv: random tables")
struct CSVRandomTableTests {
  /// A column: how it is written, and what it has in each row; `nil` if nothing.
  private struct Column {
    let cells: [String]
    let inputs: [[Double]]
  }

  private static let words = [
    "red", "Blue", "x;y", "a,b", "\"q\"", "two\nlines", " s", "ü", "10 %",
  ]

  private static func numbers(_ count: Int, _ random: inout SeededGenerator) -> Column {
    var (cells, values): ([String], [Double?]) = ([], [])
    for _ in 0..<count {
      if random.next(below: 6) == 0 {
        cells.append(random.choose(["", "?", " ? ", "  "]))
        values.append(nil)
      } else {
        let value = Double(random.next(below: 2001) - 1000) / random.choose([1, 8, 1000])
        cells.append(random.choose(["\(value)", " \(value) ", "\"\(value)\"", "\(value)e0"]))
        values.append(value)
      }
    }
    let known = values.compactMap { $0 }.sorted()
    let median =
      known.isEmpty ? 0 : (known[(known.count - 1) / 2] + known[known.count / 2]) / 2
    return Column(cells: cells, inputs: values.map { [$0 ?? median] })
  }

  private static func categories(_ count: Int, _ random: inout SeededGenerator) -> Column {
    let names = (0...random.next(below: 5)).map { _ in random.choose(words) }
    let chosen = (0..<count).map { _ in random.next(below: 7) == 0 ? "" : random.choose(names) }
    let order = Set(chosen).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return Column(
      cells: chosen.map(quoted), inputs: chosen.map { cell in order.map { $0 == cell ? 1 : 0 } })
  }

  private static func quoted(_ text: String) -> String {
    text.contains { ",;\"\n".contains($0) } ? "\"\(text.replacing("\"", with: "\"\""))\"" : text
  }

  @Test("Inputs are those of a naive reference", arguments: 0..<60 as Range<UInt64>)
  func tables(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let rows = 2 + random.next(below: 40)
    let kinds = (0..<1 + random.next(below: 6)).map { _ in random.next(below: 2) == 0 }
    let columns = kinds.map { isNumber in
      isNumber ? Self.numbers(rows, &random) : Self.categories(rows, &random)
    }
    // Columns without any value are tested elsewhere.
    guard columns.allSatisfy({ $0.cells.contains { !$0.allSatisfy(" ?".contains) } }) else {
      return
    }
    let names = columns.indices.map { "c\($0)" }
    let lines = (0..<rows).map { row in
      (columns.map { $0.cells[row] } + ["\(row)"]).joined(separator: ",")
    }
    let folder = try TemporaryFolder()
    let end = random.choose(["\n", "\r\n"])
    try folder.write(
      ([(names + ["y"]).joined(separator: ",")] + lines).joined(separator: end) + end,
      to: "data.csv")
    func list(_ isNumber: Bool) -> String {
      "[\(zip(names, kinds).filter { $1 == isNumber }.map(\.0).joined(separator: ", "))]"
    }
    let data = try load(
      CSVSettings(
        "target: y, encode: {onehot: \(list(false))}, missing_values: \"?\", "
          + "missing: {median: \(list(true)), category: \(list(false))}"
      ).yaml, in: folder)
    #expect(data.train.targetRows == (0..<rows).map { [Double($0)] })
    for row in 0..<rows {
      #expect(
        data.train.inputRows[row] == columns.flatMap { $0.inputs[row] },
        "row \(row) of\n\(lines.joined(separator: "\n"))")
    }
  }
}
