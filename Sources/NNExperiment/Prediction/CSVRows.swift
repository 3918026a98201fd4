import NNConfig
import NNCore
import NNData
import NNFiles

/// Rows of CSV as inputs of a network: finds columns by name, and checks and scales their values.
struct CSVRows: RowSource, ~Copyable {
  private var reader: CSVReader
  private let preprocessing: Preprocessing
  private let features: FeatureReader
  private let encoding: InputEncoding
  /// The column of each feature; without a header, columns are in the order of the training data.
  private var columns: [Int]
  /// Whether the reader is at a row that has not been used yet.
  private var hasRow = false
  /// The line numbers of the rows in the last batch.
  private var lines: [Int] = []

  /// Reads the first row, which may be a header.
  ///
  /// - Parameters:
  ///   - reader: the rows
  ///   - preprocessing: what the training set determined
  ///   - width: the number of the network's inputs
  ///   - hasHeader: whether the first row is a header; `nil` to decide by what is in it
  /// - Throws: `FileError` if there is no row, though a header alone is accepted; `DataError` if
  ///   the first row has the wrong number of values, is neither a header nor data, or may be
  ///   either; what the reader throws
  init(
    _ reader: consuming CSVReader, preprocessing: Preprocessing, width: Int, hasHeader: Bool?
  ) throws {
    self.reader = reader
    self.reader.delimiter = preprocessing.delimiter
    self.reader.decimalMark = preprocessing.decimalMark
    self.preprocessing = preprocessing
    features = FeatureReader(preprocessing, inputs: width)
    encoding = features.encoding
    let width = encoding.kinds.count
    columns = Array(0..<width)
    hasRow = try self.reader.nextRow()
    guard hasRow else { throw FileError.empty(self.reader.name) }
    let texts = self.reader.texts
    let names = UnnamedColumn.named(texts)
    let place = "\(self.reader.name):\(self.reader.line)"
    guard texts.count == width else {
      throw DataError(
        place,
        "has \(counted(texts.count, "value")), but the network "
          + (encoding.isPlain ? "has \(counted(width, "input"))" : "takes \(width)")
          + "\(superfluous(in: names) ?? featureList)\(separatorHint(texts))")
    }
    let isHeader = try hasHeader ?? isHeader(names, at: place)
    if isHeader {
      // Features without names are in the order of the training data.
      columns =
        try preprocessing.features.isEmpty
        ? columns
        : preprocessing.features.map { name in
          guard let column = names.firstIndex(of: name) else {
            throw DataError(place, "has no column '\(name.excerpt)'")
          }
          return column
        }
      hasRow = try self.reader.nextRow()
      // A single row of numbers may well be the one to predict.
      if !hasRow, hasHeader == nil, namesAreNumbers { throw Self.ambiguousHeader(place) }
    } else if hasHeader == nil, let problem = headerProblem(texts) {
      throw DataError(place, problem)
    }
  }

  /// Whether a first row has the names of the features.
  ///
  /// - Throws: `DataError` if it may just as well be data
  private func isHeader(_ texts: [String], at place: String) throws(DataError) -> Bool {
    let names = preprocessing.features
    guard preprocessing.hasHeader, !names.isEmpty, Set(texts) == Set(names) else { return false }
    // The names 0, 1, 2, ... in this order are taken for a header; but 1, 0 may be names or values.
    if namesAreNumbers, texts != names || names.count < 3 { throw Self.ambiguousHeader(place) }
    return true
  }

  /// Whether the names of the features are numbers.
  private var namesAreNumbers: Bool {
    preprocessing.features.allSatisfy { DecimalNumber.value(of: $0) != nil }
  }

  private static func ambiguousHeader(_ place: String) -> DataError {
    DataError(
      place,
      "may be a header, because inputs have these names, or a row of data; say which with --header "
        + "first_row or --header none")
  }

  /// What is wrong with a first row that must be meant as a header, because nothing in it can be
  /// the value of a feature although some features are numbers; `nil` if it may be data.
  private func headerProblem(_ names: [String]) -> String? {
    let features = preprocessing.features
    if features.isEmpty || names.contains("") || !preprocessing.hasHeader { return nil }
    if encoding.kinds.allSatisfy({ $0.categories != nil }) { return nil }
    for (feature, kind) in encoding.kinds.enumerated() {
      if reader.number(feature) != nil || kind.categories?.index(of: names[feature]) != nil {
        return nil
      }
      if case .value = self.features.value(feature, in: feature, of: reader) { return nil }
    }
    if let name = names.first(where: { !features.contains($0) }) {
      let nearest = Suggestion.hint(for: name, among: features)
      return "is neither a row of numbers nor a header: no input is called '\(name.excerpt)'"
        + (nearest.isEmpty ? "; the inputs are \(featureNames)" : nearest)
    }
    let repeated = names.indices.first { names[..<$0].contains(names[$0]) }
    return repeated.map { "two columns are called '\(names[$0])'" }
  }

