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
  /// Where the rows of the last batch are, and what is around their predictions.
  private var rows: [(line: Int, frame: LineFrame)] = []
  /// Why the row after the last batch cannot be used.
  private var failure: (any Error)?
  /// What ends the last line that has an end; the last row may have none.
  private var lineEnd = LineEnd.lf

  /// Reads the first row, which may be a header.
  ///
  /// - Parameters:
  ///   - reader: the rows
  ///   - preprocessing: what the training set determined
  ///   - width: the number of the network's inputs
  ///   - hasHeader: whether the first row is a header; `nil` to decide by what is in it
  ///   - isAppended: whether predictions follow the columns of the input
  /// - Throws: `FileError` if there is no row, though a header alone is accepted; `DataError` if
  ///   columns are not found; what the reader throws
  init(
    _ reader: consuming CSVReader, preprocessing: Preprocessing, width: Int, hasHeader: Bool?,
    isAppended: Bool
  ) throws {
    var reader = reader
    reader.delimiter = preprocessing.delimiter
    reader.decimalMark = preprocessing.decimalMark
    guard try reader.nextRow() else { throw FileError.empty(reader.name) }
    let features = FeatureReader(preprocessing, inputs: width)
    let place = "\(reader.name):\(reader.line)"
    let columns = try InputColumns(
      reader, at: place, preprocessing, features.encoding, hasHeader: hasHeader)
    let isHeader = columns.names != nil
    lineEnd = reader.lineEnd ?? lineEnd
    if isHeader || !isAppended {
      headerFrame = LineFrame(start: isAppended ? reader.rowWithDelimiter : "", end: lineEnd)
    }
    hasRow = !isHeader
    // A single row of numbers may well be the one to predict.
    if isHeader, hasHeader == nil, columns.mayBeData {
      hasRow = try reader.nextRow()
      if !hasRow { throw DataError.ambiguousHeader(place) }
    }
    self.preprocessing = preprocessing
    self.isAppended = isAppended
    self.features = features
    self.place = place
    self.columns = columns
    encoding = features.encoding
    self.reader = reader
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
    do {
      while rows.count < inputs.rows, try advance() {
        for feature in columns.indices.indices {
          try read(feature, into: inputs.row(rows.count))
        }
        rows.append((reader.line, nextFrame()))
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

  /// What is around the predictions of the current row.
  private mutating func nextFrame() -> LineFrame {
    lineEnd = reader.lineEnd ?? lineEnd
    return LineFrame(start: isAppended ? reader.rowWithDelimiter : "", end: lineEnd)
  }

  func frame(ofRow row: Int) -> LineFrame { rows[row].frame }

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
    case .boolean: return "must be true or false, yes or no, 1 or 0, not '\(text.excerpt)'"
    case .number:
      return "must be a finite number, not '\(text.excerpt)'"
        + (preprocessing.decimalMark == .point && reader.delimiter != .comma
          && DecimalNumber.value(of: text.replacing(",", with: ".")) != nil
          ? "; write a point instead of the comma" : "")
    }
  }
}

extension CSVReader {
  /// The current row, ready for more fields.
  fileprivate var rowWithDelimiter: String { row + delimiter.separator }
}
