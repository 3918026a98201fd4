import NNExperiment
import NNFiles

extension RunComparison {
  /// The table for people.
  ///
  /// - Parameter count: the most rows
  /// - Returns: a line for each row, headings, and what the star means or why there is none
  func text(rows count: Int = .max) -> String {
    let rows = rows.prefix(count)
    if rows.isEmpty { return "there is no such run" }
    let numeric = columns.indices.filter { column in
      let key = columns[column]
      return Self.rounding(key) != nil || rows.contains { $0[key]?.number != nil }
    }.map { $0 + 1 }
    var table = Table(rightAligned: Set(numeric))
    table.add([""] + columns.map { $0.shortened(to: Self.longest) })
    for (index, row) in rows.enumerated() {
      table.add([index == best ? "*" : ""] + columns.map { Self.cell(row, $0) })
    }
    if let reasonForNoBest { return "\(table.text)\nno best run: \(reasonForNoBest)" }
    guard best.map({ $0 < count }) ?? false, let measure else { return table.text }
    return "\(table.text)\n* \(unusualGoal ?? "best") \(measure)"
  }

  /// The most characters of a heading and of a value.
  private static let longest = 40

  /// A cell: results rounded, settings as they are.
  private static func cell(_ row: RunRow, _ key: String) -> String {
    guard let value = row[key] else { return "" }
    guard let number = value.number, let round = rounding(key) else {
      // A path is there to be copied.
      return value.text.shortened(to: key == RunRow.run ? .max : longest)
    }
    guard let deviation = row.deviations[key] else { return round(number) }
    let isShare = key.hasSuffix("accuracy")
    let text = isShare ? "\((deviation * 100).text(decimals: 2)) %" : deviation.text(significant: 2)
    return "\(round(number)) ± \(text)"
  }

  /// How results are rounded; `nil` for settings and counts.
  static func rounding(_ key: String) -> ((Double) -> String)? {
    let round: ((Double) -> String)? =
      switch key.split(separator: ".").last {
      case "accuracy", "subset_accuracy": { $0.percentage }
      case "seconds": { $0.text(decimals: 2) }
      case "iterations": { $0.text(decimals: $0 == $0.rounded() ? 0 : 1) }
      case "cost", "mae", "r2", "hamming_loss", "micro_f1", "macro_f1":
        { $0.text(significant: 4) }
      default: nil
      }
    // Of a number this large, the first digits say enough.
    return round.map { round in
      { $0.magnitude < 1e12 ? round($0) : $0.text(significant: 4) }
    }
  }

  /// A value for programs: whole numbers keep all digits, also those that JSON cannot have.
  private static func json(_ value: String) -> JSONValue {
    if let whole = Int(value) { return .integer(whole) }
    guard let number = Double(value), number.isFinite, !value.allSatisfy(\.isNumber) else {
      return .string(value)
    }
    return .number(number)
  }

  /// The table for programs.
  ///
  /// - Parameter difference: in what two runs differ, if there are two
  /// - Returns: an object
  func json(_ difference: RunDifference?) -> JSONValue {
    let runs = rows.map { row in
      JSONValue.object(
        columns.flatMap { key -> [(String, JSONValue)] in
          let value = row[key].map { Self.json($0.text) }
          let deviation = row.deviations[key].map { ("\(key).sd", JSONValue.number($0)) }
          return [(key, value ?? JSONValue.null)] + [deviation].compactMap { $0 }
        })
    }
    var fields: [(String, JSONValue)] = [
      ("runs", .array(runs)), ("best_by", measure.map { .string($0) } ?? .null),
      ("best", best.map { .integer($0) } ?? .null),
      ("no_best", reasonForNoBest.map { .string($0) } ?? .null),
      ("common", .object(common.map { ($0.key, Self.json($0.value)) })),
    ]
    if let difference {
      fields.append(
        (
          "environment",
          .object(
            difference.environment.map {
              ($0.name, .array([.string($0.first), .string($0.second)]))
            })
        ))
      fields.append(("costs", .string(difference.costs)))
    }
    return .object(fields)
  }
}

extension RunDifference {
  /// What differs for people.
  ///
  /// - Parameters:
  ///   - first: the path of the first run
  ///   - second: that of the second
  /// - Returns: a line for each difference
  func text(_ first: String, _ second: String) -> String {
    var table = Table()
    if !environment.isEmpty { table.add("", first, second) }
    for difference in environment {
      table.add(difference.name, difference.first, difference.second)
    }
    return environment.isEmpty ? costs : "\(table.text)\n\n\(costs)"
  }
}
