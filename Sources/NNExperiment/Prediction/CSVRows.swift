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
  /// The place of the first row.
  private let place: String
  /// Where the features are.
  private let columns: InputColumns
  /// What is around the header of predictions; `nil` if the input has no header to which theirs
  /// could be appended.
  private(set) var headerFrame: LineFrame?
  /// Whether predictions follow the columns of the input.
  private let isAppended: Bool
  /// Whether the reader is at a row that has not been used yet.
  private var hasRow = false
  /// The line on which each row of the last batch begins, and what ends it.
  private var rows: [(line: Int, end: LineEnd)] = []
  /// The columns of these rows, if predictions follow them.
  private var texts: [String] = []
  /// Why the row after the last batch cannot be used.
  private var failure: (any Error)?
  /// What ends the last line that has an end; the last row may have none.
  private var lineEnd = LineEnd.lf

  /// Rows of which the first has been read.
  ///
  /// - Parameters:
  ///   - reader: the rows
  ///   - preprocessing: what the training set determined
  ///   - features: reads the values of features
  ///   - columns: where the features are
  ///   - place: the place of the first row
  ///   - isAppended: whether predictions follow the columns of the input
  private init(
    _ reader: consuming CSVReader, _ preprocessing: Preprocessing, _ features: FeatureReader,
    _ columns: InputColumns, place: String, isAppended: Bool
  ) {
    self.reader = reader
    self.preprocessing = preprocessing
    self.features = features
    self.columns = columns
    self.place = place
    self.isAppended = isAppended
    encoding = features.encoding
    lineEnd = self.reader.lineEnd ?? lineEnd
    hasRow = columns.names == nil
    headerFrame =
      !isAppended
      ? LineFrame(end: lineEnd)
      : hasRow ? nil : LineFrame(columns: self.reader.row, end: lineEnd)
  }

  /// Reads the first row, which may be a header.
  ///
  /// - Parameters:
  ///   - reader: the rows
  ///   - preprocessing: what the training set determined
  ///   - width: the number of the network's inputs
  ///   - hasHeader: whether the first row is a header; `nil` to decide by what is in it
  ///   - isAppended: whether predictions follow the columns of the input
  /// - Returns: the rows
  /// - Throws: `FileError` if there is no row, though a header alone is accepted; `DataError` if
  ///   columns are not found; what the reader throws
  static func reading(
    _ reader: consuming CSVReader, preprocessing: Preprocessing, width: Int, hasHeader: Bool?,
    isAppended: Bool
  ) throws -> CSVRows {
    reader.delimiter = preprocessing.delimiter
    reader.decimalMark = preprocessing.decimalMark
    guard try reader.nextRow() else { throw FileError.empty(reader.name) }
    let features = FeatureReader(preprocessing, inputs: width)
    let place = "\(reader.name):\(reader.line)"
    let columns = try InputColumns(
      reader, at: place, preprocessing, features.encoding, hasHeader: hasHeader)
    var rows = CSVRows(
      reader, preprocessing, features, columns, place: place, isAppended: isAppended)
    // A single row of numbers may well be the one to predict.
    if hasHeader == nil, columns.names != nil, columns.mayBeData {
      rows.hasRow = try rows.reader.nextRow()
      if !rows.hasRow { throw DataError.ambiguousHeader(place) }
    }
    return rows
  }

  /// Checks that there is a row besides the header.
  ///
  /// - Throws: `DataError` if there is none; what the reader throws
  mutating func requireRow() throws {
    if !hasRow { hasRow = try reader.nextRow() }
    guard hasRow else {
      throw DataError(reader.name, "has a header and no rows, so nothing is written")
    }
  }

  /// Checks that no column of a header is called as one that is to be appended.
  ///
  /// - Throws: `DataError` if one is
  func checkNames(_ appended: [String]) throws(DataError) {
    let appended = Set(appended)
    guard let name = columns.names?.first(where: appended.contains) else { return }
    throw DataError(
      place,
      "already has a column '\(name.excerpt)', as --append would name another one; remove or "
        + "rename it")
  }

  /// A note about the columns that are no features; `nil` if there are none.
  var note: String? {
    let others = columns.others.quoted
    guard let first = others.first else { return nil }
    return "\(reader.name): "
      + (others.count == 1
        ? "the column \(first) is not an input and is ignored"
        : "the columns \(others.listing) are not inputs and are ignored")
  }

  /// Reads some rows: as many as the matrix has, or fewer at the end or if the next one would have
  /// to be waited for.
  ///
  /// - Returns: the number of rows read; 0 at the end
  /// - Throws: `DataError` that names row and column of a value that cannot be used, and what the
  ///   reader throws, once the rows before have been returned
  mutating func read<T: Scalar>(into inputs: Matrix<T>, kernels: Kernels<T>) throws -> Int {
    if let failure { throw failure }
    rows.removeAll(keepingCapacity: true)
    texts.removeAll(keepingCapacity: true)
    do {
      while rows.count < inputs.rows, try advance() {
        for feature in columns.indices.indices {
          try read(feature, into: inputs.row(rows.count))
        }
        lineEnd = reader.lineEnd ?? lineEnd
        rows.append((reader.line, lineEnd))
        if isAppended { texts.append(reader.row) }
      }
    } catch  where !rows.isEmpty {
      failure = error
    }
    return rows.count
  }

  /// Advances to the next row, for which only an empty batch waits.
  ///
  /// - Returns: whether there is one
  private mutating func advance() throws -> Bool {
    if hasRow {
      hasRow = false
      return true
    }
    return try rows.isEmpty ? reader.nextRow() : reader.nextRowIfArrived() ?? false
  }

  func frame(ofRow row: Int) -> LineFrame {
    LineFrame(columns: isAppended ? texts[row] : nil, end: rows[row].end)
  }

  /// Reads a feature of the current row into the inputs that it has.
  private func read<T: Scalar>(
    _ feature: Int, into inputs: UnsafeMutablePointer<T>
  ) throws(DataError) {
    let start = encoding.starts[feature]
    if features.isPlainNumber[feature], let number = reader.number(columns.indices[feature]) {
      inputs[start] = T(preprocessing.inputScaling?.scaled(number, column: start) ?? number)
      return
    }
    let value: Double
    switch features.value(feature, in: columns.indices[feature], of: reader) {
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

  func place(ofRow row: Int) -> String { "\(reader.name):\(rows[row].line)" }

  private func unreadable(_ feature: Int, isMissing: Bool) -> DataError {
    if let names = columns.names, UnnamedColumn.named(reader.texts) == names {
      return DataError.repeatedHeader("\(reader.name):\(reader.line)")
    }
    let column = columns.indices[feature]
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
        + (names.spelling(meantBy: text).map { "; write '\($0.excerpt)'" } ?? "")
    case .boolean: return "must be true or false, yes or no, 1 or 0, not '\(text.excerpt)'"
    case .number:
      return "must be a finite number, not '\(text.excerpt)'" + adviceOnComma(in: text)
    }
  }

  /// What to do about a comma in a number; empty if there is none.
  private func adviceOnComma(in text: String) -> String {
    guard preprocessing.decimalMark == .point,
      DecimalNumber.value(of: text.replacing(",", with: ".")) != nil
    else { return "" }
    let parts = text.split(separator: ",")
    let mayBeThousands = parts.count == 2 && parts[0].count <= 3 && parts[1].count == 3
    return "; write a point instead of the comma"
      + (mayBeThousands ? ", or nothing if it is one between thousands" : "")
  }
}
