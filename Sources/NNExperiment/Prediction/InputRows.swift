import NNConfig
import NNCore
import NNData
import NNFiles

/// Reads rows of CSV as inputs of a network: finds columns by name, checks and scales them.
struct InputRows: RowSource, ~Copyable {
  private var reader: CSVReader
  private let preprocessing: Preprocessing
  private let encoding: InputEncoding
  /// The column of each feature; the order of the training data without a header.
  private var columns: [Int]
  /// Whether the reader's current row has not been used.
  private var hasRow = false
  /// Where the rows of the last batch stand.
  private var lines: [Int] = []

  /// Looks at the first row: is it a header?
  ///
  /// - Throws: a `UserFacingError` if the first row has the wrong width or cannot be read, or if there
  ///   is none; a header alone is an empty table
  init(_ reader: consuming CSVReader, preprocessing: Preprocessing, width: Int) throws {
    self.reader = reader
    self.reader.delimiter = preprocessing.delimiter
    self.preprocessing = preprocessing
    encoding = preprocessing.encoding(inputs: width)
    let width = encoding.categories.count
    columns = Array(0..<width)
    hasRow = try self.reader.nextRow()
    guard hasRow else { throw FileError.empty(self.reader.name) }
    let texts = self.reader.texts
    let place = "\(self.reader.name):\(self.reader.line)"
    guard texts.count == width else {
      throw DataError(
        place,
        "has \(counted(texts.count, "value")), but the network "
          + (encoding.isPlain ? "has \(counted(width, "input"))" : "takes \(width)")
          + "\(superfluous(in: texts) ?? hint)\(separatorHint(texts))")
    }
    if !preprocessing.features.isEmpty, Set(texts) == Set(preprocessing.features) {
      columns = preprocessing.features.compactMap { texts.firstIndex(of: $0) }
      hasRow = try self.reader.nextRow()
    } else if let problem = headerProblem(texts) {
      throw DataError(place, problem)
    }
  }

  /// What is wrong with a first row that has no number and no category in it although a row has
  /// numbers, and so must be meant as a header.
  private func headerProblem(_ names: [String]) -> String? {
    let features = preprocessing.features
    if features.isEmpty || names.contains("") { return nil }
    if encoding.categories.allSatisfy({ $0 != nil }) { return nil }
    if names.indices.contains(where: { reader.number($0) != nil }) { return nil }
    let isCategory = zip(names, encoding.categories).contains { $1?.index(of: $0) != nil }
    if isCategory { return nil }
    if let name = names.first(where: { !features.contains($0) }) {
      let nearest = Suggestion.hint(for: name, among: features)
      return "is neither a row of numbers nor a header: no input is called '\(name.excerpt)'"
        + (nearest.isEmpty ? hint : nearest)
    }
    let repeated = names.indices.first { names[..<$0].contains(names[$0]) }
    return repeated.map { "two columns are called '\(names[$0])'" }
  }

  /// The columns to remove if a first row is a header with all inputs and others.
  private func superfluous(in names: [String]) -> String? {
    let features = Set(preprocessing.features)
    let others = names.filter { !features.contains($0) }.map { "'\($0.excerpt)'" }
    guard let first = others.first, !features.isEmpty, features.isSubset(of: names) else {
      return nil
    }
    return others.count == 1
      ? "; \(first) is not an input; remove the column"
      : "; \(others.prefix(20).joined(separator: ", ")) are not inputs; remove the columns"
  }

  /// What to do about a row that seems to be a single value.
  private func separatorHint(_ texts: [String]) -> String {
    let delimiter = preprocessing.delimiter
    guard texts.count == 1 else { return "" }
    if let other = delimiter.likelyOther(in: texts[0]) {
      return "; write \(delimiter.quoted) instead of \(other.quoted)"
    }
    // As numpy.savetxt does it unless it is told otherwise.
    return texts[0].contains(" ") ? "; write \(delimiter.quoted) instead of spaces" : ""
  }

  private var hint: String {
    guard !preprocessing.features.isEmpty else { return "" }
    let names = preprocessing.features.prefix(20).map { $0.contains(",") ? "'\($0)'" : $0 }
    return ": " + names.joined(separator: ", ")
  }

  mutating func read<T: Scalar>(into inputs: Matrix<T>, kernels: Kernels<T>) throws -> Int {
    var count = 0
    lines.removeAll(keepingCapacity: true)
    while hasRow, count < inputs.rows {
      for feature in columns.indices {
        try read(feature, into: inputs.row(count))
      }
      lines.append(reader.line)
      count += 1
      hasRow = try reader.nextRow()
    }
    return count
  }

  /// Reads a feature of the current row into its inputs.
  private func read<T: Scalar>(
    _ feature: Int, into inputs: UnsafeMutablePointer<T>
  ) throws(DataError) {
    let column = columns[feature]
    let start = encoding.starts[feature]
    guard let categories = encoding.categories[feature] else {
      guard let value = reader.number(column) else { throw unreadable(feature) }
      inputs[start] = T(preprocessing.inputScaling?.scaled(value, column: start) ?? value)
      return
    }
    guard let index = categories.index(of: reader.text(column)) else { throw unreadable(feature) }
    for input in start..<start + categories.names.count { inputs[input] = 0 }
    inputs[start + Int(index)] = 1
  }

  func place(ofRow row: Int) -> String { "\(reader.name):\(lines[row])" }

  private func unreadable(_ feature: Int) -> DataError {
    let column = columns[feature]
    let name =
      preprocessing.features.isEmpty ? "" : " ('\(preprocessing.features[feature].excerpt)')"
    let text = reader.text(column)
    let problem =
      if text.isEmpty {
        "is empty"
      } else if let categories = encoding.categories[feature] {
        "is '\(text.excerpt)', which is none of the categories of the training set: "
          + categories.listing
      } else {
        "must be a finite number, not '\(text.excerpt)'"
          + (reader.hasDecimalComma(column) ? "; write a point instead of the comma" : "")
      }
    return DataError("\(reader.name):\(reader.line)", "column \(column + 1)\(name) \(problem)")
  }
}