  /// What to remove if a first row is a header with all features and other columns; `nil`
  /// otherwise.
  private func superfluous(in names: [String]) -> String? {
    let features = Set(preprocessing.features)
    let others = names.filter { !features.contains($0) }.quoted
    guard let first = others.first, !features.isEmpty, features.isSubset(of: names) else {
      return nil
    }
    return others.count == 1
      ? "; \(first) is not an input; remove the column"
      : "; \(others.listing) are not inputs; remove the columns"
  }

  /// A hint about a row that was read as a single value, probably because of another delimiter.
  private func separatorHint(_ texts: [String]) -> String {
    let delimiter = preprocessing.delimiter
    guard texts.count == 1 else { return "" }
    // Spaces are the default of numpy.savetxt.
    return delimiter.likelyOther(in: texts[0]).map {
      "; write \(delimiter.phrase) instead of \($0.phrase)"
    } ?? ""
  }

  /// The names of the features after a colon; empty if they have none.
  private var featureList: String { preprocessing.features.isEmpty ? "" : ": \(featureNames)" }

  /// The names of the features, for messages.
  private var featureNames: String {
    preprocessing.features.prefix(20).map { "'\($0.excerpt)'" }.joined(separator: ", ")
  }

  /// Reads up to as many rows as the matrix has.
  ///
  /// - Returns: the number of rows read; 0 at the end
  /// - Throws: `DataError` that names row and column of a value that cannot be used; what the
  ///   reader throws
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

  /// Reads a feature of the current row into the inputs that it has.
  private func read<T: Scalar>(
    _ feature: Int, into inputs: UnsafeMutablePointer<T>
  ) throws(DataError) {
    let start = encoding.starts[feature]
    if features.isPlainNumber[feature], let number = reader.number(columns[feature]) {
      inputs[start] = T(preprocessing.inputScaling?.scaled(number, column: start) ?? number)
      return
    }
    let value: Double
    switch features.value(feature, in: columns[feature], of: reader) {
    case .value(let number): value = number
    case .missing: throw unreadable(feature, isMissing: true)
    case .invalid: throw unreadable(feature, isMissing: false)
    }
    guard let categories = encoding.kinds[feature].categories else {
      inputs[start] = T(preprocessing.inputScaling?.scaled(value, column: start) ?? value)
      return
    }
    for input in start..<start + categories.names.count { inputs[input] = 0 }
    inputs[start + Int(value)] = 1
  }

  func place(ofRow row: Int) -> String { "\(reader.name):\(lines[row])" }

  private func unreadable(_ feature: Int, isMissing: Bool) -> DataError {
    let column = columns[feature]
    let name =
      preprocessing.features.isEmpty ? "" : " ('\(preprocessing.features[feature].excerpt)')"
    let text = reader.text(column)
    return DataError(
      "\(reader.name):\(reader.line)",
      "column \(column + 1)\(name) \(problem(text, encoding.kinds[feature], isMissing: isMissing))")
  }

  private func problem(_ text: String, _ kind: FeatureKind, isMissing: Bool) -> String {
    if isMissing {
      let method = kind.categories == nil ? "median" : "most_frequent"
      return (text.isEmpty ? "is empty" : "is missing ('\(text.excerpt)')")
        + "; fill it in, or train with 'missing: \(method)', which fills in new rows, too"
    }
    switch kind {
    case .categories(let names):
      return "is '\(text.excerpt)', which is not among the categories of the training set: "
        + names.listing
    case .boolean: return "must be true or false, yes or no, 1 or 0, not '\(text.excerpt)'"
    case .number:
      return "must be a finite number, not '\(text.excerpt)'"
        + (preprocessing.decimalMark == .point && reader.delimiter != .comma
          && DecimalNumber.value(of: text.replacing(",", with: ".")) != nil
          ? "; write a point instead of the comma" : "")
    }
  }
}
